"""A person gets everything that is kept about them, and that they got it stands in the audit."""

import json
import random
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.db.queries.cards import issued_cards
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.hand_over_file import FORMAT, file_as_json, file_as_pdf
from integrhabitat_desktop.use_cases.issue_cards import print_cards
from integrhabitat_desktop.use_cases.join_records import join_records, part_records, tell_apart
from integrhabitat_desktop.use_cases.keep_guardians import add_guardian
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_protocol.record_types import Person, StaffAccount


@pytest.fixture
def rosa(desk: Desk) -> str:
    """Somebody about whom there is a record of most kinds, and somebody else of whom nothing may be told."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(
            StaffAccount(id=desk.staff.id, display_name="Ana Lucía", role="COORDINATOR", state="ACTIVE")
        )
        tx.create(Person(id=tx.new_id(), name="Otra Persona"))
    registration = Registration(
        name="Rosa Prueba", document_type="CO-CC", document_number="1.020.304",
        phones=("300 123 4567",), mobility_profile="REFUGEE", consent="GIVEN", consent_method="VERBAL",
    )  # fmt: skip
    person = register_person(desk, registration, check_in=True).person_id
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Person, person, gender_identity="WOMAN")
    record_service(desk, person, ServiceEntry("T1.02", quantity=2, note="Trae a su hijo"))
    activity = create_activity(desk, NewActivity("Taller de costura", "WORKSHOP"), SessionTimes("2027-03-01"))
    (session,) = list_sessions(desk, activity)
    mark_person(desk, session.session_id, person, Mark("LATE", 10, "bus"))
    print_cards(desk, [person], random.Random(3).randbytes)
    return person


def test_the_data_hold_every_record_about_the_person_and_nobody_else(desk: Desk, rosa: str) -> None:
    content = json.loads(file_as_json(desk, rosa))
    assert content["format"] == FORMAT
    kinds = [record["type"] for record in content["records"]]
    assert kinds[0] == "person"
    parts = {"identity_document", "contact", "consent", "mobility_profile", "card"}
    assert parts | {"check_in", "service_delivery", "attendance"} <= set(kinds)
    text = json.dumps(content, ensure_ascii=False)
    assert "Trae a su hijo" in text and "WOMAN" in text and "Otra Persona" not in text


def test_the_code_of_a_card_is_on_neither(desk: Desk, rosa: str) -> None:
    token = issued_cards(desk.store, rosa)[0].token
    assert token not in file_as_json(desk, rosa).decode()
    assert token not in paper(desk, rosa)


def test_the_paper_says_it_in_words(desk: Desk, rosa: str) -> None:
    text = paper(desk, rosa)
    for words in (
        "Rosa Prueba",
        "1.020.304",
        "Trae a su hijo",
        "Taller de costura",
        "Llegó tarde",
        "Ana Lucía",
    ):
        assert words in text
    assert "Otra Persona" not in text


def test_handing_over_and_opening_stand_in_the_audit(desk: Desk, rosa: str) -> None:
    file_as_json(desk, rosa)
    file_as_pdf(desk, rosa)
    opened = open_file(desk, rosa, note=True)
    assert [it.action for it in opened.readings][:3] == ["view", "print", "export"]
    assert opened.readings[0].staff_name == "Ana Lucía"


def test_who_may_not_know_who_read_is_not_told(reception: Desk, desk: Desk, rosa: str) -> None:
    assert open_file(reception, rosa, note=True).readings == ()


def test_only_a_coordinator_hands_over(reception: Desk, desk: Desk, rosa: str) -> None:
    for refused in (file_as_pdf, file_as_json):
        with pytest.raises(RuleViolation, match="not_allowed"):
            refused(reception, rosa)
        with pytest.raises(RuleViolation, match="person_not_found"):
            refused(desk, "K3F9Q7M-999")


def other_person(desk: Desk, name: str) -> str:
    return register_person(desk, Registration(name=name), check_in=False).person_id


def test_the_file_does_not_tell_for_whom_the_person_was_mistaken(desk: Desk, rosa: str) -> None:
    alike, joined = other_person(desk, "Rosa Pruebas"), other_person(desk, "Roza Prueba")
    tell_apart(desk, rosa, alike)
    join_records(desk, rosa, joined, frozenset())
    part_records(desk, joined)
    text = file_as_json(desk, rosa).decode()
    assert alike not in text and joined not in text
    words = paper(desk, rosa)
    assert "Rosa Pruebas" not in words and "Roza Prueba" not in words


def test_the_file_names_a_relative_unless_the_relative_is_blocked_or_erased(desk: Desk, rosa: str) -> None:
    father, aunt = other_person(desk, "Otto Prueba"), other_person(desk, "Eva Prueba")
    for adult, relationship in ((father, "FATHER"), (aunt, "CAREGIVER")):
        add_guardian(desk, rosa, adult, relationship)
    assert "Otto Prueba" in paper(desk, rosa) and "Eva Prueba" in paper(desk, rosa)
    restrict_record(desk, father, "BLOCK")
    assert father not in file_as_json(desk, rosa).decode()
    assert "Otto Prueba" not in paper(desk, rosa) and "Eva Prueba" in paper(desk, rosa)
    restrict_record(desk, aunt, "ERASE")
    erase_person(desk, aunt)
    assert aunt not in file_as_json(desk, rosa).decode()
    # Who is blocked still gets their own file, with whom they answer for.
    assert rosa in file_as_json(desk, father).decode()


def paper(desk: Desk, person_id: str) -> str:
    pages = PdfReader(BytesIO(file_as_pdf(desk, person_id))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
