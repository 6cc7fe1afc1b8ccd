"""Two records of one person: joined without moving a reference, parted again, told apart for good."""

import json
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_in import check_in, undo_check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.find_look_alikes import find_look_alikes
from integrhabitat_desktop.use_cases.find_pairs import likely_pairs
from integrhabitat_desktop.use_cases.find_people import find_people, front_desk
from integrhabitat_desktop.use_cases.hand_over_file import file_as_json
from integrhabitat_desktop.use_cases.issue_cards import find_by_card, print_cards
from integrhabitat_desktop.use_cases.join_records import (
    compare_records,
    join_records,
    part_records,
    tell_apart,
    undo_telling_apart,
)
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp, follow_ups_to_do, plan_follow_up
from integrhabitat_desktop.use_cases.keep_household import add_to_household, household, leave_household
from integrhabitat_desktop.use_cases.keep_institutions import save_institution
from integrhabitat_desktop.use_cases.list_people import how_many
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person, open_roster
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, record_service, service_log
from integrhabitat_desktop.use_cases.refer_person import NewReferral, create_referral, take_step
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_desktop.use_cases.view_referrals import closed_referrals, open_referrals, view_referral
from integrhabitat_protocol.record_types import Person, PersonMerge
from tests.fake_clock import FakeClock


class _Silent:
    def report(self, done: int, total: int, step: str = "") -> None:
        assert 0 <= done <= total

    def raise_if_cancelled(self) -> None:
        """Nobody cancels."""


def somebody(desk: Desk, name: str, **rest: Any) -> str:
    return register_person(desk, Registration(name=name, **rest), check_in=False).person_id


@pytest.fixture
def two(reception: Desk) -> tuple[str, str]:
    """One woman, registered twice: with another spelling, and with what the other lacks."""
    kept = somebody(
        reception, "Yohana Valbuena", birth_date="1990-05-04", birth_precision="DAY", phones=("3001234567",)
    )
    joined = somebody(
        reception,
        "Johanna Balbuena Paz",
        birth_date="1990-05-04",
        birth_precision="DAY",
        document_type="CO-CC",
        document_number="52123456",
    )
    return kept, joined


def found(desk: Desk, query: str) -> list[str]:
    return [it.person.id for it in find_people(desk, query)]


def test_both_records_are_found_as_one_person_by_anything_either_said(
    reception: Desk, two: tuple[str, str]
) -> None:
    kept, joined = two
    join_records(reception, kept, joined, frozenset())
    for query in ("valbuena", "balbuena paz", "52123456", "3001234567", joined):
        assert found(reception, query) == [kept], query
    assert how_many(reception) == 1
    shown = view_card(reception, joined)
    assert (shown.person.id, shown.person.name) == (kept, "Yohana Valbuena")
    assert [it.number for it in shown.documents] == ["52123456"]
    assert [it.value for it in shown.contacts] == ["3001234567"]


def test_the_chosen_fields_are_taken_and_go_back_where_nobody_changed_them(
    reception: Desk, two: tuple[str, str], store: Store
) -> None:
    kept, joined = two
    compared = compare_records(reception, kept, joined)
    assert "name" in compared.differing and "birth_date" in compared.equal
    assert compared.second.counts["identity_document"] == 1
    join_records(reception, kept, joined, frozenset(["name"]))
    assert view_card(reception, kept).person.name == "Johanna Balbuena Paz"
    part_records(reception, joined)
    assert [view_card(reception, it).person.name for it in two] == ["Yohana Valbuena", "Johanna Balbuena Paz"]
    join_records(reception, kept, joined, frozenset(["name"]))
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, kept, name="Johanna Valbuena Paz")
    part_records(reception, joined)
    assert view_card(reception, kept).person.name == "Johanna Valbuena Paz"
    assert sorted(found(reception, "paz")) == sorted(two)


