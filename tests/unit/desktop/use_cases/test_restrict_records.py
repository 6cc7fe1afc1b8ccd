"""A blocked record is found by nobody but a coordinator, in no list, and comes back whole."""

import pytest

from integrhabitat_desktop.db.record_rows import write_record
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.find_look_alikes import find_look_alikes
from integrhabitat_desktop.use_cases.find_people import find_people, front_desk
from integrhabitat_desktop.use_cases.issue_cards import find_by_card, print_cards
from integrhabitat_desktop.use_cases.join_records import (
    compare_records,
    join_records,
    joined_records,
    part_records,
)
from integrhabitat_desktop.use_cases.keep_consents import view_consents
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, plan_follow_up
from integrhabitat_desktop.use_cases.keep_guardians import add_guardian, guardians
from integrhabitat_desktop.use_cases.keep_household import add_to_household, household
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.list_people import how_many
from integrhabitat_desktop.use_cases.mark_attendance import open_roster
from integrhabitat_desktop.use_cases.person_file import RecordEdit, open_file, save_edits
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral, take_step
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import (
    lift_restriction,
    list_restricted,
    restrict_record,
    undo_lifting,
)
from integrhabitat_desktop.use_cases.settle_review import list_decisions
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_desktop.use_cases.view_referrals import open_referrals, view_referral
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Review


def somebody(desk: Desk, name: str) -> str:
    registration = Registration(name=name, birth_date="1990-05-04", birth_precision="DAY")
    return register_person(desk, registration, check_in=False).person_id


@pytest.fixture
def rosa(desk: Desk) -> str:
    return somebody(desk, "Rosa Ensayo")


def test_nobody_finds_a_blocked_record(desk: Desk, reception: Desk, rosa: str, store: Store) -> None:
    luis = somebody(desk, "Luis Prueba")
    add_to_household(desk, luis, rosa, "SPOUSE")
    check_in(desk, rosa)
    day = desk.today().isoformat()
    activity = create_activity(desk, NewActivity("Taller", "WORKSHOP"), SessionTimes(day, "14:00", "16:00"))
    (session,) = list_sessions(desk, activity)
    enrol_people(desk, activity, [rosa, luis])
    clinic = save_institution(desk, "", {"name": "Puesto de salud"}).institution_id
    create_referral(desk, rosa, NewReferral("HEALTH", clinic, "NORMAL"))
    print_cards(desk, [rosa], lambda count: bytes(range(count)))
    (token,) = store.fetch("SELECT token FROM card")[0]
    restrict_record(desk, rosa, "ERASE", "Lo pidió por carta")
    assert find_people(reception, "rosa") == [] and how_many(reception) == 1
    assert front_desk(reception).here == () and front_desk(reception).expected == ()
    assert find_look_alikes(reception, "Rosa Ensayo", "1990-05-04", "DAY") == []
    assert [it.person.id for it in household(reception, luis)] == [luis]
    assert [it.row.person_id for it in open_roster(desk, session.session_id).entries] == [luis]
    assert open_referrals(reception) == ()
    for refused in (
        lambda: view_card(reception, rosa),
        lambda: open_file(reception, rosa, note=False),
        lambda: find_by_card(reception, token),
    ):
        with pytest.raises(RuleViolation, match="record_restricted"):
            refused()


def test_a_coordinator_sees_it_and_lets_it_come_back_whole(desk: Desk, reception: Desk, rosa: str) -> None:
    restrict_record(desk, rosa, "BLOCK")
    (blocked,) = list_restricted(desk)
    assert (blocked.person_id, blocked.name, blocked.reason) == (rosa, "Rosa Ensayo", "BLOCK")
    assert open_file(desk, rosa, note=False).person.values["name"] == "Rosa Ensayo"
    lift_restriction(desk, rosa)
    assert [it.person.id for it in find_people(reception, "rosa")] == [rosa]
    undo_lifting(desk, rosa)
    assert find_people(reception, "rosa") == []
    with pytest.raises(RuleViolation, match="not_allowed"):
        lift_restriction(reception, rosa)


