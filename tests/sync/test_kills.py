"""kill -9 at any moment: what was confirmed is there, what belongs together came together, all converge."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.jobs import Workers
from tests.sync.kills import kill_a_serving_hub, kill_a_writing_desktop
from tests.sync.served_hub import ServedHub, chance

KILLS = 30


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


@pytest.fixture
def writers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


@pytest.fixture
def hub(tmp_path: Path, workers: Workers) -> Iterator[ServedHub]:
    made = ServedHub(tmp_path / "hub", workers)
    yield made
    made.close()


def test_a_desktop_killed_while_it_writes_and_syncs_loses_nothing(
    hub: ServedHub, tmp_path: Path, writers: Workers
) -> None:
    saved = kill_a_writing_desktop(hub, tmp_path, writers, chance(secrets.randbits(32)), kills=KILLS)
    assert saved > KILLS


def test_a_hub_killed_while_desktops_sync_loses_nothing(hub: ServedHub, tmp_path: Path) -> None:
    assert kill_a_serving_hub(hub, tmp_path, chance(secrets.randbits(32)), kills=KILLS) > KILLS // 2