def test_what_happened_to_either_is_one_history(reception: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    check_in(reception, joined)
    record_service(reception, joined, ServiceEntry("T1.02"))
    join_records(reception, kept, joined, frozenset())
    with pytest.raises(RuleViolation, match="already_here"):
        check_in(reception, kept)
    with pytest.raises(RuleViolation, match="service_given_today"):
        record_service(reception, joined, ServiceEntry("T1.02"))
    assert len(service_log(reception, kept).lately) == 1
    kinds = [it.record_type for it in view_card(reception, kept).timeline]
    assert kinds.count("check_in") == 1 and kinds.count("service_delivery") == 1
    assert [it.person.id for it in front_desk(reception).here] == [kept]
    undo_check_in(reception, f"{joined}.{reception.today().isoformat()}")
    assert check_in(reception, joined) == f"{kept}.{reception.today().isoformat()}"


def test_a_card_of_the_joined_record_leads_to_the_person(
    reception: Desk, two: tuple[str, str], store: Store
) -> None:
    kept, joined = two
    print_cards(reception, [joined], lambda count: bytes(range(count)))
    (token,) = store.fetch("SELECT token FROM card")[0]
    join_records(reception, kept, joined, frozenset())
    assert find_by_card(reception, token) == kept
    print_cards(reception, [kept], lambda count: bytes(count))
    assert store.fetch("SELECT count(*) FROM card") == [(1,)]


def test_a_household_knows_the_person_once(reception: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    child = somebody(reception, "Luis Prueba")
    add_to_household(reception, joined, child, "CHILD")
    join_records(reception, kept, joined, frozenset())
    assert [it.person.id for it in household(reception, kept)] == [kept, child]
    leave_household(reception, kept)
    assert household(reception, joined) == ()


def test_a_roster_shows_the_person_once_and_keeps_both_marks(desk: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    day = desk.today().isoformat()
    activity = create_activity(desk, NewActivity("Taller", "WORKSHOP"), SessionTimes(day, "14:00", "16:00"))
    (session,) = list_sessions(desk, activity)
    enrol_people(desk, activity, [kept, joined])
    join_records(desk, kept, joined, frozenset())
    assert [it.row.person_id for it in open_roster(desk, session.session_id).entries] == [kept]
    mark_person(desk, session.session_id, joined, Mark("PRESENT"))
    (only,) = open_roster(desk, session.session_id).entries
    assert (only.row.person_id, only.row.name) == (joined, "Yohana Valbuena")


def test_what_others_wrote_meanwhile_into_the_joined_record_is_shown(
    reception: Desk, two: tuple[str, str], store: Store
) -> None:
    kept, joined = two
    join_records(reception, kept, joined, frozenset())
    assert open_file(reception, kept, note=False).joined[0].later == {}
    with store.transaction("K3F9Q7M-2") as tx:
        tx.update(Person, joined, neighbourhood="Sur")
    (record,) = open_file(reception, joined, note=False).joined
    assert (record.person_id, record.later) == (joined, {"neighbourhood": "Sur"})


def test_a_field_that_was_emptied_in_the_joined_record_is_not_offered_to_empty_the_kept_one(
    reception: Desk, store: Store
) -> None:
    kept, joined = (somebody(reception, "Rosa Prueba", nationality=it) for it in ("VE", "CO"))
    join_records(reception, kept, joined, frozenset())
    with store.transaction("K3F9Q7M-2") as tx:
        tx.update(Person, joined, nationality=None, neighbourhood="Sur")
    (record,) = open_file(reception, kept, note=False).joined
    assert record.later == {"neighbourhood": "Sur"}


def test_people_who_were_told_apart_stay_apart_when_a_joining_is_undone(
    reception: Desk, two: tuple[str, str]
) -> None:
    tell_apart(reception, *two)
    join_records(reception, *two, frozenset())
    assert likely_pairs(reception, _Silent()) == ()
    part_records(reception, two[1])
    assert likely_pairs(reception, _Silent()) == ()


def test_joined_both_ways_on_two_computers_still_shows_one_person(
    reception: Desk, two: tuple[str, str], store: Store
) -> None:
    kept, joined = two
    join_records(reception, kept, joined, frozenset())
    with store.transaction("K3F9Q7M-2") as tx:
        tx.create(PersonMerge(id=kept, person=kept, survivor=joined, state="JOINED"))
    assert found(reception, "valbuena") == [min(two)]
    assert view_card(reception, max(two)).person.id == min(two)
    with pytest.raises(RuleViolation, match="same_record"):
        compare_records(reception, kept, joined)


def test_three_records_of_one_person_follow_one_another(reception: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    third = somebody(reception, "Giovana Balvuena")
    join_records(reception, kept, joined, frozenset())
    join_records(reception, third, joined, frozenset())
    assert found(reception, "52123456") == [third]
    part_records(reception, kept)
    assert (found(reception, "giovana"), how_many(reception)) == ([third], 2)
    assert found(reception, "52123456") == [kept]


def test_likely_pairs_are_offered_until_somebody_decides(reception: Desk, two: tuple[str, str]) -> None:
    somebody(reception, "Otto Ensayo", birth_date="1970-01-02", birth_precision="DAY")
    (pair,) = likely_pairs(reception, _Silent())
    assert sorted((pair.first.id, pair.second.id)) == sorted(two)
    decided = tell_apart(reception, *two)
    assert likely_pairs(reception, _Silent()) == ()
    undo_telling_apart(reception, decided)
    assert len(likely_pairs(reception, _Silent())) == 1
    join_records(reception, *two, frozenset())
    assert likely_pairs(reception, _Silent()) == ()


def test_a_shared_document_makes_a_pair_without_a_birth_date(reception: Desk) -> None:
    papers = {"document_type": "CO-CC", "document_number": "52.123.456"}
    one, other = (
        somebody(reception, "Rosa Prueba", **papers),
        somebody(reception, "Rosa Prueba Paz", **papers),
    )
    (pair,) = likely_pairs(reception, _Silent())
    assert {pair.first.id, pair.second.id} == {one, other}


def test_a_new_registration_is_compared_with_the_person_once(reception: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    join_records(reception, kept, joined, frozenset())
    seen = find_look_alikes(reception, "Yohana Balbuena", "1990-05-04", "DAY", "CO-CC", "52123456")
    assert [it.person.id for it in seen] == [kept]


def test_a_referral_of_the_joined_record_speaks_of_the_person_who_is_kept(
    reception: Desk, two: tuple[str, str]
) -> None:
    kept, joined = two
    clinic = save_institution(reception, "", {"name": "Puesto de salud"}).institution_id
    shared = NewReferral(
        "HEALTH", clinic, "NORMAL", shared_fields=("NAME", "DOCUMENT"), consent_state="GIVEN"
    )
    made, closed = (create_referral(reception, joined, shared) for _ in range(2))
    take_step(reception, closed, "WITHDRAWN", barrier="DOCUMENTS")
    plan_follow_up(reception, joined, NewFollowUp("CALL", reception.today().isoformat(), None, referral=made))
    join_records(reception, kept, joined, frozenset())
    names = [it.row.person_name for it in (*open_referrals(reception), *closed_referrals(reception))]
    names += [it.person_name for it in follow_ups_to_do(reception)]
    seen = view_referral(reception, made)
    names += [seen.person_name, *(it.person_name for it in seen.follow_ups)]
    assert names == ["Yohana Valbuena"] * 5
    pages = PdfReader(BytesIO(print_referral_letter(reception, made))).pages
    letter = "".join(page.extract_text() for page in pages)
    assert "Yohana Valbuena" in letter and "Balbuena" not in letter and "52123456" in letter


def test_the_last_visit_is_that_of_any_of_the_records(
    reception: Desk, two: tuple[str, str], clock: FakeClock
) -> None:
    kept, joined = two
    came = reception.today().isoformat()
    check_in(reception, joined)
    clock.advance(days=2)
    join_records(reception, kept, joined, frozenset())
    assert find_people(reception, "valbuena")[0].person.last_visit_on == came
    assert view_card(reception, kept).person.last_visit_on == came
    check_in(reception, kept)
    assert view_card(reception, kept).person.last_visit_on == reception.today().isoformat()
    part_records(reception, joined)
    assert view_card(reception, joined).person.last_visit_on == came


def test_the_whole_file_holds_both_records(desk: Desk, two: tuple[str, str]) -> None:
    kept, joined = two
    join_records(desk, kept, joined, frozenset())
    handed_over = json.loads(file_as_json(desk, joined))
    people = [it["values"]["name"] for it in handed_over["records"] if it["type"] == "person"]
    assert people == ["Yohana Valbuena", "Johanna Balbuena Paz"]
    assert "before" not in str(handed_over)


def test_whoever_may_not_join_is_told_so(facilitator: Desk) -> None:
    with pytest.raises(RuleViolation, match="not_allowed"):
        join_records(facilitator, "K3F9Q7M-1", "K3F9Q7M-2", frozenset())
    with pytest.raises(RuleViolation, match="not_allowed"):
        likely_pairs(facilitator, _Silent())
