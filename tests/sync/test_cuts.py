"""The line is cut after every 16th byte of pairing, push and pull: nothing lost, nothing doubled, one retry."""

from collections.abc import Iterator

import pytest

from tests.sync.cuts import CutTest, Direction, cut_test

EVERY = 16


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CutTest]:
    with cut_test(tmp_path_factory.mktemp("cuts")) as made:
        yield made


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_cut_at_any_byte_loses_and_doubles_nothing(line: CutTest, direction: Direction) -> None:
    whole = line.uncut()[direction]
    assert whole > 20 * EVERY
    for place in range(1, whole, EVERY):
        line.cut_at(direction, place)
