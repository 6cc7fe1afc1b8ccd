"""Fixtures of the sync tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.sync.databases import postgresql_beginning, postgresql_hub, sqlite_beginning, sqlite_hub
from tests.sync.world import Beginning, World

__all__ = ["postgresql_beginning", "postgresql_hub", "sqlite_beginning", "sqlite_hub"]


@pytest.fixture
def world(sqlite_hub: Engine, sqlite_beginning: Beginning, tmp_path: Path) -> Iterator[World]:
    """Three desktops and a hub, all of them in step."""
    made = World(sqlite_beginning, sqlite_hub, tmp_path, seed=1)
    yield made
    made.close()
