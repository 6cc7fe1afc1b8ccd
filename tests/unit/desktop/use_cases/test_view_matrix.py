"""The matrix: who stands in it, what is blank, what is counted."""

import pytest

from integrhabitat_desktop.domain.attendance_rate import Share
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_person
from integrhabitat_desktop.use_cases.view_attendance_rates import view_attendance_rates
from integrhabitat_desktop.use_cases.view_matrix import Matrix, Period, Span, period_around, view_matrix
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Enrolment, Person, Restriction

ACTIVITY = "K3F9Q7M-200"


def session(number: int) -> str:
    return f"K3F9Q7M-3{number:02}"


def person(number: int) -> str:
    return f"K3F9Q7M-1{number:02}"


@pytest.fixture
def workshop(desk: Desk) -> Desk:
    """Five weekly sessions from 25 January on, the last one cancelled, and three people."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN"))
        for number, day in enumerate(("2027-01-25", "2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22")):
            tx.create(
                ActivitySession(
                    id=session(number),
                    activity=ACTIVITY,
                    day=day,
                    starts_at="14:00",
                    ends_at="16:00",
                    state="CANCELLED" if number == 4 else "PLANNED",
                )
            )
        for number, (name, starts_on, ends_on) in enumerate(
            (
                ("Zoila Prueba", "2027-01-25", None),
                ("Ángel Prueba", "2027-02-08", None),
                ("Luz Prueba", "2027-01-25", "2027-02-01"),
            )
        ):
            tx.create(Person(id=person(number), name=name))
            tx.create(
                Enrolment(
                    id=natural_id(ACTIVITY, person(number)),
                    activity=ACTIVITY,
                    person=person(number),
                    status="DROPPED" if ends_on else "ENROLLED",
                    starts_on=starts_on,
                    ends_on=ends_on,
                )
            )
    return desk


def mark(desk: Desk, sessions: int, people: int, status: str, minutes: int | None = None) -> None:
    mark_person(desk, session(sessions), person(people), Mark(status, minutes))


def letters(matrix: Matrix) -> dict[str, list[str]]:
    """For each person what stands in each session: "" not enrolled, "?" no mark, else the status."""
    return {
        row.name.split()[0]: ["" if it is None else it.status or "?" for it in row.marks]
        for row in matrix.rows
    }


def test_not_enrolled_on_the_day_is_blank_and_no_mark_is_no_absence(workshop: Desk) -> None:
    mark(workshop, 1, 0, "PRESENT")
    mark(workshop, 2, 0, "ABSENT")
    mark(workshop, 2, 1, "LATE", 90)
    matrix = view_matrix(workshop, ACTIVITY, Span.MONTH, "2027-02-10")
    assert [it.day for it in matrix.sessions] == ["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22"]
    assert letters(matrix) == {
        "Ángel": ["", "LATE", "?", "?"],
        "Luz": ["?", "", "", ""],
        "Zoila": ["PRESENT", "ABSENT", "?", "?"],
    }
    angel, luz, zoila = matrix.rows
    assert (zoila.share, angel.share, luz.share) == (Share(1, 2), Share(1, 1), Share(0, 0))
    assert (zoila.minutes, angel.minutes, luz.minutes) == (120, 90, 0)
    assert [it.share for it in matrix.totals] == [Share(1, 1), Share(1, 2), Share(), Share()]
    assert matrix.activity.share == Share(2, 3)
    assert matrix.activity.mean_present == 1.0


def test_a_cancelled_session_is_shown_and_counts_nowhere(workshop: Desk) -> None:
    matrix = view_matrix(workshop, ACTIVITY, Span.WHOLE)
    assert matrix.sessions[-1].state == "CANCELLED"
    assert (matrix.totals[-1].share, matrix.totals[-1].unmarked) == (Share(), 0)
    # Four sessions were due by the first of March; no list was taken.
    assert matrix.activity.lists == Share(0, 4)


def test_continuity_goes_on_over_the_border_of_the_month(workshop: Desk) -> None:
    for number in range(3):
        mark(workshop, number, 0, "PRESENT")
    (zoila,) = [it for it in view_matrix(workshop, ACTIVITY, day="2027-02-10").rows if it.name[0] == "Z"]
    assert (zoila.in_a_row, zoila.of_last, zoila.share) == (3, Share(3, 3), Share(2, 2))


def test_who_takes_part_without_a_place_is_shown_and_not_in_the_rate(workshop: Desk) -> None:
    mark(workshop, 1, 1, "PRESENT")
    matrix = view_matrix(workshop, ACTIVITY, day="2027-02-10")
    assert letters(matrix)["Ángel"][0] == "PRESENT"
    assert (matrix.totals[0].share, matrix.totals[0].drop_ins, matrix.totals[0].present) == (Share(), 1, 1)
    assert matrix.activity.share == Share()


def test_who_is_blocked_is_counted_and_not_shown(workshop: Desk) -> None:
    mark(workshop, 1, 0, "PRESENT")
    with workshop.store.transaction(workshop.staff.id) as tx:
        tx.create(Restriction(id=person(0), person=person(0), state="ACTIVE", since="2027-02-01"))
    matrix = view_matrix(workshop, ACTIVITY, day="2027-02-10")
    assert "Zoila" not in letters(matrix)
    assert (matrix.totals[0].present, matrix.activity.hidden) == (1, 1)


def test_joined_records_are_one_row(workshop: Desk) -> None:
    mark(workshop, 0, 2, "PRESENT")
    mark(workshop, 2, 1, "PRESENT")
    join_records(workshop, person(1), person(2), frozenset())
    (row,) = [it for it in view_matrix(workshop, ACTIVITY, Span.WHOLE).rows if it.person_id == person(1)]
    assert [it.status if it else "" for it in row.marks] == ["PRESENT", None, "PRESENT", None, None]
    assert row.share == Share(2, 2)


def test_periods_with_sessions_lie_before_and_after(workshop: Desk) -> None:
    matrix = view_matrix(workshop, ACTIVITY)
    assert matrix.period == Period(Span.MONTH, "2027-02-01", "2027-02-28")
    assert (matrix.earlier, matrix.later) == (Period(Span.MONTH, "2027-01-01", "2027-01-31"), None)
    assert period_around(Span.QUARTER, "2028-02-29") == Period(Span.QUARTER, "2028-01-01", "2028-03-31")


def test_an_activity_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="activity_not_found"):
        view_matrix(desk, ACTIVITY)


def test_a_person_is_told_by_activity_with_rate_and_continuity(workshop: Desk) -> None:
    for number, status in enumerate(("ABSENT", "PRESENT", "PRESENT")):
        mark(workshop, number, 0, status)
    attendance = view_attendance_rates(workshop, person(0))
    (rate,) = attendance.activities
    assert (rate.title, rate.share, rate.of_last, rate.in_a_row, rate.last_day) == (
        "Taller",
        Share(2, 3),
        Share(2, 3),
        2,
        "2027-02-08",
    )
    assert attendance.weeks_in_a_row == 2
    assert view_attendance_rates(workshop, person(1)).activities == ()
