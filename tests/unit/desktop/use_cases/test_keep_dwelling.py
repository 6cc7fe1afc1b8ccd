"""How a household lives: the neighbourhood for everybody, the door and the roof with consent and for few."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.hand_over_file import file_as_json, file_as_pdf
from integrhabitat_desktop.use_cases.keep_dwelling import dwelling, save_dwelling, undo_dwelling
from integrhabitat_desktop.use_cases.keep_household import add_to_household, leave_household
from integrhabitat_desktop.use_cases.person_file import RecordEdit, save_edits
from integrhabitat_desktop.use_cases.register_person import Registration, register_person

CONSENT = RecordEdit("consent", "", {"scope": "SENSITIVE", "state": "GIVEN", "basis": "CONSENT"})
ROOF = {"housing": "DAILY_RENT", "eviction_risk": "RISK", "address": "Calle 8 # 12-40"}


@pytest.fixture
def rosa(desk: Desk) -> str:
    registration = Registration(name="Rosa Ensayo", neighbourhood="La Merced")
    return register_person(desk, registration, check_in=False).person_id


@pytest.fixture
def luz(desk: Desk) -> str:
    return register_person(desk, Registration(name="Luz Ensayo"), check_in=False).person_id


@pytest.fixture
def home(desk: Desk, rosa: str, luz: str) -> str:
    return add_to_household(desk, rosa, luz, "CHILD").household_id


def test_the_neighbourhood_is_for_everybody_who_may_edit_and_can_be_taken_back(
    reception: Desk, rosa: str, home: str
) -> None:
    assert dwelling(reception, rosa, home)["neighbourhood"] == "La Merced"
    undo = save_dwelling(reception, rosa, home, {"neighbourhood": "Centro"})
    assert dwelling(reception, rosa, home)["neighbourhood"] == "Centro"
    undo_dwelling(reception, undo)
    assert dwelling(reception, rosa, home)["neighbourhood"] == "La Merced"


def test_door_and_roof_need_the_role_and_the_consent_of_whoever_tells_them(
    desk: Desk, reception: Desk, rosa: str, luz: str, home: str
) -> None:
    with pytest.raises(RuleViolation, match="sensitive_without_consent"):
        save_dwelling(desk, rosa, home, ROOF)
    save_edits(desk, rosa, [CONSENT])
    with pytest.raises(RuleViolation, match="not_allowed"):
        save_dwelling(reception, rosa, home, ROOF)
    with pytest.raises(RuleViolation, match="sensitive_without_consent"):
        save_dwelling(desk, luz, home, ROOF)
    save_dwelling(desk, rosa, home, ROOF)
    assert {name: dwelling(desk, rosa, home)[name] for name in ROOF} == ROOF
    assert {name: dwelling(reception, rosa, home)[name] for name in ROOF} == dict.fromkeys(ROOF)


def test_an_address_can_be_emptied_without_anybodys_consent(desk: Desk, rosa: str, home: str) -> None:
    save_edits(desk, rosa, [CONSENT])
    save_dwelling(desk, rosa, home, ROOF)
    save_edits(desk, rosa, [RecordEdit("consent", f"{rosa}.SENSITIVE", {"state": "WITHDRAWN"})])
    save_dwelling(desk, rosa, home, {"address": ""})
    assert dwelling(desk, rosa, home)["address"] is None


def test_a_consent_that_was_withdrawn_hides_the_door_from_all_but_protection(
    desk: Desk, field: Desk, rosa: str, home: str
) -> None:
    save_edits(desk, rosa, [CONSENT])
    save_dwelling(desk, rosa, home, ROOF)
    assert dwelling(field, rosa, home)["address"] == ROOF["address"]
    save_edits(desk, rosa, [RecordEdit("consent", f"{rosa}.SENSITIVE", {"state": "WITHDRAWN"})])
    assert dwelling(field, rosa, home)["address"] is None
    assert dwelling(desk, rosa, home)["address"] == ROOF["address"]


def test_a_dwelling_is_of_those_who_live_there(desk: Desk, rosa: str, luz: str, home: str) -> None:
    leave_household(desk, luz)
    with pytest.raises(RuleViolation, match="no_household"):
        dwelling(desk, luz, home)
    with pytest.raises(RuleViolation, match="no_household"):
        save_dwelling(desk, luz, home, {"neighbourhood": "Centro"})


def test_the_whole_file_tells_where_a_person_lives_and_not_where_others_live_whom_they_left(
    desk: Desk, rosa: str, luz: str, home: str
) -> None:
    save_edits(desk, rosa, [CONSENT])
    save_dwelling(desk, rosa, home, ROOF)

    def told(person: str) -> list[dict[str, str]]:
        records = json.loads(file_as_json(desk, person))["records"]
        return [it["values"] for it in records if it["type"] == "household"]

    assert told(rosa) == [ROOF | {"neighbourhood": "La Merced"}]
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(file_as_pdf(desk, rosa))).pages)
    assert ROOF["address"] in printed and "La Merced" in printed
    assert told(luz) == told(rosa)
    leave_household(desk, luz)
    assert told(luz) == []
