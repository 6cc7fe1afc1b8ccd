"""Lists of activities and sessions count people as the roster and the list of participants show them."""

import pytest

from integrhabitat_desktop.use_cases.change_enrolment import people_of_activity
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import join_records, part_records
from integrhabitat_desktop.use_cases.mark_attendance import Mark, count_marks, mark_person, open_roster
from integrhabitat_desktop.use_cases.plan_activity import list_activities, list_sessions
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import Enrolment
from tests.unit.desktop.use_cases.attendance_builders import ACTIVITY, fill_workshop, person, session


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    return fill_workshop(desk)


def marked(desk: Desk, number: int = 0) -> tuple[int, int]:
    """How many took part in a session and how many were absent, as the list of sessions says."""
    (row,) = (it for it in list_sessions(desk, ACTIVITY) if it.session_id == session(number))
    return row.attended, row.absent


def enrolled(desk: Desk) -> tuple[int, int]:
    """How many are enrolled and how many wait, as the list of activities says."""
    (row,) = list_activities(desk)
    return row.enrolled, row.waiting


@pytest.mark.parametrize(
    ("marks", "counted"),
    [
        (("PRESENT", "PRESENT", "PRESENT"), (2, 0)),
        (("ABSENT", "LATE", "PRESENT"), (2, 0)),
        (("LATE", "ABSENT", "ABSENT"), (1, 1)),
        (("EXCUSED", "ABSENT", "PRESENT"), (1, 1)),
        ((None, "ABSENT", "ABSENT"), (0, 2)),
        ((None, None, "PRESENT"), (1, 0)),
    ],
)
def test_two_joined_records_with_marks_in_one_session_are_one_person_there(
    workshop: Desk, marks: tuple[str | None, ...], counted: tuple[int, int]
) -> None:
    for number, status in enumerate(marks):
        if status is not None:
            mark_person(workshop, session(0), person(number), Mark(status))
    apart = marked(workshop)
    join_records(workshop, person(0), person(1), frozenset())
    shown = count_marks(it.row.status for it in open_roster(workshop, session(0)).entries)
    assert marked(workshop) == counted == (shown.present, shown.absent + shown.excused)
    assert marked(workshop, 1) == (0, 0)
    part_records(workshop, person(1))
    assert marked(workshop) == apart


@pytest.mark.parametrize(
    ("other", "counted"),
    [
        ({"status": "ENROLLED"}, (2, 0)),
        ({"status": "WAITLIST"}, (2, 0)),
        ({"status": "ENROLLED", "ends_on": "2027-01-31"}, (2, 0)),
        ({"status": "DROPPED"}, (2, 0)),
        ({"status": "CANCELLED"}, (2, 0)),
    ],
)
def test_two_joined_records_in_one_activity_are_one_place(
    workshop: Desk, other: Values, counted: tuple[int, int]
) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.update(Enrolment, natural_id(ACTIVITY, person(1)), **other)
    join_records(workshop, person(0), person(1), frozenset())
    people = people_of_activity(workshop, ACTIVITY)
    assert enrolled(workshop) == counted == (len(people.current), len(people.waiting))


def test_two_joined_records_that_both_wait_wait_once(workshop: Desk) -> None:
    with workshop.store.transaction(workshop.staff.id) as tx:
        for number in range(2):
            tx.update(Enrolment, natural_id(ACTIVITY, person(number)), status="WAITLIST")
    join_records(workshop, person(0), person(1), frozenset())
    assert enrolled(workshop) == (1, 1)
