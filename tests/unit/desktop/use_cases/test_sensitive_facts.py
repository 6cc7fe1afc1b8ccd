"""Needs, functioning and notes: written with consent, seen by who may, never by the desk."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.need_rules import enterable, may_see, tier_of
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits
from integrhabitat_desktop.use_cases.register_person import Registration, register_person

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
    made = dict(save_edits(desk, person, [note]).made)
    (need,) = [it for it in open_file(desk, person, note=False).parts if it.record_type == "need"]
    for who, edit in (
        (field, RecordEdit("need", need.record_id, {"status": "CLOSED"})),
        (field, RecordEdit("need", "", {"need": "LP-RR", "status": "OPEN"})),
        (reception, RecordEdit("person_note", made["person_note"], {"restricted": 0})),
        (desk, RecordEdit("need", "", {"need": "CR-AF", "status": "OPEN"})),
    ):
        with pytest.raises(RuleViolation, match="not_allowed"):
            save_edits(who, person, [edit])


def test_a_record_of_somebody_else_is_not_changed_through_this_file(desk: Desk, person: str) -> None:
    other = register_person(desk, Registration(name="Berta Ensayo", phone="3001"), check_in=False).person_id
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
