"""Reads of who stayed away: marks of those enrolled in open activities, and what was already done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import SAME_PERSON, involved, kept_records, same_person
from integrhabitat_desktop.db.queries.person_summaries import people_by_ids
from integrhabitat_desktop.db.queries.present_marks import PRESENT_MARKS
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.attendance_counts import speaks_instead
from integrhabitat_protocol.ids import natural_id

_encode = msgspec.json.Encoder().encode

# Few of all who are enrolled were absent that often at all. Of joined records each may hold some of the marks.
_OFTEN_ABSENT = """
SELECT session.activity, attendance.person FROM activity
JOIN activity_session AS session ON session.activity = activity.id AND session.gone = 0
    AND session.state = 'HELD' AND session.day BETWEEN :since AND :today
JOIN attendance ON attendance.session = session.id AND attendance.gone = 0 AND attendance.status = 'ABSENT'
WHERE activity.gone = 0 AND activity.state = 'OPEN'
GROUP BY session.activity, attendance.person
HAVING count(*) >= :least OR attendance.person IN (
    SELECT person FROM person_merge WHERE state = 'JOINED' AND gone = 0
    UNION SELECT survivor FROM person_merge WHERE state = 'JOINED' AND gone = 0
)
"""
# Who has left, waits for a place or has ended is not expected any more; a session before somebody began is not theirs.
_MARKS = """
SELECT enrolment.activity, activity.title, enrolment.person, session.id, session.day, attendance.status,
    enrolment.role, activity.kind
FROM enrolment
JOIN activity ON activity.id = enrolment.activity AND activity.gone = 0 AND activity.state = 'OPEN'
JOIN activity_session AS session ON session.activity = activity.id AND session.gone = 0
    AND session.state = 'HELD' AND session.day BETWEEN :since AND :today
    AND (enrolment.starts_on IS NULL OR session.day >= enrolment.starts_on)
JOIN attendance ON attendance.id = session.id || '.' || enrolment.person AND attendance.gone = 0
WHERE enrolment.id IN (SELECT value FROM json_each(:enrolments))
    AND enrolment.gone = 0 AND enrolment.status = 'ENROLLED'
    AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= :today)
ORDER BY enrolment.activity, session.day, session.starts_at, session.id
"""
_ATTENDED = f"""
SELECT max(session.day) FROM activity_session AS session
JOIN attendance ON attendance.session = session.id AND attendance.gone = 0
WHERE session.activity = :activity AND session.gone = 0 AND attendance.person IN {SAME_PERSON}
    AND attendance.status IN {PRESENT_MARKS}
"""  # noqa: S608 - constants
_FOLLOWED = """
SELECT person, activity, max(day), max(state = 'OPEN') FROM follow_up
WHERE activity IS NOT NULL AND gone = 0 GROUP BY person, activity
"""


@dataclass(frozen=True, slots=True)
class MarksOfPerson:
    """The marks of one person in one activity by day, as (day, code of attendance_status); their role and its kind."""

    person: str
    name: str
    activity: str
    title: str
    marks: tuple[tuple[str, str], ...]
    role: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The newest task about an absence: its day, and whether one is still to do."""

    day: str
    is_open: bool


def marks_of_absent(store: Store, since: str, today: str, least: int) -> list[MarksOfPerson]:
    """All marks from `since` on of whoever is enrolled in an open activity and was absent `least` times or more.

    Nobody who is blocked; of joined people also some who were absent less often. StoreError.
    """
    span = {"since": since, "today": today}
    often = store.fetch(_OFTEN_ABSENT, {**span, "least": least})
    enrolments = sorted(_enrolments(store, often))
    rows = store.fetch(_MARKS, {**span, "enrolments": _encode(enrolments).decode()})
    kept, hidden = _kept_and_hidden(store, [row[2] for row in rows])
    titles: dict[str, str] = {}
    parts: dict[tuple[str, str], tuple[str | None, str]] = {}
    marks: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for activity, title, person, session, day, status, role, kind in rows:
        if person in hidden:
            continue
        titles[activity] = title
        key = kept.get(person, person), activity
        parts[key] = role, kind
        own = marks.setdefault(key, {})
        if session not in own or speaks_instead(status, own[session][1]):
            own[session] = day, status
    names = people_by_ids(store, sorted({person for person, _activity in marks}))
    return [
        MarksOfPerson(
            person,
            names[person].name,
            activity,
            titles[activity],
            tuple(found.values()),
            *parts[person, activity],
        )
        for (person, activity), found in marks.items()
        if person in names
    ]


def _enrolments(store: Store, often: Sequence[tuple[str, str]]) -> set[str]:
    """The ids of the enrolments of these people, by activity and person, and of all their joined records."""
    found = {natural_id(activity, person) for activity, person in often}
    with store_errors():
        joined = set(involved(store.connection, {person for _activity, person in often}))
        for activity, person in often:
            if person in joined:
                found.update(natural_id(activity, it) for it in same_person(store.connection, person))
    return found


def last_attended_on(store: Store, activity_id: str, person_id: str) -> str | None:
    """The last day a person took part in an activity, however long ago; None where they never did. StoreError."""
    row = store.fetch_one(_ATTENDED, {"activity": activity_id, "person": person_id})
    return row[0] if row else None


def followed_absences(store: Store) -> dict[tuple[str, str], Followed]:
    """By person and activity the newest task about an absence. StoreError."""
    rows = store.fetch(_FOLLOWED)
    kept, _hidden = _kept_and_hidden(store, [row[0] for row in rows])
    found: dict[tuple[str, str], Followed] = {}
    for person, activity, day, is_open in rows:
        key = kept.get(person, person), activity
        before = found.get(key, Followed("", False))
        found[key] = Followed(max(day, before.day), bool(is_open) or before.is_open)
    return found


def _kept_and_hidden(store: Store, people: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    once = sorted(set(people))
    return kept_records(store.connection, once), restricted_among(store.connection, once)