def test_joined_records_are_blocked_together(desk: Desk, reception: Desk, rosa: str) -> None:
    again = somebody(desk, "Rosa Ensallo")
    check_in(desk, again)
    join_records(desk, rosa, again, frozenset())
    restrict_record(desk, again, "OBJECT")
    assert front_desk(reception).here == ()
    assert find_people(reception, "rosa") == []
    with pytest.raises(RuleViolation, match="record_restricted"):
        view_card(reception, again)


def test_decisions_and_referrals_about_a_blocked_record_are_for_coordinators(
    desk: Desk, reception: Desk, rosa: str, store: Store
) -> None:
    clinic = save_institution(desk, "", {"name": "Puesto de salud"}).institution_id
    referral = create_referral(desk, rosa, NewReferral("HEALTH", clinic, "NORMAL"))
    review = Review(
        id=f"{rosa}.x",
        record_type="person",
        record_id=rosa,
        field_group="identity",
        kind="EDIT",
        state="OPEN",
    )
    with store.write_lock():
        write_record(store.connection, Review.TYPE, review.id, values_of(review))
    assert len(list_decisions(reception).open) == 1
    restrict_record(desk, rosa, "BLOCK")
    assert (len(list_decisions(reception).open), len(list_decisions(desk).open)) == (0, 1)
    with pytest.raises(RuleViolation, match="record_restricted"):
        view_referral(reception, referral)
    assert view_referral(desk, referral).person_name == "Rosa Ensayo"


def test_a_blocked_adult_is_not_named_on_the_card_of_a_child(desk: Desk, reception: Desk, rosa: str) -> None:
    child = somebody(desk, "Luz Prueba")
    add_guardian(desk, child, rosa, "MOTHER")
    assert len(view_card(reception, child).guardians) == 1
    restrict_record(desk, rosa, "BLOCK")
    assert view_card(reception, child).guardians == ()


def test_no_work_is_done_with_a_blocked_person_by_who_may_not_see_them(
    desk: Desk, reception: Desk, rosa: str
) -> None:
    luis = somebody(desk, "Luis Prueba")
    clinic = save_institution(desk, "", {"name": "Puesto de salud"}).institution_id
    agreed = NewReferral(
        "HEALTH", clinic, "NORMAL", shared_fields=("NAME",), consent_state="GIVEN", consent_method="WRITTEN"
    )
    referral = create_referral(desk, rosa, agreed)
    restrict_record(desk, rosa, "BLOCK")
    for work in (
        lambda: check_in(reception, rosa),
        lambda: record_service(reception, rosa, ServiceEntry("T1.02")),
        lambda: print_cards(reception, [rosa], lambda count: bytes(count)),
        lambda: save_edits(reception, rosa, [RecordEdit("person", rosa, {"neighbourhood": "Sur"})]),
        lambda: create_referral(reception, rosa, agreed),
        lambda: take_step(reception, referral, "SENT"),
        lambda: print_referral_letter(reception, referral),
        lambda: household(reception, rosa),
        lambda: add_to_household(reception, luis, rosa, None),
        lambda: guardians(reception, rosa),
        lambda: add_guardian(reception, luis, rosa, None),
        lambda: compare_records(reception, luis, rosa),
        lambda: join_records(reception, luis, rosa, frozenset()),
        lambda: joined_records(reception, rosa),
        lambda: plan_follow_up(reception, rosa, NewFollowUp("CALL", "2027-03-01")),
        lambda: view_consents(reception, rosa),
    ):
        with pytest.raises(RuleViolation, match="record_restricted"):
            work()


def test_blocked_again_nothing_changes_and_parting_needs_the_block_to_be_lifted(
    desk: Desk, reception: Desk, rosa: str
) -> None:
    again = somebody(desk, "Rosa Ensallo")
    join_records(desk, rosa, again, frozenset())
    restrict_record(desk, rosa, "ERASE", "Por carta")
    with pytest.raises(RuleViolation, match="blocked_already"):
        restrict_record(desk, rosa, "BLOCK")
    assert [it.reason for it in list_restricted(desk)] == ["ERASE"]
    for who in (desk, reception):
        with pytest.raises(RuleViolation, match="record_restricted"):
            part_records(who, again)
    assert find_people(reception, "rosa") == []
