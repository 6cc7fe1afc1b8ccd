"""Workshops: plan, enrol, mark, walk-ins, sessions that did not take place, the sheet."""

import random
from datetime import date

import pytest

from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.use_cases.change_enrolment import leave_activity
from integrhabitat_desktop.use_cases.change_series import cancel_sessions
from integrhabitat_desktop.use_cases.change_session import mark_not_held, take_back_state
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people, undo_changes
from integrhabitat_desktop.use_cases.enter_sheet import find_sheets, open_sheet
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.let_in import (
    let_in,
    let_in_by_card,
    register_and_let_in,
    undo_letting_in,
)
from integrhabitat_desktop.use_cases.mark_attendance import (
    Mark,
    begin_with_all_present,
    count_marks,
    mark_person,
    mark_status,
    open_roster,
    restore_marks,
)
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_activities,
    list_sessions,
    todays_sessions,
)
from integrhabitat_desktop.use_cases.print_sign_in_sheet import print_sign_in_sheet
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_attendance_rates import view_attendance_rates
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Card, Person
from tests.fake_clock import FakeClock

TODAY = "2027-03-01"
FIRST = date.fromisoformat(TODAY)


def people(desk: Desk, count: int) -> list[str]:
    names = [f"Amparo Prueba {chr(ord('A') + number)}" for number in range(count)]
    return [register_person(desk, Registration(name=name), check_in=False).person_id for name in names]


def workshop(desk: Desk, *enrolled: str, weeks: int = 3) -> list[str]:
    """The ids of the sessions of a workshop."""
    activity = create_activity(
        desk,
        NewActivity(" Taller ", "WORKSHOP"),
        SessionTimes(TODAY, "14:00", "16:00", weekly(FIRST, weeks)),
    )
    enrol_people(desk, activity, enrolled)
    return [session.session_id for session in list_sessions(desk, activity)]


def test_an_activity_comes_with_its_weekly_sessions(desk: Desk) -> None:
    workshop(desk, weeks=3)
    (activity,) = list_activities(desk)
    assert (activity.title, activity.sessions, activity.next_day) == ("Taller", 3, TODAY)
    (session,) = todays_sessions(desk)
    assert (session.number, session.total, session.starts_at) == (1, 3, "14:00")


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (SessionTimes(TODAY, "16:00", "14:00"), "session_ends_before_start"),
        (SessionTimes(TODAY, rule=weekly(FIRST, 500)), "too_many_sessions"),
    ],
)
def test_times_that_cannot_be_are_refused_and_nothing_is_written(
    desk: Desk, times: SessionTimes, code: str
) -> None:
    with pytest.raises(RuleViolation, match=code):
        create_activity(desk, NewActivity("Taller", "WORKSHOP"), times)
    assert list_activities(desk) == []


def test_begin_with_all_present_leaves_earlier_marks_alone(desk: Desk) -> None:
    one, two, three = people(desk, 3)
    session = workshop(desk, one, two, three)[0]
    mark_person(desk, session, two, Mark("EXCUSED", reason="cita médica"))
    marked = begin_with_all_present(desk, session)
    assert set(marked) == {one, three}
    counts = count_marks(entry.row.status for entry in open_roster(desk, session).entries)
    assert (counts.present, counts.absent, counts.excused, counts.to_mark) == (2, 0, 1, 0)
    restore_marks(desk, session, dict.fromkeys(marked))
    counts = count_marks(entry.row.status for entry in open_roster(desk, session).entries)
    assert (counts.present, counts.to_mark) == (0, 2)


def test_a_session_whose_marks_were_all_taken_back_waits_again(desk: Desk) -> None:
    one, two = people(desk, 2)
    session = workshop(desk, one)[0]
    marked = begin_with_all_present(desk, session)
    assert find_state(desk, session) == "HELD"
    restore_marks(desk, session, dict.fromkeys(marked))
    assert find_state(desk, session) == "PLANNED"
    came = let_in(desk, session, two)
    mark_person(desk, session, one, Mark("ABSENT"))
    undo_letting_in(desk, came)
    assert find_state(desk, session) == "HELD"
    mark_person(desk, session, one, None)
    assert find_state(desk, session) == "PLANNED"
    assert cancel_sessions(desk, session, "WEATHER", None).changed == 1


