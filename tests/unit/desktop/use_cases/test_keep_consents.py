"""Each scope is asked for itself, counts while it stands, keeps what it said before, and can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.keep_consents import (
    ScopeAnswer,
    Yes,
    note_no,
    note_yes,
    set_expiry,
    undo_answer,
    view_consents,
    withdraw,
)
from integrhabitat_desktop.use_cases.list_people import how_many_not_asked, list_not_asked
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Consent, StaffAccount
from tests.fake_clock import FakeClock


@pytest.fixture(autouse=True)
def ana(desk: Desk) -> None:
    """Who is signed in is known by name."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(
            StaffAccount(id=desk.staff.id, display_name="Ana Lucía", role="COORDINATOR", state="ACTIVE")
        )


def somebody(desk: Desk, name: str = "Rosa Ensayo", **facts: Any) -> str:
    return register_person(desk, Registration(name=name, **facts), check_in=False).person_id


def answer(desk: Desk, person: str, scope: str) -> ScopeAnswer:
    return next(it for it in view_consents(desk, person).answers if it.scope == scope)


def states(desk: Desk, person: str) -> dict[str, str]:
    return {it.scope: it.state for it in view_consents(desk, person).answers if it.state != "NOT_ASKED"}


def test_every_scope_stands_there_and_none_is_answered_by_another(reception: Desk) -> None:
    person = somebody(reception)
    seen = view_consents(reception, person)
    assert [it.scope for it in seen.answers] == list(code_list("consent_scope").entries)
    assert {it.scope for it in seen.answers if it.per_event} == {"REFERRAL", "AUTHORITY", "CASH"}
    assert states(reception, person) == {}
    note_yes(reception, person, "CONTACT", Yes("VERBAL", "Testigo: Luz Prueba"))
    note_no(reception, person, "PHOTO_PUBLIC")
    assert states(reception, person) == {"CONTACT": "GIVEN", "PHOTO_PUBLIC": "REFUSED"}
    told = answer(reception, person, "CONTACT")
    assert (told.method, told.evidence, told.basis) == ("VERBAL", "Testigo: Luz Prueba", "CONSENT")
    assert (told.notice_version, told.asked_by) == (NOTICE_VERSION, "Ana Lucía")
    assert told.answered_on == reception.today().isoformat() and told.counts


def test_what_concerns_children_is_asked_of_children(reception: Desk) -> None:
    adult = somebody(reception, birth_date="1980-01-01", birth_precision="DAY")
    child = somebody(reception, birth_date="2018-01-01", birth_precision="DAY")
    of_children = {"GUARDIAN", "ASSENT"}
    assert not of_children & {it.scope for it in view_consents(reception, adult).answers}
    assert of_children <= {it.scope for it in view_consents(reception, child).answers}


def test_a_withdrawal_counts_from_its_day_and_keeps_what_was_said(reception: Desk, clock: FakeClock) -> None:
    person = somebody(reception)
    given_on = reception.today()
    note_yes(reception, person, "CONTACT", Yes("WRITTEN", "Folio 12"))
    clock.advance(days=10)
    yesterday = (reception.today() - timedelta(days=1)).isoformat()
    for day, code in (
        ((reception.today() + timedelta(days=1)).isoformat(), "withdrawal_in_future"),
        ((given_on - timedelta(days=1)).isoformat(), "withdrawal_before_answer"),
    ):
        with pytest.raises(RuleViolation, match=code):
            withdraw(reception, person, "CONTACT", day)
    undo = withdraw(reception, person, "CONTACT", yesterday, "Por teléfono")
    told = answer(reception, person, "CONTACT")
    assert (told.state, told.answered_on, told.evidence, told.counts) == (
        "WITHDRAWN",
        yesterday,
        "Por teléfono",
        False,
    )
    assert [(it.state, it.method, it.answered_on, it.staff_name) for it in told.history] == [
        ("WITHDRAWN", None, yesterday, "Ana Lucía"),
        ("GIVEN", "WRITTEN", given_on.isoformat(), "Ana Lucía"),
    ]
    with pytest.raises(RuleViolation, match="nothing_to_withdraw"):
        withdraw(reception, person, "CONTACT", yesterday)
    undo_answer(reception, undo)
    told = answer(reception, person, "CONTACT")
    assert (told.state, told.method, told.evidence, told.answered_on) == (
        "GIVEN",
        "WRITTEN",
        "Folio 12",
        given_on.isoformat(),
    )


def test_an_answer_ends_after_its_last_day_and_is_asked_again(reception: Desk, clock: FakeClock) -> None:
    person = somebody(reception)
    note_yes(reception, person, "SURVEY", Yes("ELECTRONIC"))
    today = reception.today()
    with pytest.raises(RuleViolation, match="consent_expired_already"):
        set_expiry(reception, person, "SURVEY", (today - timedelta(days=1)).isoformat())
    undo = set_expiry(reception, person, "SURVEY", today.isoformat())
    assert answer(reception, person, "SURVEY").counts
    clock.advance(days=1)
    assert answer(reception, person, "SURVEY").state == "EXPIRED"
    (shown,) = (it for it in open_file(reception, person, note=False).parts if it.record_type == "consent")
    assert shown.values["state"] == "EXPIRED"
    with pytest.raises(RuleViolation, match="nothing_to_withdraw"):
        set_expiry(reception, person, "SURVEY", None)
    undo_answer(reception, undo)
    assert answer(reception, person, "SURVEY").state == "GIVEN"
    note_yes(reception, person, "SURVEY", Yes("VERBAL", expires_on=reception.today().isoformat()))
    assert answer(reception, person, "SURVEY").counts


