"""People who are counted and not registered: a number by what could be seen, and nothing that leads to anybody."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.count_people import Counted, count_people, counted_today, undo_count
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.erasing import PERSON_FIELDS
from tests.fake_clock import FakeClock


def test_a_count_is_of_today_and_can_be_taken_back(reception: Desk, clock: FakeClock) -> None:
    first = count_people(reception, Counted(girls=2, women=3, occasion="Jornada de salud"))
    count_people(reception, Counted(others=10))
    assert counted_today(reception) == 15
    undo_count(reception, first)
    assert counted_today(reception) == 10
    clock.advance(days=1)
    assert counted_today(reception) == 0


def test_nobody_is_no_count(reception: Desk) -> None:
    with pytest.raises(RuleViolation, match="nobody_counted"):
        count_people(reception, Counted(occasion="Jornada"))


def test_a_count_names_no_person() -> None:
    assert PERSON_FIELDS["headcount"] == ()
