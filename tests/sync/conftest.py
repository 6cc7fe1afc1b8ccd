"""Fixtures of the sync tests: databases and beginnings for the whole session, a small world for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.sync.databases import embedded_database, postgresql_database
from tests.sync.desktop import Desktop
from tests.sync.machine import DESKTOPS
from tests.sync.world import Beginning, World, make_beginning


@pytest.fixture(scope="session")
def sqlite_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with embedded_database(tmp_path_factory.mktemp("hub")) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgresql_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with postgresql_database(tmp_path_factory.mktemp("pg")) as engine:
        yield engine


@pytest.fixture(scope="session")
def sqlite_beginning(sqlite_hub: Engine, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    return make_beginning(sqlite_hub, tmp_path_factory.mktemp("stores"), list(DESKTOPS))


@pytest.fixture(scope="session")
def postgresql_beginning(postgresql_hub: Engine, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    return make_beginning(postgresql_hub, tmp_path_factory.mktemp("stores"), list(DESKTOPS))


@pytest.fixture
def world(sqlite_hub: Engine, sqlite_beginning: Beginning, tmp_path: Path) -> Iterator[World]:
    """Three desktops and a hub, all of them in step."""
    made = World(sqlite_beginning, sqlite_hub, tmp_path, seed=1)
    yield made
    made.close()


@pytest.fixture
def anden(world: World) -> Desktop:
    return world.desktops[0]


@pytest.fixture
def bodega(world: World) -> Desktop:
    return world.desktops[1]


@pytest.fixture
def campo(world: World) -> Desktop:
    return world.desktops[2]
