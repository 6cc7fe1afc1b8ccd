"""Referrals: consent first, only what was ticked, a clock by priority, and a history to the end."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.referral_rules import (
    Urgency,
    is_open,
    needs_reason,
    next_statuses,
    shown_sector,
)
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_follow_ups import (
    NewFollowUp,
    end_follow_up,
    follow_ups_to_do,
    plan_follow_up,
    put_off,
    undo_follow_up,
)
from integrhabitat_desktop.use_cases.keep_institutions import (
    confirm_institution,
    list_institutions,
    save_institution,
    undo_saving,
    view_institution,
)
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.refer_person import (
    NewReferral,
    create_referral,
    give_consent,
    pass_on,
    take_step,
    undo_passing_on,
    undo_referral,
    undo_step,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_desktop.use_cases.view_referrals import (
    closed_referrals,
    open_referrals,
    view_referral,
)
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Consent, Contact
from tests.fake_clock import FakeClock


def somebody(desk: Desk) -> str:
    registration = Registration(
        name="Rosa Ensayo",
        birth_date="1990-05-04",
        birth_precision="DAY",
        document_type="CO-CC",
        document_number="52.123.456",
        phones=("3001234567",),
    )
    return register_person(desk, registration, check_in=False).person_id


def clinic(desk: Desk, name: str = "Centro de salud Norte") -> str:
    values = {"name": name, "sectors": "HEALTH MHPSS", "focal_point": "Marta Prueba", "address": "Calle 1"}
    return save_institution(desk, "", values).institution_id


def agreed(desk: Desk, **rest: object) -> NewReferral:
    values: dict[str, object] = {
        "sector": "HEALTH",
        "institution": clinic(desk),
        "priority": "URGENT",
        "reason": "Control prenatal",
        "shared_fields": ("NAME", "AGE"),
        "consent_state": "GIVEN",
        "consent_method": "WRITTEN",
    }
    return NewReferral(**{**values, **rest})  # type: ignore[arg-type]  # fields of the class


def test_a_referral_waits_for_consent_and_its_clock_starts_when_it_is_sent(
    reception: Desk, clock: FakeClock
) -> None:
    draft = NewReferral("HEALTH", clinic(reception), "URGENT")
    made = create_referral(reception, somebody(reception), draft)
    with pytest.raises(RuleViolation, match="referral_without_consent"):
        take_step(reception, made, "SENT")
    with pytest.raises(RuleViolation, match="nothing_shared"):
        give_consent(reception, made, (), None)
    give_consent(reception, made, ("NAME",), "VERBAL")
    assert [it.urgency for it in open_referrals(reception)] == [Urgency.NOT_SENT]
    take_step(reception, made, "SENT")
    (listed,) = open_referrals(reception)
    assert listed.due == clock.now() + timedelta(hours=72) and listed.urgency is Urgency.RUNNING
    clock.advance(hours=71)
    assert open_referrals(reception)[0].urgency is Urgency.DUE_TODAY
    clock.advance(hours=2)
    assert open_referrals(reception)[0].urgency is Urgency.OVERDUE
    assert [it.step.status for it in view_referral(reception, made).steps] == ["DRAFT", "CONSENTED", "SENT"]


@pytest.mark.parametrize(
    ("state", "answered_days_ago", "expired_days_ago"),
    [("WITHDRAWN", 0, None), ("REFUSED", 0, None), ("GIVEN", 400, 1)],
)
def test_nothing_is_sent_or_printed_after_a_general_no(
    reception: Desk, clock: FakeClock, state: str, answered_days_ago: int, expired_days_ago: int | None
) -> None:
    person = somebody(reception)
    made = create_referral(reception, person, agreed(reception))
    print_referral_letter(reception, made)
    clock.advance(days=3)
    today = reception.today()
    with reception.store.transaction(reception.staff.id) as tx:
        tx.create(
            Consent(
                id=natural_id(person, "REFERRAL"),
                person=person,
                scope="REFERRAL",
                state=state,
                answered_on=(today - timedelta(days=answered_days_ago)).isoformat(),
                expires_on=(today - timedelta(days=expired_days_ago)).isoformat()
                if expired_days_ago is not None
                else None,
            )
        )
    with pytest.raises(RuleViolation, match="referral_consent_ended"):
        take_step(reception, made, "SENT")
    with pytest.raises(RuleViolation, match="referral_consent_ended"):
        print_referral_letter(reception, made)
    clock.advance(days=1)
    give_consent(reception, made, ("NAME",), "VERBAL")
    take_step(reception, made, "SENT")
    print_referral_letter(reception, made)


def test_the_most_urgent_stand_first(reception: Desk, clock: FakeClock) -> None:
    person = somebody(reception)
    calm, urgent = (
        create_referral(reception, person, agreed(reception, priority=code))
        for code in ("NORMAL", "EMERGENCY")
    )
    for made in (calm, urgent):
        take_step(reception, made, "SENT")
    clock.advance(hours=25)
    assert [(it.row.id, it.urgency) for it in open_referrals(reception)] == [
        (urgent, Urgency.OVERDUE),
        (calm, Urgency.RUNNING),
    ]


def test_a_referral_is_closed_with_its_outcome_and_can_be_taken_up_again(reception: Desk) -> None:
    made = create_referral(reception, somebody(reception), agreed(reception))
    take_step(reception, made, "SENT")
    with pytest.raises(RuleViolation, match="reason_missing"):
        take_step(reception, made, "REJECTED")
    taken = take_step(reception, made, "REJECTED", barrier="DOCUMENTS")
    assert open_referrals(reception) == ()
    assert [it.urgency for it in closed_referrals(reception)] == [Urgency.CLOSED]
    assert view_referral(reception, made).referral.barrier == "DOCUMENTS"
    undo_step(reception, taken)
    seen = view_referral(reception, made)
    assert (seen.referral.status, seen.referral.barrier) == ("SENT", None)
    assert [it.step.status for it in seen.steps] == ["CONSENTED", "SENT"]
    take_step(reception, made, "COMPLETED")
    with pytest.raises(RuleViolation, match="step_not_possible"):
        take_step(reception, made, "SENT")
    take_step(reception, made, "IN_PROGRESS")
    assert len(open_referrals(reception)) == 1


def test_passing_on_closes_the_first_and_asks_for_consent_anew(reception: Desk) -> None:
    made = create_referral(reception, somebody(reception), agreed(reception))
    take_step(reception, made, "SENT")
    with pytest.raises(RuleViolation, match="institution_not_found"):
        pass_on(reception, made, "K3F9Q7M-999")
    assert view_referral(reception, made).referral.status == "SENT"
    hospital = clinic(reception, "Hospital Sur")
    assert [it.id for it in view_referral(reception, made).could_go_to] == [hospital]
    passed = pass_on(reception, made, hospital, barrier="NO_PLACES", note="no tienen cupo")
    ended = view_referral(reception, made)
    assert (ended.referral.status, ended.steps[-1].step.note) == ("REROUTED", "no tienen cupo")
    following = view_referral(reception, passed.referral_id).referral
    assert (following.status, following.continues, following.shared_fields) == ("DRAFT", made, None)
    undo_passing_on(reception, passed)
    assert view_referral(reception, made).referral.status == "SENT"
    assert [it.row.id for it in open_referrals(reception)] == [made]


def test_a_referral_stands_in_the_timeline_and_its_undo_leaves_nothing(reception: Desk) -> None:
    person = somebody(reception)
    made = create_referral(reception, person, agreed(reception, sector="GBV"))
    shown = [it for it in view_card(reception, person).timeline if it.record_type == "referral"]
    assert [(it.record_id, it.code) for it in shown] == [(made, None)]
    undo_referral(reception, made)
    assert open_referrals(reception) == ()
    assert not [it for it in view_card(reception, person).timeline if it.record_type == "referral"]


def test_the_timeline_tells_to_whom_only_who_refers_and_never_of_a_hidden_sector(
    reception: Desk, facilitator: Desk
) -> None:
    person = somebody(reception)
    for sector in ("HEALTH", "GBV", "TRAFFICKING"):
        institution = clinic(reception, f"Casa {sector}")
        create_referral(reception, person, agreed(reception, sector=sector, institution=institution))

    def recipients(desk: Desk) -> list[str | None]:
        timelines = (view_card(desk, person).timeline, open_file(desk, person, note=False).timeline)
        card, file = ([it.title for it in entries if it.record_type == "referral"] for entries in timelines)
        assert card == file
        return sorted(card, key=str)

    assert recipients(reception) == ["Casa HEALTH", None, None]
    assert recipients(facilitator) == [None, None, None]


def letter_text(desk: Desk, referral: str) -> str:
    return "".join(
        page.extract_text() for page in PdfReader(BytesIO(print_referral_letter(desk, referral))).pages
    )


def test_the_letter_says_what_was_ticked_and_nothing_else(reception: Desk) -> None:
    person = somebody(reception)
    made = create_referral(reception, person, agreed(reception, sector="GBV"))
    words = letter_text(reception, made)
    assert "Rosa Ensayo" in words and "Centro de salud Norte" in words and made in words
    for hidden in ("52.123.456", "3001234567", "Control prenatal", "género", "Gender"):
        assert hidden not in words
    draft = create_referral(reception, person, NewReferral("HEALTH", clinic(reception), "NORMAL"))
    with pytest.raises(RuleViolation, match="referral_without_consent"):
        print_referral_letter(reception, draft)


def test_everything_that_was_ticked_is_in_the_letter(reception: Desk) -> None:
    every = ("NAME", "AGE", "DOCUMENT", "CONTACT", "REASON")
    made = create_referral(reception, somebody(reception), agreed(reception, shared_fields=every))
    words = letter_text(reception, made)
    assert "1990" not in words
    for shown in ("Rosa Ensayo", "36", "52.123.456", "3001234567", "Control prenatal"):
        assert shown in words


def reach(desk: Desk, person: str, channel: str, value: str, **safety: str) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Contact(id=tx.new_id(), person=person, channel=channel, value=value, **safety))


def test_the_letter_gives_out_no_number_that_is_not_safe_and_says_when_the_others_are(
    reception: Desk,
) -> None:
    person = somebody(reception)
    made = create_referral(reception, person, agreed(reception, shared_fields=("NAME", "CONTACT")))
    reach(reception, person, "PHONE", "3110000001", leave_messages="NO", safe_hours="9 a 11")
    reach(reception, person, "WHATSAPP", "311 000-0001")
    reach(reception, person, "WHATSAPP", "3110000002", safe_hours="despues de las 18")
    words = letter_text(reception, made)
    assert "0001" not in words and "9 a 11" not in words
    for shown in ("3001234567", "3110000002", "despues de las 18"):
        assert shown in words
    reach(reception, person, "NONE", "no llamar")
    words = letter_text(reception, made)
    assert "Rosa Ensayo" in words
    for hidden in ("3001234567", "3110000002", "no llamar"):
        assert hidden not in words


def test_the_directory_knows_who_was_asked_when(reception: Desk, clock: FakeClock) -> None:
    made = clinic(reception)
    clock.advance(days=40)
    confirmed = confirm_institution(reception, made)
    assert view_institution(reception, made).checked_on == reception.today().isoformat()
    undo_saving(reception, confirmed)
    assert view_institution(reception, made).checked_on != reception.today().isoformat()
    closed = save_institution(reception, made, {"state": "CLOSED"})
    other = clinic(reception, "Hospital Sur")
    assert [it.id for it in list_institutions(reception)] == [other, made]
    undo_saving(reception, closed)
    assert [it.state for it in list_institutions(reception)] == ["ACTIVE", "ACTIVE"]


def test_tasks_of_today_and_before_are_listed_until_they_are_done(reception: Desk, clock: FakeClock) -> None:
    person = somebody(reception)
    today = reception.today()
    for days, kind in ((0, "CALL"), (-2, "ASK"), (3, "APPOINTMENT")):
        day = (today + timedelta(days=days)).isoformat()
        plan_follow_up(reception, person, NewFollowUp(kind, day, "09:30"))
    late, call = follow_ups_to_do(reception)
    assert (late.kind, call.kind) == ("ASK", "CALL")
    done = end_follow_up(reception, late.id, "DONE")
    moved = put_off(reception, call.id, (today + timedelta(days=1)).isoformat())
    assert follow_ups_to_do(reception) == ()
    undo_follow_up(reception, done)
    undo_follow_up(reception, moved)
    assert [it.id for it in follow_ups_to_do(reception)] == [late.id, call.id]
    clock.advance(days=3)
    assert len(follow_ups_to_do(reception)) == 3


def test_a_facilitator_refers_nobody(facilitator: Desk) -> None:
    for refused in (open_referrals, closed_referrals, list_institutions):
        with pytest.raises(RuleViolation, match="not_allowed"):
            refused(facilitator)


def test_the_rules_follow_the_lists() -> None:
    assert is_open("SENT") and not is_open("COMPLETED") and is_open("A_STATUS_OF_A_NEWER_VERSION")
    assert needs_reason("REJECTED") and not needs_reason("ACCEPTED")
    assert next_statuses("DRAFT") == ("SENT", "WITHDRAWN")
    assert "REROUTED" in next_statuses("SENT") and "DRAFT" not in next_statuses("COMPLETED")
    assert (shown_sector("TRAFFICKING"), shown_sector("HEALTH")) == ("PROTECTION", "HEALTH")


def test_of_a_guarded_sector_the_desk_learns_no_more_than_lists_say_unless_it_wrote_it(
    desk: Desk, reception: Desk, store: Store, clock: FakeClock
) -> None:
    person = register_person(desk, Registration(name="Rosa Ensayo"), check_in=False).person_id
    where = save_institution(desk, "", {"name": "Casa segura", "level": "LOCAL", "sectors": "GBV"})
    new = NewReferral("GBV", where.institution_id, "URGENT", reason="Lo contó en confianza")
    other = Desk(store, SignedInStaff("K3F9Q7M-2", "Luis", "FIELD"), clock, desk.time_zone, desk.centre)
    made = create_referral(other, person, new)
    shown = view_referral(reception, made).referral
    assert (shown.sector, shown.reason) == (shown_sector("GBV"), None)
    assert view_referral(other, made).referral.reason == "Lo contó en confianza"
    own = create_referral(reception, person, new)
    assert view_referral(reception, own).referral.sector == "GBV"
