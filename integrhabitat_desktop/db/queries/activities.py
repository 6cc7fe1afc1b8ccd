"""Reads of activities, sessions, rosters and marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.queries.enrolments import enrolled_on
from integrhabitat_desktop.db.queries.joined_counts import enrolments_too_many, marks_too_many
from integrhabitat_desktop.db.queries.person_summaries import people_by_ids
from integrhabitat_desktop.db.queries.present_marks import PRESENT_MARKS
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.attendance_counts import speaks_instead

_ACTIVITIES = """
SELECT activity.id, activity.title, activity.kind, activity.state, activity.place,
    (SELECT count(*) FROM enrolment
        WHERE enrolment.activity = activity.id AND enrolment.status = 'ENROLLED' AND enrolment.gone = 0
            AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= ?)),
    (SELECT count(*) FROM activity_session AS held
        WHERE held.activity = activity.id AND held.gone = 0 AND held.state <> 'CANCELLED'),
    (SELECT min(upcoming.day) FROM activity_session AS upcoming
        WHERE upcoming.activity = activity.id AND upcoming.gone = 0 AND upcoming.day >= ?
            AND upcoming.state IN ('PLANNED', 'HELD')),
    (SELECT max(past.day) FROM activity_session AS past
        WHERE past.activity = activity.id AND past.gone = 0 AND past.day < ? AND past.state <> 'CANCELLED'),
    activity.capacity,
    (SELECT count(*) FROM enrolment
        WHERE enrolment.activity = activity.id AND enrolment.status = 'WAITLIST' AND enrolment.gone = 0)
FROM activity WHERE activity.gone = 0
ORDER BY activity.state = 'CLOSED', activity.title COLLATE NOCASE, activity.id
"""

_SESSION_COLUMNS = f"""
SELECT session.id, session.activity, activity.title, session.day, session.starts_at, session.ends_at,
    coalesce(session.place, activity.place), coalesce(session.facilitator, activity.facilitator),
    session.state, session.state_reason, activity.modality,
    (SELECT count(*) FROM activity_session AS earlier
        WHERE earlier.activity = session.activity AND earlier.gone = 0 AND earlier.state <> 'CANCELLED'
            AND (earlier.day, coalesce(earlier.starts_at, ''), earlier.id)
                <= (session.day, coalesce(session.starts_at, ''), session.id)),
    (SELECT count(*) FROM activity_session AS every_one
        WHERE every_one.activity = session.activity AND every_one.gone = 0 AND every_one.state <> 'CANCELLED'),
    (SELECT count(*) FROM attendance
        WHERE attendance.session = session.id AND attendance.gone = 0
            AND attendance.status IN {PRESENT_MARKS}),
    (SELECT count(*) FROM attendance
        WHERE attendance.session = session.id AND attendance.gone = 0
            AND attendance.status IN ('ABSENT', 'EXCUSED'))
FROM activity_session AS session JOIN activity ON activity.id = session.activity
WHERE session.gone = 0
"""  # noqa: S608 - constants
_SESSIONS_OF_ACTIVITY = (
    _SESSION_COLUMNS + " AND session.activity = ? ORDER BY session.day, session.starts_at, session.id"
)
_SESSIONS_OF_DAY = (
    _SESSION_COLUMNS
    + " AND session.day = ? ORDER BY session.starts_at, activity.title COLLATE NOCASE, session.id"
)
_UNSETTLED = (
    _SESSION_COLUMNS
    + " AND session.state = 'PLANNED' AND session.day >= ? AND session.day < ? AND activity.gone = 0"
    + " ORDER BY session.day DESC, session.starts_at, session.id"
)
_ONE_SESSION = _SESSION_COLUMNS + " AND session.id = ?"

# Who is expected: enrolled on the day of the session, or marked in it (a walk-in). Leaving the activity
# later does not take anybody off a past session.
_ROSTER = f"""
SELECT person.id, person.name, person.preferred_name, attendance.status, attendance.minutes,
    attendance.reason, attendance.modality, attendance.recorded_by, enrolment.id IS NOT NULL
FROM (
    SELECT person FROM enrolment
        WHERE activity = :activity AND gone = 0 AND {enrolled_on(":day")}
    UNION
    SELECT person FROM attendance WHERE session = :session AND gone = 0 AND status <> 'NOT_RECORDED'
) AS expected
JOIN person ON person.id = expected.person AND person.gone = 0
LEFT JOIN enrolment ON enrolment.id = :activity || '.' || person.id AND enrolment.gone = 0
LEFT JOIN attendance ON attendance.id = :session || '.' || person.id AND attendance.gone = 0
"""  # noqa: S608 - constants

_EARLIER_MARKS = """
WITH recent AS (
    SELECT id, day, starts_at FROM activity_session
    WHERE activity = ? AND gone = 0 AND state = 'HELD'
        AND (day, coalesce(starts_at, ''), id) < (?, ?, ?)
    ORDER BY day DESC, starts_at DESC, id DESC LIMIT ?
)
SELECT attendance.person, attendance.status
FROM recent JOIN attendance ON attendance.session = recent.id
WHERE attendance.gone = 0 AND attendance.status <> 'NOT_RECORDED'
ORDER BY recent.day, recent.starts_at, recent.id
"""

_STAFF_NAMES = "SELECT id, display_name FROM staff_account WHERE gone = 0"


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity in a list, with how many people are enrolled and wait; days are ISO dates."""

    activity_id: str
    title: str
    kind: str
    state: str
    place: str | None
    enrolled: int
    sessions: int
    next_day: str | None
    last_day: str | None
    capacity: int | None
    waiting: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session with its place in the activity (`number` of `total`), how many took part and how many were absent."""

    session_id: str
    activity_id: str
    title: str
    day: str
    starts_at: str | None
    ends_at: str | None
    place: str | None
    facilitator: str | None
    state: str
    state_reason: str | None
    activity_modality: str | None
    number: int
    total: int
    attended: int
    absent: int


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One expected person and the mark so far; `status` is None where nothing was recorded."""

    person_id: str
    name: str
    preferred_name: str | None
    status: str | None
    minutes: int | None
    reason: str | None
    modality: str | None
    recorded_by: str | None
    is_enrolled: bool