def test_who_cannot_come_is_noted_beforehand_and_the_session_is_not_held_for_that(desk: Desk) -> None:
    one, two = people(desk, 2)
    later = workshop(desk, one, two)[1]
    mark_person(desk, later, one, Mark("EXCUSED", reason="viaje"))
    assert find_state(desk, later) == "PLANNED"
    assert {it.row.status for it in open_roster(desk, later).entries} == {"EXCUSED", None}
    assert cancel_sessions(desk, later, "WEATHER", None).changed == 1


def test_a_status_said_again_keeps_how_long_and_why(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    mark_person(desk, session, one, Mark("LATE", minutes=40, reason="bus"))
    before = mark_status(desk, session, one, "LATE")
    row = open_roster(desk, session).entries[0].row
    assert (row.status, row.minutes, row.reason) == ("LATE", 40, "bus") and before is not None
    mark_status(desk, session, one, "PRESENT")
    assert open_roster(desk, session).entries[0].row.minutes is None


def test_two_people_who_read_the_same_on_the_list_are_told_apart(desk: Desk) -> None:
    same = [
        register_person(desk, Registration(name=name, neighbourhood=place), check_in=False).person_id
        for name, place in (("José Muestra", "El Pozón"), ("jose muestra", "San Blas"))
    ]
    (other,) = people(desk, 1)
    entries = open_roster(desk, workshop(desk, *same, other)[0]).entries
    places = {it.row.person_id: it.namesake.neighbourhood if it.namesake else None for it in entries}
    assert places == {same[0]: "El Pozón", same[1]: "San Blas", other: None}


def test_a_person_with_two_joined_records_has_one_mark_wherever_it_is_read(desk: Desk) -> None:
    kept, other = people(desk, 2)
    session = workshop(desk, kept, other)[0]
    print_sign_in_sheet(desk, session, random.Random(1).randbytes)
    code = str(desk.store.fetch("SELECT sheet_code FROM attendance_sheet")[0][0])
    mark_person(desk, session, kept, Mark("ABSENT"))
    mark_person(desk, session, other, Mark("PRESENT"))
    join_records(desk, kept, other, frozenset())

    def shown() -> tuple[list[str | None], list[str | None], tuple[int, int]]:
        roster = [it.row.status for it in open_roster(desk, session).entries]
        rows = [it.status for it in open_sheet(desk, find_sheets(desk, code)[0].id).rows if it.person_id]
        (rate,) = view_attendance_rates(desk, kept).activities
        return roster, sorted(set(rows), key=str), (rate.share.part, rate.share.whole)

    assert shown() == (["PRESENT"], ["PRESENT"], (1, 1))
    row = open_roster(desk, session).entries[0].row
    mark_person(desk, session, row.person_id, Mark("ABSENT"))
    assert shown() == (["ABSENT"], ["ABSENT"], (0, 1))


def test_online_is_a_modality_also_where_a_list_or_a_sheet_calls_it_a_status(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    mark_person(desk, session, one, Mark("REMOTE"))
    row = open_roster(desk, session).entries[0].row
    assert (row.status, row.modality) == ("PRESENT", "ONLINE")


def find_state(desk: Desk, session: str) -> str:
    return open_roster(desk, session).session.state


def test_a_mark_gives_back_what_stood_before(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    assert mark_person(desk, session, one, Mark("PRESENT")) is None
    before = mark_person(desk, session, one, Mark("LATE", minutes=25))
    assert before == Mark("PRESENT", modality="IN_PERSON")
    mark_person(desk, session, one, before)
    assert open_roster(desk, session).entries[0].row.status == "PRESENT"


def test_the_last_sessions_stand_beside_each_name(desk: Desk, clock: FakeClock) -> None:
    (one,) = people(desk, 1)
    first, second, third = workshop(desk, one)
    mark_person(desk, first, one, Mark("PRESENT"))
    clock.advance(days=7)
    mark_person(desk, second, one, Mark("ABSENT"))
    clock.advance(days=7)
    assert open_roster(desk, third).entries[0].earlier == ("PRESENT", "ABSENT")


def test_leaving_an_activity_spoils_no_past_session(desk: Desk, clock: FakeClock) -> None:
    (one,) = people(desk, 1)
    first, _second, third = workshop(desk, one)
    mark_person(desk, first, one, Mark("PRESENT"))
    clock.advance(days=8)
    leave_activity(desk, [natural_id(list_activities(desk)[0].activity_id, one)], desk.today().isoformat())
    assert len(open_roster(desk, first).entries) == 1
    assert open_roster(desk, third).entries == ()


def test_an_enrolment_made_by_mistake_is_taken_back(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk)[0]
    enrolled = enrol_people(desk, list_activities(desk)[0].activity_id, [one])
    assert len(open_roster(desk, session).entries) == 1
    undo_changes(desk, enrolled.before)
    assert open_roster(desk, session).entries == ()


def test_a_walk_in_is_enrolled_and_present(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk)[0]
    came = let_in(desk, session, one)
    assert not came.was_present and let_in(desk, session, one).was_present
    keisha = register_and_let_in(desk, session, Registration(name="Keisha Prueba", sex="F"))
    new = keisha.person_id
    entries = {entry.row.person_id: entry.row for entry in open_roster(desk, session).entries}
    assert entries.keys() == {one, new}
    assert all(row.status == "PRESENT" and row.is_enrolled for row in entries.values())
    undo_letting_in(desk, keisha)
    undo_letting_in(desk, came)
    assert open_roster(desk, session).entries == ()
    assert desk.store.get(Person, new) is None


def test_whoever_was_marked_absent_and_comes_after_all_is_absent_again_after_the_undo(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    mark_person(desk, session, one, Mark("ABSENT", reason="Trabajo"))
    came = let_in(desk, session, one)
    assert [it.row.status for it in open_roster(desk, session).entries] == ["PRESENT"]
    undo_letting_in(desk, came)
    (entry,) = open_roster(desk, session).entries
    assert (entry.row.status, entry.row.reason, entry.row.is_enrolled) == ("ABSENT", "Trabajo", True)


def test_a_card_lets_in_its_bearer_and_no_other_text_does(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk)[0]
    token = new_token(bytes(range(RANDOM_BYTES)))
    with desk.store.transaction(desk.staff.id) as tx:
        card = tx.new_id()
        tx.create(Card(id=card, person=one, token=token, state="ISSUED"))
    assert let_in_by_card(desk, session, token).person_id == one
    for other in (one, token[:-1] + "0", "Amparo"):
        with pytest.raises(RuleViolation, match="card_unknown"):
            let_in_by_card(desk, session, other)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Card, card, state="REVOKED")
    with pytest.raises(RuleViolation, match="card_revoked"):
        let_in_by_card(desk, session, token)


def test_a_session_that_did_not_take_place_takes_no_marks(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    mark_not_held(desk, session, "WEATHER")
    with pytest.raises(RuleViolation, match="session_did_not_take_place"):
        mark_person(desk, session, one, Mark("PRESENT"))
    take_back_state(desk, session)
    mark_person(desk, session, one, Mark("PRESENT"))
    with pytest.raises(RuleViolation, match="session_has_marks"):
        mark_not_held(desk, session, "WEATHER")


def test_the_reception_marks_no_attendance(desk: Desk, reception: Desk) -> None:
    session = workshop(desk)[0]
    with pytest.raises(RuleViolation, match="not_allowed"):
        open_roster(reception, session)


def test_the_sheet_is_a_pdf_and_stands_in_the_audit(desk: Desk) -> None:
    (one,) = people(desk, 1)
    session = workshop(desk, one)[0]
    assert print_sign_in_sheet(desk, session, bytes).startswith(b"%PDF")
    rows = desk.store.fetch("SELECT action FROM audit WHERE record_id = ? AND action = 'print'", (session,))
    assert len(rows) == 1