def test_a_first_answer_taken_back_is_as_if_nobody_had_asked(reception: Desk) -> None:
    person = somebody(reception)
    assert how_many_not_asked(reception) == 1
    undo = note_yes(reception, person, "REGISTER", Yes("VERBAL"))
    assert how_many_not_asked(reception) == 0
    undo_answer(reception, undo)
    assert answer(reception, person, "REGISTER").state == "NOT_ASKED"
    assert how_many_not_asked(reception) == 1
    note_no(reception, person, "REGISTER")
    assert how_many_not_asked(reception) == 0


@pytest.mark.parametrize("yes", [Yes("CONDUCT"), Yes("WRITTEN", basis="LEGITIMATE")])
def test_sensitive_data_is_never_taken_for_granted(reception: Desk, yes: Yes) -> None:
    person = somebody(reception)
    with pytest.raises(RuleViolation, match="consent_not_explicit"):
        note_yes(reception, person, "SENSITIVE", yes)
    undo_answer(reception, note_yes(reception, person, "CONTACT", yes))
    stands = reception.store.get(Consent, f"{person}.CONTACT")
    assert stands is not None and stands.state == "NOT_ASKED"
    names = ("basis", "method", "notice_version", "answered_on", "expires_on", "asked_by", "evidence")
    assert {getattr(stands, name) for name in names} == {None}


def test_what_was_said_since_is_not_undone(desk: Desk, reception: Desk) -> None:
    person = somebody(desk)
    note_yes(desk, person, "CONTACT", Yes("WRITTEN"))
    undo = withdraw(reception, person, "CONTACT", desk.today().isoformat())
    note_no(desk, person, "CONTACT")
    with pytest.raises(RuleViolation, match="answered_again"):
        undo_answer(reception, undo)
    assert answer(desk, person, "CONTACT").state == "REFUSED"


def test_nothing_is_undone_for_somebody_who_was_blocked_since(desk: Desk, reception: Desk) -> None:
    person = somebody(desk)
    undo = note_no(reception, person, "CONTACT")
    restrict_record(desk, person, "BLOCK")
    with pytest.raises(RuleViolation, match="record_restricted"):
        undo_answer(reception, undo)
    assert answer(desk, person, "CONTACT").state == "REFUSED"


def test_an_answer_of_another_computer_stands_in_the_history_without_a_moment(desk: Desk) -> None:
    person = somebody(desk)
    note_yes(desk, person, "HOME_VISIT", Yes("VERBAL"))
    # What a sync writes is not in the audit of this computer.
    desk.store.connection.execute(
        "UPDATE consent SET state = 'WITHDRAWN', answered_on = '2026-09-09' WHERE id = ?",
        (natural_id(person, "HOME_VISIT"),),
    )
    told = answer(desk, person, "HOME_VISIT").history
    assert [(it.state, it.at is None) for it in told] == [("WITHDRAWN", True), ("GIVEN", False)]


def test_joined_records_answer_as_one(desk: Desk, clock: FakeClock) -> None:
    kept, other = somebody(desk), somebody(desk, "Rosa Ensayo Gil")
    note_no(desk, other, "CONTACT")
    assert how_many_not_asked(desk) == 2
    note_yes(desk, other, "REGISTER", Yes("VERBAL"))
    join_records(desk, kept, other, frozenset())
    assert how_many_not_asked(desk) == 0
    assert states(desk, kept) == {"CONTACT": "REFUSED", "REGISTER": "GIVEN"}
    # Said on the same day: the yes must not be hidden by the no of the other record.
    note_yes(desk, kept, "CONTACT", Yes("VERBAL"))
    assert states(desk, other)["CONTACT"] == "GIVEN"
    assert desk.store.get(Consent, natural_id(kept, "CONTACT")) is None


def test_a_list_of_those_whom_nobody_asked(desk: Desk, reception: Desk) -> None:
    asked = somebody(desk, "Ana Ensayo", consent="GIVEN", consent_method="VERBAL")
    waiting = [somebody(desk, name) for name in ("Beto Ensayo", "Caro Ensayo")]
    note_yes(desk, waiting[0], "CONTACT", Yes("VERBAL"))
    blocked = somebody(desk, "Dora Ensayo")
    restrict_record(desk, blocked, "BLOCK")
    page = list_not_asked(reception)
    assert ([it.id for it in page.people], page.last) == (waiting, None)
    assert how_many_not_asked(reception) == 2
    assert asked not in waiting
    with pytest.raises(RuleViolation, match="record_restricted"):
        view_consents(reception, blocked)
    with pytest.raises(RuleViolation, match="record_restricted"):
        note_no(reception, blocked, "CONTACT")