def list_activities(store: Store, today: str) -> list[ActivityRow]:
    """All activities, open ones first, by title."""
    found = [ActivityRow(*row) for row in store.fetch(_ACTIVITIES, (today, today, today))]
    too_many = enrolments_too_many(store, today)
    return [
        replace(it, enrolled=it.enrolled - twice[0], waiting=it.waiting - twice[1]) if twice else it
        for it in found
        for twice in [too_many.get(it.activity_id)]
    ]


def sessions_of_activity(store: Store, activity_id: str) -> list[SessionRow]:
    """The sessions of an activity by day."""
    return _sessions(store, _SESSIONS_OF_ACTIVITY, (activity_id,))


def sessions_of_day(store: Store, day: str) -> list[SessionRow]:
    """The sessions of a day by time."""
    return _sessions(store, _SESSIONS_OF_DAY, (day,))


def unsettled_sessions(store: Store, since: str, before: str) -> list[SessionRow]:
    """The sessions of past days that nobody marked nor noted as not held, the latest first."""
    return _sessions(store, _UNSETTLED, (since, before))


def find_session(store: Store, session_id: str) -> SessionRow | None:
    """One session; None where it is missing or its activity has not been received yet."""
    found = _sessions(store, _ONE_SESSION, (session_id,))
    return found[0] if found else None


def _sessions(store: Store, sql: str, parameters: Sequence[str]) -> list[SessionRow]:
    found = [SessionRow(*row) for row in store.fetch(sql, parameters)]
    too_many = marks_too_many(store, [it.session_id for it in found])
    return [
        replace(it, attended=it.attended - twice[0], absent=it.absent - twice[1]) if twice else it
        for it in found
        for twice in [too_many.get(it.session_id)]
    ]


def roster(store: Store, session: SessionRow) -> list[RosterRow]:
    """The people expected or marked at a session, in no particular order.

    Joined records of one person are one row, with the mark that counts, which stays where it was made. Whose record is
    blocked is left out; their marks stay and count.
    """
    rows = store.connection.execute(
        _ROSTER, {"activity": session.activity_id, "session": session.session_id, "day": session.day}
    ).fetchall()
    hidden = restricted_among(store.connection, [row[0] for row in rows])
    found = [_roster_row(row) for row in rows if row[0] not in hidden]
    kept = kept_records(store.connection, [it.person_id for it in found])
    return _once_each(store, found, kept) if kept else found


def _once_each(store: Store, found: Sequence[RosterRow], kept: Mapping[str, str]) -> list[RosterRow]:
    names = people_by_ids(store, sorted(set(kept.values())))
    rows: dict[str, list[RosterRow]] = {}
    for it in found:
        person = names.get(kept.get(it.person_id, ""))
        named = replace(it, name=person.name, preferred_name=person.preferred_name) if person else it
        rows.setdefault(kept.get(it.person_id, it.person_id), []).append(named)
    return [_speaking(same, kept) for same in rows.values()]


def _speaking(same: Sequence[RosterRow], kept: Mapping[str, str]) -> RosterRow:
    """The row whose mark counts; without any the one of the record that is kept."""
    first, *others = sorted(same, key=lambda it: it.person_id in kept)
    for it in others:
        if speaks_instead(it.status, first.status):
            first = it
    return first


def _roster_row(row: tuple[Any, ...]) -> RosterRow:
    person_id, name, preferred_name, status, minutes, reason, modality, recorded_by, enrolled = row
    return RosterRow(
        person_id=person_id,
        name=name,
        preferred_name=preferred_name,
        status=None if status == "NOT_RECORDED" else status,
        minutes=minutes,
        reason=reason,
        modality=modality,
        recorded_by=recorded_by,
        is_enrolled=bool(enrolled),
    )


def earlier_marks(store: Store, session: SessionRow, sessions: int) -> dict[str, Sequence[str]]:
    """For each person the marks of up to `sessions` held sessions before this one, oldest first."""
    marks: dict[str, list[str]] = {}
    parameters = (session.activity_id, session.day, session.starts_at or "", session.session_id, sessions)
    for person, status in store.fetch(_EARLIER_MARKS, parameters):
        marks.setdefault(person, []).append(status)
    return {person: tuple(found) for person, found in marks.items()}


def staff_names(store: Store) -> dict[str, str]:
    """The display name of every staff member by id."""
    return dict(store.fetch(_STAFF_NAMES))
