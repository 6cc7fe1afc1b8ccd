"""The calendar of the centre: what takes place between two days, and when it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from integrhabitat_desktop.db.queries.calendar import CalendarSession, sessions_between
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDay, closed_between

__all__ = ["CalendarSession"]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The sessions of each day that has any, by time, and the closed days."""

    first: date
    last: date
    sessions: Mapping[date, Sequence[CalendarSession]]
    closed: Mapping[date, ClosedDay]


def view_calendar(desk: Desk, first: date, last: date, language: str) -> CalendarPage:
    """What the calendar shows from `first` to `last`. RuleViolation `not_allowed`."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    by_day: dict[date, list[CalendarSession]] = {}
    for session in sessions_between(desk.store, first.isoformat(), last.isoformat()):
        by_day.setdefault(date.fromisoformat(session.day), []).append(session)
    return CalendarPage(first, last, by_day, closed_between(desk, first, last, language))
