"""Whatever happens, in whatever order: nothing is lost, nothing is doubled, everybody ends with the same."""

import secrets

import pytest
from sqlalchemy import Engine

from tests.sync.machine_runs import run_machine
from tests.sync.world import Beginning

STEPS = 50


@pytest.fixture
def seed() -> int:
    return secrets.randbits(32)


def test_nothing_is_lost_with_an_embedded_hub(
    sqlite_hub: Engine, sqlite_beginning: Beginning, seed: int
) -> None:
    run_machine(sqlite_hub, sqlite_beginning, examples=200, steps=STEPS, seed=seed)


def test_nothing_is_lost_with_postgresql(
    postgresql_hub: Engine, postgresql_beginning: Beginning, seed: int
) -> None:
    run_machine(postgresql_hub, postgresql_beginning, examples=50, steps=STEPS, seed=seed)
