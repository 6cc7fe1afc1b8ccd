"""Whatever happens, in whatever order: nothing is lost, nothing is doubled, everybody ends with the same."""

import secrets

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import engine as shrinking
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from tests.sync.machine import SyncMachine
from tests.sync.world import Beginning

LONGEST_SHRINKING_SECONDS = 60


def run_machine(engine: Engine, beginning: Beginning, *, examples: int, steps: int, seed: int) -> None:
    """Run the machine with a seed, which is printed for running it again."""
    print(f"seed of the property test: {seed}")

    class Machine(SyncMachine):
        pass

    Machine.engine, Machine.beginning = engine, beginning
    seeded = hypothesis.seed(seed)(Machine)
    run_state_machine_as_test(
        seeded,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=True,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture(autouse=True)
def bounded_shrinking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrinking, "MAX_SHRINKING_SECONDS", LONGEST_SHRINKING_SECONDS)


@pytest.fixture
def seed() -> int:
    return secrets.randbits(32)


def test_nothing_is_lost_with_an_embedded_hub(
    sqlite_hub: Engine, sqlite_beginning: Beginning, seed: int
) -> None:
    run_machine(sqlite_hub, sqlite_beginning, examples=200, steps=50, seed=seed)


def test_nothing_is_lost_with_postgresql(
    postgresql_hub: Engine, postgresql_beginning: Beginning, seed: int
) -> None:
    run_machine(postgresql_hub, postgresql_beginning, examples=50, steps=50, seed=seed)
