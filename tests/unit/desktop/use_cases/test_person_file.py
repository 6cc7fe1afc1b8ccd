"""A person's file: what is saved together, what came meanwhile from elsewhere, and what an undo puts back."""

import pytest

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits, undo_edits
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_type import Values

CONSENT = RecordEdit("consent", "", {"scope": "SENSITIVE", "state": "GIVEN", "basis": "CONSENT"})


@pytest.fixture
def person(desk: Desk) -> str:
    return register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id


def only(desk: Desk, person: str, kind: str) -> Values:
    (found,) = (dict(it.values) for it in open_file(desk, person, note=False).parts if it.record_type == kind)
    return found


def test_a_profile_that_came_while_the_form_was_open_keeps_what_the_form_left_empty(
    desk: Desk, person: str
) -> None:
    came = {"education": "PRIMARY_INC", "ethnic_group": "CO-NEG", "walking": "3"}
    save_edits(desk, person, [CONSENT, RecordEdit("person_profile", "", came)])
    stood = only(desk, person, "person_profile")
    form = {"education": "PRIMARY_INC", "ethnic_group": None, "walking": "", "seeing": "2"}
    undo = save_edits(desk, person, [RecordEdit("person_profile", "", form)])
    assert only(desk, person, "person_profile") == stood | {"seeing": "2"}
    undo_edits(desk, undo)
    assert only(desk, person, "person_profile") == stood


def test_a_second_mobility_profile_of_one_day_keeps_the_first_ones_intention(desk: Desk, person: str) -> None:
    first = {"valid_from": "2027-03-01", "profile": "REFUGEE", "stay_intention": "DEST"}
    save_edits(desk, person, [RecordEdit("mobility_profile", "", first)])
    second = {"valid_from": "2027-03-01", "profile": "RETURNEE", "stay_intention": None}
    undo = save_edits(desk, person, [RecordEdit("mobility_profile", "", second)])
    assert only(desk, person, "mobility_profile") == first | {"person": person, "profile": "RETURNEE"}
    undo_edits(desk, undo)
    assert only(desk, person, "mobility_profile") == first | {"person": person}


def test_two_new_profiles_of_one_day_in_one_form_are_undone_in_the_order_back(
    desk: Desk, person: str
) -> None:
    save_edits(
        desk, person, [RecordEdit("mobility_profile", "", {"valid_from": "2027-03-01", "profile": "REFUGEE"})]
    )
    twice = [
        RecordEdit("mobility_profile", "", {"valid_from": "2027-03-01", "profile": it})
        for it in ("RETURNEE", "MIGRANT")
    ]
    undo_edits(desk, save_edits(desk, person, twice))
    assert only(desk, person, "mobility_profile")["profile"] == "REFUGEE"


def test_a_contact_is_searched_by_what_it_says_now(desk: Desk) -> None:
    person = register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id
    save_edits(desk, person, [RecordEdit("contact", "", {"channel": "EMAIL", "value": "Rosa@Ejemplo.org"})])
    (contact,) = (it for it in open_file(desk, person, note=False).parts if it.record_type == "contact")
    assert contact.values["value_key"] == "rosa@ejemplo.org"
    save_edits(desk, person, [RecordEdit("contact", contact.record_id, {"value": "R2@Ejemplo.org"})])
    (contact,) = (it for it in open_file(desk, person, note=False).parts if it.record_type == "contact")
    assert contact.values["value_key"] == "r2@ejemplo.org"
    edit = RecordEdit("contact", contact.record_id, {"channel": "PHONE", "value": "300 123"})
    save_edits(desk, person, [edit])
    (contact,) = (it for it in open_file(desk, person, note=False).parts if it.record_type == "contact")
    assert contact.values["value_key"] == "300123"
