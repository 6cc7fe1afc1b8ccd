"""Runs the state machine for a number of examples with a seed that can be given again."""

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import engine as shrinking
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from tests.sync.machine import SyncMachine
from tests.sync.world import Beginning

LONGEST_SHRINKING_SECONDS = 60


def run_machine(engine: Engine, beginning: Beginning, *, examples: int, steps: int, seed: int) -> None:
    """Raises what a failing example raised, after it was made as short as a minute allows."""
    print(f"seed of the property test: {seed}")

    class Machine(SyncMachine):
        pass

    Machine.engine, Machine.beginning = engine, beginning
    before = shrinking.MAX_SHRINKING_SECONDS
    shrinking.MAX_SHRINKING_SECONDS = LONGEST_SHRINKING_SECONDS
    try:
        run_state_machine_as_test(
            hypothesis.seed(seed)(Machine),
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
    finally:
        shrinking.MAX_SHRINKING_SECONDS = before
