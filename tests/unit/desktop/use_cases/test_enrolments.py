"""Enrolments: roles, dates, leaving with a reason, the waiting list, and the way back from each."""

from collections.abc import Iterable
from datetime import date

import pytest

from integrhabitat_desktop.db.queries.attendance_matrix import matrix_cells
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.use_cases.change_enrolment import (
    ActivityPeople,
    EnrolmentRow,
    complete_activity,
    leave_activity,
    people_of_activity,
    return_to_activity,
    save_enrolment,
    undo_changes,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.keep_waiting_list import let_wait, take_in
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person, open_roster
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.record_types import Enrolment
from tests.fake_clock import FakeClock

TODAY = "2027-03-01"


def people(desk: Desk, *names: str) -> list[str]:
    return [register_person(desk, Registration(name=name), check_in=False).person_id for name in names]


def workshop(desk: Desk, places: int | None = None) -> str:
    """A workshop on four Mondays from today on."""
    return create_activity(
        desk,
        NewActivity("Taller", "WORKSHOP", capacity=places),
        SessionTimes(TODAY, rule=weekly(date.fromisoformat(TODAY), 4)),
    )


def names(rows: Iterable[EnrolmentRow]) -> list[str]:
    return [it.person.name for it in rows]


def standing(desk: Desk, activity: str) -> tuple[list[str], list[str], list[str]]:
    now = people_of_activity(desk, activity)
    return names(now.current), names(now.waiting), names(now.former)


def rosters(desk: Desk, activity: str) -> list[list[str]]:
    """Who is expected at each session."""
    return [
        [entry.row.name for entry in open_roster(desk, session.session_id).entries]
        for session in list_sessions(desk, activity)
    ]


def enrolment(now: ActivityPeople, name: str) -> str:
    rows = (*now.current, *now.waiting, *now.former)
    return next(it.enrolment_id for it in rows if it.person.name == name)


def test_when_every_place_is_taken_the_rest_waits_in_the_order_of_asking(
    desk: Desk, clock: FakeClock
) -> None:
    ana, beto, cira, dora = people(desk, "Ana", "Beto", "Cira", "Dora")
    activity = workshop(desk, places=2)
    done = enrol_people(desk, activity, [ana, beto, dora])
    clock.advance(minutes=1)
    enrol_people(desk, activity, [cira])
    assert (len(done.enrolled), done.waiting) == (2, (dora,))
    assert standing(desk, activity) == (["Ana", "Beto"], ["Dora", "Cira"], [])
    assert people_of_activity(desk, activity).next_in_line is None


def test_a_place_that_becomes_free_is_offered_to_who_has_waited_longest(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk, places=1)
    ana, beto, cira = people(desk, "Ana", "Beto", "Cira")
    for person in (ana, cira, beto):
        enrol_people(desk, activity, [person])
        clock.advance(minutes=1)
    left = leave_activity(desk, [enrolment(people_of_activity(desk, activity), "Ana")], TODAY)
    assert left.next_in_line is not None
    assert (left.free, left.next_in_line.person.name) == (1, "Cira")
    taken = take_in(desk, left.next_in_line.enrolment_id)
    assert (taken.name, taken.is_over_capacity) == ("Cira", False)
    undo_changes(desk, taken.before)
    undo_changes(desk, left.before)
    assert standing(desk, activity) == (["Ana"], ["Cira", "Beto"], [])


def test_somebody_can_be_taken_in_beyond_the_places(desk: Desk) -> None:
    activity = workshop(desk, places=1)
    enrol_people(desk, activity, people(desk, "Ana", "Beto"))
    waiting = enrolment(people_of_activity(desk, activity), "Beto")
    taken = take_in(desk, waiting)
    assert taken.is_over_capacity
    assert standing(desk, activity) == (["Ana", "Beto"], [], [])
    with pytest.raises(RuleViolation, match="not_waiting"):
        take_in(desk, waiting)


def test_who_helps_to_hold_an_activity_takes_no_place(desk: Desk) -> None:
    activity = workshop(desk, places=1)
    ana, beto, hugo = people(desk, "Ana", "Beto", "Hugo")
    enrol_people(desk, activity, [hugo])
    save_enrolment(desk, enrolment(people_of_activity(desk, activity), "Hugo"), "VOLUNTEER", TODAY, None)
    enrol_people(desk, activity, [ana])
    done = enrol_people(desk, activity, [beto])
    assert done.waiting == (beto,)
    save_enrolment(desk, enrolment(people_of_activity(desk, activity), "Ana"), "FACILITATOR", TODAY, None)
    now = people_of_activity(desk, activity)
    assert now.next_in_line is not None
    assert now.next_in_line.person.name == "Beto"


def test_leaving_keeps_the_person_in_the_sessions_up_to_the_last_day(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana", "Beto"))
    clock.advance(days=15)
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    left = leave_activity(desk, [ana], "2027-03-08", status="MOVED", barrier="TRANSPORT")
    assert rosters(desk, activity) == [["Ana", "Beto"], ["Ana", "Beto"], ["Beto"], ["Beto"]]
    (former,) = people_of_activity(desk, activity).former
    assert (former.status, former.ends_on, former.barrier) == ("MOVED", "2027-03-08", "TRANSPORT")
    undo_changes(desk, left.before)
    assert rosters(desk, activity)[3] == ["Ana", "Beto"]


def test_nobody_leaves_before_the_first_day(desk: Desk) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    with pytest.raises(RuleViolation, match="enrolment_ends_before_start"):
        leave_activity(desk, [ana], "2027-02-28")
    with pytest.raises(RuleViolation, match="enrolment_ends_before_start"):
        save_enrolment(desk, ana, "PARTICIPANT", "2027-03-09", "2027-03-08")
    assert standing(desk, activity)[0] == ["Ana"]


def test_dates_say_at_which_sessions_somebody_is_expected(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    save_enrolment(desk, ana, "PARTICIPANT", "2027-03-08", "2027-03-15")
    assert rosters(desk, activity) == [[], ["Ana"], ["Ana"], []]
    clock.advance(days=20)
    assert standing(desk, activity) == ([], [], ["Ana"])


def test_completing_and_coming_back_keep_the_first_day(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    clock.advance(days=8)
    complete_activity(desk, [ana], "2027-03-09")
    assert standing(desk, activity) == ([], [], ["Ana"])
    return_to_activity(desk, ana)
    (row,) = people_of_activity(desk, activity).current
    assert (row.starts_on, row.ends_on, row.status) == (TODAY, None, "ENROLLED")


def test_waiting_again_keeps_the_sessions_of_before(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    clock.advance(days=8)
    let_wait(desk, ana)
    assert rosters(desk, activity) == [["Ana"], ["Ana"], [], []]
    take_in(desk, ana)
    assert rosters(desk, activity) == [["Ana"]] * 4


def test_an_enrolment_taken_back_begins_anew(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    (ana,) = people(desk, "Ana")
    undo_changes(desk, enrol_people(desk, activity, [ana]).before)
    assert standing(desk, activity) == ([], [], [])
    clock.advance(days=8)
    enrol_people(desk, activity, [ana])
    (row,) = people_of_activity(desk, activity).current
    assert row.starts_on == "2027-03-09"


def test_an_age_outside_the_range_is_said_and_refuses_nobody(desk: Desk) -> None:
    activity = create_activity(desk, NewActivity("Juegos", "SPORT", least_age=6, most_age=12))
    child, adult = (
        register_person(
            desk, Registration(name=name, birth_date=born, birth_precision="DAY"), check_in=False
        ).person_id
        for name, born in (("Ciro", "2018-01-01"), ("Ana", "1990-01-01"))
    )
    enrol_people(desk, activity, [child, adult])
    now = people_of_activity(desk, activity)
    assert names(now.current) == ["Ana", "Ciro"]
    assert now.outside_ages == {adult}


def test_a_blocked_person_is_enrolled_by_no_reception_and_stands_in_no_list(
    desk: Desk, reception: Desk
) -> None:
    activity = workshop(desk)
    ana, beto = people(desk, "Ana", "Beto")
    enrol_people(desk, activity, [ana])
    restrict_record(desk, ana, "BLOCK")
    assert standing(reception, activity) == ([], [], [])
    with pytest.raises(RuleViolation, match="record_restricted"):
        enrol_people(reception, activity, [beto, ana])
    assert standing(desk, activity)[0] == []


@pytest.mark.parametrize("status", ["DROPPED", "MOVED", "COMPLETED"])
def test_who_left_keeps_a_last_day_so_no_past_session_loses_them(
    desk: Desk, clock: FakeClock, status: str
) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    clock.advance(days=15)
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    leave_activity(desk, [ana], "2027-03-08", status=status)
    with pytest.raises(RuleViolation, match="enrolment_needs_last_day"):
        save_enrolment(desk, ana, "PARTICIPANT", TODAY, None)
    assert rosters(desk, activity) == [["Ana"], ["Ana"], [], []]
    save_enrolment(desk, ana, "PARTICIPANT", TODAY, "2027-03-15")
    assert rosters(desk, activity) == [["Ana"], ["Ana"], ["Ana"], []]


def test_who_waits_after_being_part_of_it_keeps_the_last_day_too(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana"))
    ana = enrolment(people_of_activity(desk, activity), "Ana")
    clock.advance(days=8)
    let_wait(desk, ana)
    with pytest.raises(RuleViolation, match="enrolment_needs_last_day"):
        save_enrolment(desk, ana, "PARTICIPANT", TODAY, None)


def left_without_a_last_day(desk: Desk, enrolment_id: str) -> None:
    """As an older program or another computer may have written it."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Enrolment, enrolment_id, status="DROPPED", ends_on=None)


def test_who_left_without_a_last_day_stays_on_the_rosters_up_to_their_last_mark(
    desk: Desk, clock: FakeClock
) -> None:
    activity = workshop(desk)
    ana, _beto = made = people(desk, "Ana", "Beto")
    enrol_people(desk, activity, made)
    clock.advance(days=15)
    third = list_sessions(desk, activity)[2]
    mark_person(desk, third.session_id, ana, Mark("PRESENT"))
    now = people_of_activity(desk, activity)
    for name in ("Ana", "Beto"):
        left_without_a_last_day(desk, enrolment(now, name))
    # Beto was never marked: of his first day alone it is sure that he was part of it.
    assert rosters(desk, activity) == [["Ana", "Beto"], ["Ana"], ["Ana"], []]
    in_matrix = {
        it.name: [session.day for session in cells.sessions if it.marks.get(session.session_id)]
        for cells in [matrix_cells(desk.store, activity, TODAY, "2027-03-31")]
        for it in cells.people
    }
    assert in_matrix == {"Ana": [TODAY, "2027-03-08", "2027-03-15"], "Beto": [TODAY]}


def test_who_left_without_a_last_day_gets_one_when_they_wait_again(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk, places=1)
    ana, beto = people(desk, "Ana", "Beto")
    enrol_people(desk, activity, [ana])
    second = list_sessions(desk, activity)[1]
    mark_person(desk, second.session_id, ana, Mark("PRESENT"))
    left_without_a_last_day(desk, enrolment(people_of_activity(desk, activity), "Ana"))
    clock.advance(days=20)
    enrol_people(desk, activity, [beto])
    done = enrol_people(desk, activity, [ana])
    assert done.waiting == (ana,)
    assert rosters(desk, activity) == [["Ana"], ["Ana"], [], ["Beto"]]
    undo_changes(desk, done.before)
    assert rosters(desk, activity)[:2] == [["Ana"], ["Ana"]]


def test_everybody_completes_it_but_who_begins_later(desk: Desk, clock: FakeClock) -> None:
    activity = workshop(desk)
    enrol_people(desk, activity, people(desk, "Ana", "Beto", "Cira"))
    now = people_of_activity(desk, activity)
    save_enrolment(desk, enrolment(now, "Cira"), "PARTICIPANT", "2027-03-15", None)
    clock.advance(days=8)
    ended = complete_activity(desk, [it.enrolment_id for it in now.current], "2027-03-09")
    assert (len(ended.before), ended.left_out) == (2, ("Cira",))
    assert standing(desk, activity) == (["Cira"], [], ["Ana", "Beto"])
    with pytest.raises(RuleViolation, match="nobody_began_yet"):
        complete_activity(desk, [enrolment(now, "Cira")], "2027-03-09")
    undo_changes(desk, ended.before)
    assert standing(desk, activity)[0] == ["Ana", "Beto", "Cira"]
