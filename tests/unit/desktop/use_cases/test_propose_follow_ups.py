"""Whoever stays away again and again is proposed for a call, once, and never more than their record allows."""

from datetime import timedelta

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import Recurrence, Repeat, weekly
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_from
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.keep_activity import close_activity
from integrhabitat_desktop.use_cases.keep_follow_ups import (
    DONE,
    NewFollowUp,
    end_follow_up,
    follow_ups_to_do,
    plan_follow_up,
    undo_planning,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.plan_series import add_sessions
from integrhabitat_desktop.use_cases.propose_follow_ups import (
    CALL,
    HOME_VISIT,
    absent_people,
    follow_up_absence,
    leave_absence,
    propose_after,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Enrolment
from tests.fake_clock import FakeClock


@pytest.fixture
def course(desk: Desk, clock: FakeClock) -> str:
    """Eight weekly sessions from eight weeks ago on."""
    first = desk.today() - timedelta(weeks=7)
    times = SessionTimes(first.isoformat(), rule=weekly(first, 8))
    return create_activity(desk, NewActivity("Costura", "WORKSHOP"), times)


def enrolled(desk: Desk, activity: str, name: str) -> str:
    person = register_person(desk, Registration(name=name), check_in=False).person_id
    with desk.store.transaction(desk.staff.id) as tx:
        enrol_from(tx, activity, person, list_sessions(desk, activity)[0].day)
    return person


def mark(desk: Desk, activity: str, person: str, marks: str) -> None:
    for session, status in zip(list_sessions(desk, activity), marks.split(), strict=False):
        mark_person(desk, session.session_id, person, Mark(status))


def test_whoever_stayed_away_three_times_is_proposed_and_whoever_sent_word_is_not(
    desk: Desk, course: str
) -> None:
    away, excused, back = (enrolled(desk, course, name) for name in ("Ana Ruiz", "Berta Gil", "Carla Paz"))
    mark(desk, course, away, "PRESENT ABSENT ABSENT ABSENT ABSENT")
    mark(desk, course, excused, "PRESENT EXCUSED EXCUSED EXCUSED EXCUSED")
    mark(desk, course, back, "ABSENT ABSENT ABSENT ABSENT PRESENT")
    (found,) = absent_people(desk)
    days = [it.day for it in list_sessions(desk, course)]
    assert (found.person, found.absences, found.title) == (away, 4, "Costura")
    assert found.last_attended_on == days[0]


def test_absences_of_two_records_of_one_person_are_one_row(desk: Desk, course: str) -> None:
    one, other = (enrolled(desk, course, name) for name in ("Ana Ruiz", "Ana Ruis"))
    sessions = [it.session_id for it in list_sessions(desk, course)]
    for session, person in zip(sessions, (one, one, other), strict=False):
        mark_person(desk, session, person, Mark("ABSENT"))
    assert absent_people(desk) == ()
    join_records(desk, one, other, frozenset())
    (found,) = absent_people(desk)
    assert (found.person, found.absences) == (one, 3)


def test_a_call_that_is_planned_or_made_is_not_proposed_again_until_they_stay_away_again(
    desk: Desk, course: str, clock: FakeClock
) -> None:
    person = enrolled(desk, course, "Ana Ruiz")
    mark(desk, course, person, "ABSENT ABSENT ABSENT")
    (found,) = absent_people(desk)
    task = follow_up_absence(desk, found, HOME_VISIT)
    assert absent_people(desk) == ()
    (shown,) = follow_ups_to_do(desk)
    assert (shown.kind, shown.activity_title, shown.person) == (HOME_VISIT, "Costura", person)
    undo_planning(desk, task)
    assert [it.person for it in absent_people(desk)] == [person]
    end_follow_up(desk, follow_up_absence(desk, found, CALL), DONE)
    assert absent_people(desk) == ()
    clock.advance(weeks=5)
    later = create_sessions(desk, course)
    for session in later[:2]:
        mark_person(desk, session, person, Mark("ABSENT"))
    assert absent_people(desk) == ()
    mark_person(desk, later[2], person, Mark("ABSENT"))
    assert [it.absences for it in absent_people(desk)] == [3]


def create_sessions(desk: Desk, activity: str) -> list[str]:
    """One session on each of the last three days."""
    made: list[str] = []
    for days in (2, 1, 0):
        day = (desk.today() - timedelta(days=days)).isoformat()
        made += add_sessions(desk, activity, SessionTimes(day)).session_ids
    return made


def test_who_helps_to_hold_an_activity_is_not_proposed(desk: Desk, course: str) -> None:
    people = {
        role: enrolled(desk, course, f"Ana {role}") for role in ("FACILITATOR", "OFFICIAL", "COCREATOR")
    }
    for role, person in people.items():
        with desk.store.transaction(desk.staff.id) as tx:
            tx.update(Enrolment, natural_id(course, person), role=role)
        mark(desk, course, person, "ABSENT ABSENT ABSENT")
    assert [it.person for it in absent_people(desk)] == [people["COCREATOR"]]


def test_six_absences_are_reached_where_an_activity_meets_once_a_month(desk: Desk) -> None:
    first = (desk.today() - timedelta(days=6 * 31)).replace(day=1)
    monthly = SessionTimes(first.isoformat(), rule=Recurrence(Repeat.MONTH_DAY, month_day=1, count=7))
    activity = create_activity(desk, NewActivity("Mesa", "WORKSHOP"), monthly)
    person = enrolled(desk, activity, "Ana Ruiz")
    mark(desk, activity, person, "ABSENT " * 6)
    propose_after(desk, 6)
    assert [it.absences for it in absent_people(desk)] == [6]


def test_that_nothing_is_to_be_done_is_remembered(desk: Desk, course: str) -> None:
    person = enrolled(desk, course, "Ana Ruiz")
    mark(desk, course, person, "ABSENT ABSENT ABSENT")
    (found,) = absent_people(desk)
    left = leave_absence(desk, found)
    assert absent_people(desk) == () and follow_ups_to_do(desk) == ()
    undo_planning(desk, left)
    assert len(absent_people(desk)) == 1


def test_nobody_who_is_blocked_or_whose_activity_has_closed_is_proposed(desk: Desk, course: str) -> None:
    blocked, other = enrolled(desk, course, "Ana Ruiz"), enrolled(desk, course, "Berta Gil")
    for person in (blocked, other):
        mark(desk, course, person, "ABSENT ABSENT ABSENT")
    restrict_record(desk, blocked, "BLOCK")
    assert [it.person for it in absent_people(desk)] == [other]
    close_activity(desk, course)
    assert absent_people(desk) == ()


def test_after_how_many_absences_is_for_the_centre_to_say(desk: Desk, course: str) -> None:
    person = enrolled(desk, course, "Ana Ruiz")
    mark(desk, course, person, "ABSENT ABSENT")
    assert absent_people(desk) == ()
    propose_after(desk, 2)
    assert [it.person for it in absent_people(desk)] == [person]
    with pytest.raises(RuleViolation, match="absences_out_of_range"):
        propose_after(desk, 1)


def test_a_facilitator_follows_up_absences_and_sees_no_other_task(
    desk: Desk, facilitator: Desk, course: str
) -> None:
    person = enrolled(desk, course, "Ana Ruiz")
    mark(desk, course, person, "ABSENT ABSENT ABSENT")
    plan_follow_up(desk, person, NewFollowUp("APPOINTMENT", desk.today().isoformat(), note="Abogada"))
    (found,) = absent_people(facilitator)
    task = follow_up_absence(facilitator, found, CALL)
    assert [it.id for it in follow_ups_to_do(facilitator)] == [task]
    assert len(follow_ups_to_do(desk)) == 2
    end_follow_up(facilitator, task, DONE)
    with pytest.raises(RuleViolation, match="not_allowed"):
        plan_follow_up(facilitator, person, NewFollowUp("CALL", desk.today().isoformat()))


def test_a_visit_at_the_desk_is_no_mark_of_the_workshop(desk: Desk, course: str) -> None:
    person = enrolled(desk, course, "Ana Ruiz")
    mark(desk, course, person, "ABSENT ABSENT ABSENT")
    check_in(desk, person)
    assert [it.person for it in absent_people(desk)] == [person]
