"""How a person attends: the rate in each activity, and whether they keep coming."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.attendance_matrix import PersonMark, marks_of_person
from integrhabitat_desktop.domain.attendance_rate import (
    NOT_COUNTED,
    Share,
    attendance_share,
    attended_of_last,
    in_a_row,
    weeks_in_a_row,
)
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record

__all__ = ["ActivityRate", "PersonAttendance", "Share", "view_attendance_rates"]


@dataclass(frozen=True, slots=True)
class ActivityRate:
    """A person's attendance in one activity: rate (ATT-1), the last sessions, sessions in a row; `last_day` is ISO."""

    activity_id: str
    title: str
    share: Share
    of_last: Share
    in_a_row: int
    last_day: str


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """The activities of a person, that with the newest mark first, and over all of them the weeks in a row."""

    activities: tuple[ActivityRate, ...] = ()
    weeks_in_a_row: int = 0


def view_attendance_rates(desk: Desk, person_id: str) -> PersonAttendance:
    """How a person attends, over all their records.

    RuleViolation `not_allowed`, `person_erased`, `record_restricted`; StoreError.
    """
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    marks = [
        it for it in marks_of_person(desk.store, kept_record(desk, person_id)) if it.state not in NOT_COUNTED
    ]
    by_activity: dict[str, list[PersonMark]] = {}
    for it in marks:
        by_activity.setdefault(it.activity_id, []).append(it)
    rates = sorted(map(_rate, by_activity.values()), key=lambda it: it.title)
    rates.sort(key=lambda it: it.last_day, reverse=True)
    return PersonAttendance(tuple(rates), weeks_in_a_row((it.day, it.status) for it in marks))


def _rate(marks: list[PersonMark]) -> ActivityRate:
    statuses = [it.status for it in marks]
    return ActivityRate(
        marks[0].activity_id,
        marks[0].title,
        attendance_share(marks),
        attended_of_last(statuses),
        in_a_row(statuses),
        marks[-1].day,
    )
