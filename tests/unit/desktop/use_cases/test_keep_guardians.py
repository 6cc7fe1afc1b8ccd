"""Who answers for a child: recorded, pointed out where nobody does, and ended with its history."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_guardians import add_guardian, end_guardian, guardians, undo_ending
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card


def somebody(desk: Desk, name: str, born: str | None = None) -> str:
    registration = Registration(name=name, birth_date=born, birth_precision="DAY" if born else None)
    return register_person(desk, registration, check_in=False).person_id


def test_a_child_without_an_adult_is_pointed_out_until_somebody_answers(reception: Desk) -> None:
    child, mother = somebody(reception, "Luz Prueba", "2015-06-01"), somebody(reception, "Rosa Prueba")
    card = view_card(reception, child)
    assert card.is_minor and card.guardians == ()
    assert not view_card(reception, mother).is_minor
    link = add_guardian(reception, child, mother, "MOTHER", "Registro civil")
    (found,) = view_card(reception, child).guardians
    assert (found.adult.id, found.relationship, found.evidence) == (mother, "MOTHER", "Registro civil")
    end_guardian(reception, link)
    assert guardians(reception, child) == ()
    undo_ending(reception, link)
    assert len(guardians(reception, child)) == 1


def test_nobody_answers_for_themselves(reception: Desk) -> None:
    child = somebody(reception, "Luz Prueba", "2015-06-01")
    with pytest.raises(RuleViolation, match="guardian_is_minor"):
        add_guardian(reception, child, child, None)
    with pytest.raises(RuleViolation, match="person_not_found"):
        add_guardian(reception, child, "K3F9Q7M-999", None)


def test_the_day_of_the_eighteenth_birthday_ends_childhood(reception: Desk) -> None:
    today = reception.today()
    grown = somebody(reception, "Otto Prueba", today.replace(year=today.year - 18).isoformat())
    assert not view_card(reception, grown).is_minor
