"""Who answers for a child: recorded, pointed out where nobody does, and ended with its history."""

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import join_records, part_records
from integrhabitat_desktop.use_cases.keep_guardians import (
    add_guardian,
    end_guardian,
    guardians,
    needs_guardian,
    undo_adding,
    undo_ending,
)
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_protocol.record_types import GuardianLink
from tests.fake_clock import FakeClock


def somebody(desk: Desk, name: str, born: str | None = None) -> str:
    registration = Registration(name=name, birth_date=born, birth_precision="DAY" if born else None)
    return register_person(desk, registration, check_in=False).person_id


def test_a_child_without_an_adult_is_pointed_out_until_somebody_answers(reception: Desk) -> None:
    child, mother = somebody(reception, "Luz Prueba", "2015-06-01"), somebody(reception, "Rosa Prueba")
    card = view_card(reception, child)
    assert card.is_minor and card.guardians == ()
    assert not view_card(reception, mother).is_minor
    add_guardian(reception, child, mother, "MOTHER", "Registro civil")
    (found,) = view_card(reception, child).guardians
    assert (found.adult.id, found.relationship, found.evidence) == (mother, "MOTHER", "Registro civil")
    ended = end_guardian(reception, found.link_id)
    assert guardians(reception, child) == ()
    undo_ending(reception, ended)
    assert len(guardians(reception, child)) == 1


def test_the_same_adult_is_not_added_twice_and_what_stood_stays(reception: Desk) -> None:
    child, mother = somebody(reception, "Luz Prueba", "2015-06-01"), somebody(reception, "Rosa Prueba")
    add_guardian(reception, child, mother, "MOTHER", "Registro civil")
    stood = guardians(reception, child)
    with pytest.raises(RuleViolation, match="guardian_recorded"):
        add_guardian(reception, child, mother, None)
    assert guardians(reception, child) == stood


def test_taking_back_an_adding_leaves_an_ended_link_as_it_had_ended(reception: Desk, store: Store) -> None:
    child, mother = somebody(reception, "Luz Prueba", "2015-06-01"), somebody(reception, "Rosa Prueba")
    taken_back = add_guardian(reception, child, mother, "MOTHER", "Registro civil")
    end_guardian(reception, taken_back.link_id)
    stood = store.get(GuardianLink, taken_back.link_id)
    undo_adding(reception, add_guardian(reception, child, mother, "CAREGIVER"))
    assert store.get(GuardianLink, taken_back.link_id) == stood
    assert guardians(reception, child) == ()


def test_a_child_answers_for_nobody(reception: Desk) -> None:
    child, sister = (
        somebody(reception, name, born) for name, born in (("Luz", "2015-06-01"), ("Eva", "2012-06-01"))
    )
    with pytest.raises(RuleViolation, match="guardian_is_minor"):
        add_guardian(reception, child, sister, None)
    assert guardians(reception, child) == ()


def test_an_adult_with_joined_records_answers_once_under_the_kept_name(reception: Desk) -> None:
    child = somebody(reception, "Luz Prueba", "2015-06-01")
    kept, joined = somebody(reception, "Rosa Prueba"), somebody(reception, "Roza Prueba")
    for adult in (kept, joined):
        add_guardian(reception, child, adult, "MOTHER")
    join_records(reception, kept, joined, frozenset())
    (shown,) = guardians(reception, child)
    assert (shown.adult.id, shown.adult.name) == (kept, "Rosa Prueba")
    with pytest.raises(RuleViolation, match="guardian_recorded"):
        add_guardian(reception, child, joined, None)
    ended = end_guardian(reception, shown.link_id)
    assert guardians(reception, child) == ()
    undo_ending(reception, ended)
    part_records(reception, joined)
    assert {it.adult.id for it in guardians(reception, child)} == {kept, joined}


@pytest.mark.parametrize(
    ("born", "precision", "accepted"),
    [("2009-01-01", "YEAR", False), ("2008-01-01", "YEAR", True), ("2009-03-01", "MONTH", False)],
)
def test_only_who_is_grown_up_by_every_reading_of_their_birth_date_answers_for_a_child(
    reception: Desk, born: str, precision: str, accepted: bool
) -> None:
    child = somebody(reception, "Luz Prueba", "2015-06-01")
    made = Registration(name="Rosa Prueba", birth_date=born, birth_precision=precision)
    sister = register_person(reception, made, check_in=False).person_id
    assert view_card(reception, sister).is_minor is not accepted
    if accepted:
        add_guardian(reception, child, sister, "CAREGIVER")
        return
    with pytest.raises(RuleViolation, match="guardian_is_minor"):
        add_guardian(reception, child, sister, "CAREGIVER")


def test_who_came_of_age_keeps_a_link_to_end_and_needs_none(reception: Desk, clock: FakeClock) -> None:
    today = reception.today()
    child = somebody(
        reception, "Luz Prueba", today.replace(year=today.year - 18, day=today.day + 1).isoformat()
    )
    mother = somebody(reception, "Rosa Prueba")
    add_guardian(reception, child, mother, "MOTHER")
    assert needs_guardian(reception, child)
    clock.advance(days=1)
    assert not needs_guardian(reception, child) and not view_card(reception, child).is_minor
    assert open_file(reception, child, note=False).has_guardian
    (link,) = guardians(reception, child)
    end_guardian(reception, link.link_id)
    assert not open_file(reception, child, note=False).has_guardian


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
