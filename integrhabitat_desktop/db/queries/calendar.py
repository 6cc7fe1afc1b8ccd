"""Reads of the calendar: the sessions between two days, and the days on which the centre is closed."""

from dataclasses import dataclass, replace
from typing import Any

from integrhabitat_desktop.db.store import Store

_SESSIONS_BETWEEN = """
SELECT session.id, session.activity, activity.title, activity.kind, session.day, session.starts_at, session.ends_at,
    coalesce(session.place, activity.place), session.state, session.series IS NOT NULL
FROM activity_session AS session JOIN activity ON activity.id = session.activity
WHERE session.gone = 0 AND session.day BETWEEN ? AND ?
ORDER BY session.day, session.starts_at, activity.title COLLATE NOCASE, session.id
"""
_CLOSED_DAYS = (
    "SELECT id, day, title, every_year FROM holiday WHERE gone = 0 AND state = 'ACTIVE' ORDER BY day"
)


@dataclass(frozen=True, slots=True)
class CalendarSession:
    """One session in the calendar; day and times are local texts."""

    session_id: str
    activity_id: str
    title: str
    kind: str
    day: str
    starts_at: str | None
    ends_at: str | None
    place: str | None
    state: str
    is_of_series: bool


@dataclass(frozen=True, slots=True)
class KeptClosedDay:
    """A day of the centre's own."""

    holiday_id: str
    day: str
    title: str
    every_year: bool


def sessions_between(store: Store, first: str, last: str) -> list[CalendarSession]:
    """The sessions from one day to another, both included, by day and time."""
    return [_session(row) for row in store.fetch(_SESSIONS_BETWEEN, (first, last))]


def own_closed_days(store: Store) -> list[KeptClosedDay]:
    """The days of the centre's own that count, by day."""
    return [
        KeptClosedDay(holiday_id, day, title or "", bool(every_year))
        for holiday_id, day, title, every_year in store.fetch(_CLOSED_DAYS)
    ]


def _session(row: tuple[Any, ...]) -> CalendarSession:
    return replace(CalendarSession(*row), is_of_series=bool(row[-1]))
