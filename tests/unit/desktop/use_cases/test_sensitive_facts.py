"""Needs, functioning and notes: written with consent, seen by who may, never by the desk."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.need_rules import enterable, may_see, tier_of
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import compare_records, join_records
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits, undo_edits
from integrhabitat_desktop.use_cases.record_service import (
    ServiceEntry,
    correct_service,
    record_service,
    view_service_history,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.ids import natural_id

CONSENT = RecordEdit("consent", "", {"scope": "SENSITIVE", "state": "GIVEN", "basis": "CONSENT"})


@pytest.fixture
def person(desk: Desk) -> str:
    return register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id


def parts(desk: Desk, person: str, kind: str) -> list[dict[str, object]]:
    return [dict(it.values) for it in open_file(desk, person, note=False).parts if it.record_type == kind]


def test_sensitive_facts_need_consent_for_just_that(desk: Desk, person: str) -> None:
    need = RecordEdit("need", "", {"need": "CR", "status": "OPEN"})
    walking = RecordEdit("person_profile", "", {"walking": "3"})
    for edit in (need, walking):
        with pytest.raises(RuleViolation, match="sensitive_without_consent"):
            save_edits(desk, person, [edit])
    save_edits(desk, person, [RecordEdit("person_profile", "", {"education": "PRIMARY_INC"})])
    save_edits(desk, person, [CONSENT, need])
    assert [it["need"] for it in parts(desk, person, "need")] == ["CR"]
    withdrawn = RecordEdit("consent", f"{person}.SENSITIVE", {"state": "WITHDRAWN"})
    save_edits(desk, person, [withdrawn])
    with pytest.raises(RuleViolation, match="sensitive_without_consent"):
        save_edits(desk, person, [need])


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ({"state": "GIVEN", "expires_on": "2020-01-01"}, False),
        ({"state": "GIVEN", "expires_on": "2999-01-01"}, True),
        ({"state": "WITHDRAWN", "answered_on": "2026-01-01"}, False),
        ({"state": "REFUSED"}, False),
    ],
)
def test_sensitive_facts_need_consent_that_still_stands(
    desk: Desk, person: str, answer: dict[str, str], counts: bool
) -> None:
    need = RecordEdit("need", "", {"need": "CR", "status": "OPEN"})
    save_edits(desk, person, [CONSENT])
    changed = RecordEdit("consent", f"{person}.SENSITIVE", answer)
    if counts:
        save_edits(desk, person, [changed, need])
        assert len(parts(desk, person, "need")) == 1
        return
    # In the same form as in one that was saved before.
    for _attempt in range(2):
        with pytest.raises(RuleViolation, match="sensitive_without_consent"):
            save_edits(desk, person, [changed, need])
        save_edits(desk, person, [changed])
        with pytest.raises(RuleViolation, match="sensitive_without_consent"):
            save_edits(desk, person, [need])
    assert parts(desk, person, "need") == []


def test_the_desk_sees_how_a_person_lives_and_nothing_sensitive(
    desk: Desk, reception: Desk, person: str
) -> None:
    save_edits(
        desk,
        person,
        [
            CONSENT,
            RecordEdit("person_profile", "", {"education": "PRIMARY_INC", "walking": "3"}),
            RecordEdit("need", "", {"need": "CR", "status": "OPEN"}),
            RecordEdit("person_note", "", {"text": "Viene los martes"}),
            RecordEdit("person_note", "", {"text": "Solo para el equipo", "restricted": 1}),
        ],
    )
    assert [(it["education"], it["walking"]) for it in parts(reception, person, "person_profile")] == [
        ("PRIMARY_INC", None)
    ]
    assert parts(reception, person, "need") == []
    assert [it["text"] for it in parts(reception, person, "person_note")] == ["Viene los martes"]
    assert len(parts(desk, person, "person_note")) == 2
    with pytest.raises(RuleViolation, match="not_allowed"):
        save_edits(reception, person, [RecordEdit("need", "", {"need": "CR", "status": "OPEN"})])


def test_protection_codes_are_seen_and_offered_by_tier() -> None:
    guarded = next(code for code in enterable(protection=True) if tier_of(code) == 2)
    assert guarded not in enterable(protection=False)
    assert may_see(guarded, protection=True) and not may_see(guarded, protection=False)
    assert "CR" in enterable(protection=False)
    assert all(tier_of(code) < 3 for code in enterable(protection=True))
    assert not may_see("A_CODE_OF_A_NEWER_VERSION", protection=False)


def test_nobody_writes_what_they_may_not_see_whatever_id_they_name(
    desk: Desk, reception: Desk, field: Desk, person: str
) -> None:
    save_edits(desk, person, [CONSENT, RecordEdit("need", "", {"need": "LP-RR", "status": "OPEN"})])
    note = RecordEdit("person_note", "", {"day": "2027-03-01", "text": "reservado", "restricted": 1})
    (made,) = save_edits(desk, person, [note]).changes
    (need,) = [it for it in open_file(desk, person, note=False).parts if it.record_type == "need"]
    for who, edit in (
        (field, RecordEdit("need", need.record_id, {"status": "CLOSED"})),
        (field, RecordEdit("need", "", {"need": "LP-RR", "status": "OPEN"})),
        (reception, RecordEdit("person_note", made.record_id, {"restricted": 0})),
        (desk, RecordEdit("need", "", {"need": "CR-AF", "status": "OPEN"})),
    ):
        with pytest.raises(RuleViolation, match="not_allowed"):
            save_edits(who, person, [edit])


def test_a_record_of_somebody_else_is_not_changed_through_this_file(desk: Desk, person: str) -> None:
    other = register_person(
        desk, Registration(name="Berta Ensayo", phones=("3001",)), check_in=False
    ).person_id
    (contact,) = [it for it in open_file(desk, other, note=False).parts if it.record_type == "contact"]
    with pytest.raises(RuleViolation, match="record_gone"):
        save_edits(desk, person, [RecordEdit("contact", contact.record_id, {"value": "3999"})])
    with pytest.raises(RuleViolation, match="record_gone"):
        save_edits(desk, person, [RecordEdit("person", other, {"name": "Rosa"})])


@pytest.mark.parametrize("answer", [{"state": "WITHDRAWN"}, {"state": "GIVEN", "expires_on": "2027-02-28"}])
def test_what_was_kept_with_a_consent_that_ended_is_seen_by_protection_staff_alone(
    desk: Desk, field: Desk, person: str, answer: dict[str, str]
) -> None:
    facts = [
        CONSENT,
        RecordEdit("need", "", {"need": "CR", "status": "OPEN"}),
        RecordEdit("person_profile", "", {"walking": "3", "education": "PRIMARY_INC"}),
    ]
    save_edits(field, person, facts)
    assert len(parts(field, person, "need")) == 1 and not open_file(field, person, note=False).sensitive_ended
    save_edits(desk, person, [RecordEdit("consent", f"{person}.SENSITIVE", answer)])
    assert parts(field, person, "need") == []
    (profile,) = parts(field, person, "person_profile")
    assert (profile["walking"], profile["education"]) == (None, "PRIMARY_INC")
    assert open_file(field, person, note=False).sensitive_ended
    assert [it["need"] for it in parts(desk, person, "need")] == ["CR"]


def test_gender_identity_is_seen_and_written_as_every_other_sensitive_fact(
    desk: Desk, field: Desk, reception: Desk, person: str
) -> None:
    gender = RecordEdit("person", person, {"gender_identity": "TRANS_WOMAN"})
    with pytest.raises(RuleViolation, match="not_allowed"):
        save_edits(reception, person, [gender])
    with pytest.raises(RuleViolation, match="sensitive_without_consent"):
        save_edits(field, person, [gender])
    save_edits(field, person, [CONSENT, gender])
    told = {it.staff.role: gender_told_to(it, person) for it in (field, reception)}
    assert told == {"FIELD": "TRANS_WOMAN", "RECEPTION": None}
    save_edits(field, person, [RecordEdit("consent", f"{person}.SENSITIVE", {"state": "WITHDRAWN"})])
    told = {it.staff.role: gender_told_to(it, person) for it in (desk, field)}
    assert told == {"COORDINATOR": "TRANS_WOMAN", "FIELD": None}


def gender_told_to(desk: Desk, person: str) -> object:
    return open_file(desk, person, note=False).person.values["gender_identity"]


def test_nobody_empties_what_they_may_not_see(desk: Desk, reception: Desk, person: str) -> None:
    save_edits(desk, person, [CONSENT, RecordEdit("person_profile", "", {"walking": "3"})])
    profile = natural_id(person)
    with pytest.raises(RuleViolation, match="not_allowed"):
        save_edits(reception, person, [RecordEdit("person_profile", profile, {"walking": None})])
    assert parts(desk, person, "person_profile")[0]["walking"] == "3"


def test_an_undo_writes_nothing_sensitive_after_the_consent_ended(
    desk: Desk, field: Desk, person: str
) -> None:
    save_edits(field, person, [CONSENT, RecordEdit("person_profile", "", {"walking": "3"})])
    undo = save_edits(field, person, [RecordEdit("person_profile", natural_id(person), {"walking": None})])
    save_edits(desk, person, [RecordEdit("consent", f"{person}.SENSITIVE", {"state": "WITHDRAWN"})])
    with pytest.raises(RuleViolation, match="sensitive_without_consent"):
        undo_edits(field, undo)
    assert parts(desk, person, "person_profile")[0]["walking"] is None


def test_an_undo_changes_no_record_that_was_blocked_since(desk: Desk, reception: Desk, person: str) -> None:
    undo = save_edits(reception, person, [RecordEdit("person", person, {"name": "Rosa Otra"})])
    restrict_record(desk, person, "BLOCK")
    with pytest.raises(RuleViolation, match="record_restricted"):
        undo_edits(reception, undo)
    assert open_file(desk, person, note=False).person.values["name"] == "Rosa Otra"


def test_an_undo_leaves_what_a_colleague_wrote_since(desk: Desk, reception: Desk, person: str) -> None:
    edit = RecordEdit("person", person, {"name": "Rosa Otra", "neighbourhood": "La Loma"})
    undo = save_edits(reception, person, [edit])
    save_edits(desk, person, [RecordEdit("person", person, {"name": "Rosa María Ensayo"})])
    undo_edits(reception, undo)
    told = open_file(desk, person, note=False).person.values
    assert (told["name"], told["neighbourhood"]) == ("Rosa María Ensayo", None)


def test_a_comparison_tells_nobody_of_records_they_may_not_see(
    desk: Desk, field: Desk, reception: Desk, person: str
) -> None:
    other = register_person(desk, Registration(name="Rosa Ensayos"), check_in=False).person_id
    facts = [
        CONSENT,
        RecordEdit("person", person, {"gender_identity": "TRANS_WOMAN"}),
        RecordEdit("need", "", {"need": "LP-RR", "status": "OPEN"}),
        RecordEdit("person_note", "", {"day": "2027-03-01", "text": "reservado", "restricted": 1}),
    ]
    save_edits(desk, person, facts)
    told = {it.staff.role: compare_records(it, person, other) for it in (desk, field, reception)}
    assert {role: set(it.first.counts) for role, it in told.items()} == {
        "COORDINATOR": {"consent", "need", "person_note"},
        "FIELD": {"consent", "person_note"},
        "RECEPTION": {"consent"},
    }
    assert ["gender_identity" in it.differing for it in told.values()] == [True, True, False]


def test_what_only_the_joined_record_says_and_nobody_here_may_see_is_not_lost(
    desk: Desk, reception: Desk, person: str
) -> None:
    other = register_person(desk, Registration(name="Rosa Ensayos"), check_in=False).person_id
    save_edits(desk, other, [CONSENT, RecordEdit("person", other, {"gender_identity": "TRANS_WOMAN"})])
    join_records(reception, person, other, frozenset())
    assert gender_told_to(desk, person) == "TRANS_WOMAN"
    assert gender_told_to(reception, person) is None


def test_the_history_of_a_service_is_closed_with_the_record(desk: Desk, reception: Desk, person: str) -> None:
    made = record_service(reception, person, ServiceEntry("T1.02", note="una"))
    correct_service(reception, made, ServiceEntry("T1.02", note="otra"))
    assert len(view_service_history(reception, made)) == 2
    restrict_record(desk, person, "BLOCK")
    with pytest.raises(RuleViolation, match="record_restricted"):
        view_service_history(reception, made)
