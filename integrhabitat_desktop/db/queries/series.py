"""Reads of the sessions that belong to a series."""

from dataclasses import dataclass, replace
from typing import Any

from integrhabitat_desktop.db.known_versions import version_seen
from integrhabitat_desktop.db.queries.present_marks import PRESENT_MARKS
from integrhabitat_desktop.db.store import Store

_COUNTED = """
    EXISTS (SELECT 1 FROM headcount WHERE headcount.activity_session = session.id AND headcount.gone = 0
        AND coalesce(girls, 0) + coalesce(boys, 0) + coalesce(women, 0) + coalesce(men, 0) + coalesce(others, 0) > 0)
    OR EXISTS (SELECT 1 FROM aggregate_attendance
        WHERE aggregate_attendance.session = session.id AND aggregate_attendance.gone = 0
            AND coalesce(women, 0) + coalesce(men, 0) + coalesce(others, 0) > 0)
"""
_MARKED = """
    EXISTS (SELECT 1 FROM attendance WHERE attendance.session = session.id AND attendance.gone = 0
        AND attendance.status {statuses})
"""
_ANY, _PRESENT = "<> 'NOT_RECORDED'", f"IN {PRESENT_MARKS}"
# What was recorded of a session makes it part of the past: who took part, counts without names, a state that says so.
# Who said beforehand that they cannot come does not.
_RECORDED = f"session.state = 'HELD' OR {_COUNTED} OR {_MARKED.format(statuses=_PRESENT)}"
_COLUMNS = f"""
SELECT session.id, session.activity, session.day, session.starts_at, session.ends_at, session.place, session.state,
    session.series, coalesce(session.series_day, session.day), {_RECORDED}
FROM activity_session AS session WHERE session.gone = 0
"""  # noqa: S608 - a constant
_OF_SERIES = (
    _COLUMNS + " AND session.series = ? ORDER BY coalesce(session.series_day, session.day), session.id"
)
_ONE = _COLUMNS + " AND session.id = ?"
_IS_MARKED_OR_COUNTED = f"""
SELECT {_COUNTED} OR {_MARKED.format(statuses=_ANY)} FROM activity_session AS session WHERE session.id = ?
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class SeriesSession:
    """A session with its place in a series; `has_record` where it was held, or anybody took part or was counted."""

    session_id: str
    activity_id: str
    day: str
    starts_at: str | None
    ends_at: str | None
    place: str | None
    state: str
    series: str | None
    series_day: str
    has_record: bool


def sessions_of_series(store: Store, series_id: str) -> list[SeriesSession]:
    """The sessions of a series by their day in it."""
    return [_session(row) for row in store.fetch(_OF_SERIES, (series_id,))]


def find_series_session(store: Store, session_id: str) -> SeriesSession | None:
    """One session with its place in its series; None where it is missing."""
    row = store.fetch_one(_ONE, (session_id,))
    return _session(row) if row else None


def is_marked_or_counted(store: Store, session_id: str) -> bool:
    """Whether anybody is marked at a session, or was counted there without a name."""
    row = store.fetch_one(_IS_MARKED_OR_COUNTED, (session_id,))
    return bool(row and row[0])


def is_known_elsewhere(store: Store, series_id: str) -> bool:
    """Whether the hub has the series, so that another computer may change it at the same time."""
    return version_seen(store.connection, "session_series", series_id) > 0


def _session(row: tuple[Any, ...]) -> SeriesSession:
    return replace(SeriesSession(*row), has_record=bool(row[-1]))
