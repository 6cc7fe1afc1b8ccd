"""Everybody of an activity against its sessions in a period: one read for the matrix, its papers and its register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import SAME_PERSON, kept_records
from integrhabitat_desktop.db.queries.enrolments import enrolled_on
from integrhabitat_desktop.db.queries.person_summaries import people_by_ids
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.attendance_counts import speaks_instead

EARLIER_SESSIONS: Final = 40
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
# The sessions of the period with the newest before it, each with everybody who is or was part of the activity or was
# marked in one of them. A session without anybody is a row too.
_CELLS = f"""
WITH shown AS (
    SELECT id, day, starts_at, ends_at, state, state_reason FROM activity_session
    WHERE activity = :activity AND gone = 0 AND day BETWEEN :first AND :last
    UNION ALL
    SELECT * FROM (
        SELECT id, day, starts_at, ends_at, state, state_reason FROM activity_session
        WHERE activity = :activity AND gone = 0 AND day < :first
        ORDER BY day DESC, starts_at DESC, id DESC LIMIT :earlier
    )
), people AS (
    SELECT person FROM enrolment
    WHERE activity = :activity AND gone = 0 AND status NOT IN ('INTERESTED', 'CANCELLED')
    UNION SELECT attendance.person FROM shown JOIN attendance ON attendance.session = shown.id
    WHERE attendance.gone = 0 AND attendance.status <> 'NOT_RECORDED'
)
SELECT shown.id, shown.day, shown.starts_at, shown.ends_at, shown.state, shown.state_reason,
    people.person, person.name, person.preferred_name, enrolment.role,
    enrolment.starts_on, enrolment.ends_on,
    enrolment.id IS NOT NULL AND {enrolled_on("shown.day")},
    mark.status, mark.minutes, mark.modality, mark.reason
FROM shown
LEFT JOIN people ON TRUE
LEFT JOIN person ON person.id = people.person AND person.gone = 0
LEFT JOIN enrolment ON enrolment.id = :activity || '.' || people.person AND enrolment.gone = 0
LEFT JOIN attendance AS mark ON mark.id = shown.id || '.' || people.person AND mark.gone = 0
    AND mark.status <> 'NOT_RECORDED'
"""  # noqa: S608 - constants
_PERIODS = """
SELECT day, state FROM activity_session WHERE activity = ? AND gone = 0 ORDER BY day, starts_at, id
"""
_MARKS_OF_PERSON_IN = f"""
SELECT held.id, held.activity, activity.title, held.day, held.state, mark.status,
    enrolment.id IS NOT NULL AND {enrolled_on("held.day")}
FROM attendance AS mark
JOIN activity_session AS held ON held.id = mark.session AND held.gone = 0
JOIN activity ON activity.id = held.activity AND activity.gone = 0
LEFT JOIN enrolment ON enrolment.id = held.activity || '.' || mark.person AND enrolment.gone = 0
WHERE mark.person IN {SAME_PERSON} AND mark.gone = 0 AND mark.status <> 'NOT_RECORDED'
ORDER BY held.day, coalesce(held.starts_at, ''), held.id, mark.person <> :person
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class MatrixSession:
    """One session; `day` is an ISO date, times are local `HH:MM`, `is_earlier` tells that it lies before the period."""

    session_id: str
    day: str
    starts_at: str | None
    ends_at: str | None
    state: str
    state_reason: str | None
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class MatrixMark:
    """How a person stood in a session: enrolled on its day or not, and the mark, None where none was recorded."""

    is_enrolled: bool
    status: str | None = None
    minutes: int | None = None
    modality: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixPerson:
    """Somebody with a mark or a place in the sessions; `marks` by session. Who `is_hidden` is counted, not shown."""

    person_id: str
    name: str
    preferred_name: str | None
    role: str | None
    starts_on: str | None
    ends_on: str | None
    is_hidden: bool
    marks: Mapping[str, MatrixMark]


class _Found(NamedTuple):
    name: str | None
    preferred_name: str | None
    role: str | None
    starts_on: str | None
    ends_on: str | None


_NOTHING: Final = _Found(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class MatrixCells:
    """The sessions by day and time, and the people in no particular order."""

    sessions: tuple[MatrixSession, ...]
    people: tuple[MatrixPerson, ...]


@dataclass(frozen=True, slots=True)
class SessionDay:
    """The day of a session of an activity, and its state."""

    day: str
    state: str


@dataclass(frozen=True, slots=True)
class PersonMark:
    """One mark of a person, by day over all their activities."""

    activity_id: str
    title: str
    day: str
    state: str
    status: str
    is_enrolled: bool


def matrix_cells(
    store: Store,
    activity_id: str,
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
    earlier: int = EARLIER_SESSIONS,
) -> MatrixCells:
    """Sessions from `first` to `last` (ISO dates, without them all), and up to `earlier` before them, against
    everybody concerned.

    Joined records of one person are one; whose record is blocked or erased is told as hidden. StoreError.
    """
    parameters = {"activity": activity_id, "first": first, "last": last, "earlier": earlier}
    sessions: dict[str, MatrixSession] = {}
    found: dict[str, _Found] = {}
    marks: dict[str, dict[str, MatrixMark]] = {}
    kinds: dict[tuple[Any, ...], MatrixMark] = {}
    for row in store.fetch(_CELLS, parameters):
        session_id, day, person_id = row[0], row[1], row[6]
        if session_id not in sessions:
            sessions[session_id] = MatrixSession(*(*row[:6], day < first))
        if person_id is None:
            continue
        if person_id not in found:
            found[person_id] = _Found(*row[7:12])
        if row[12] or row[13] is not None:
            # There are thousands of marks, and few that differ.
            said = row[12:]
            if said not in kinds:
                kinds[said] = MatrixMark(bool(row[12]), *row[13:])
            marks.setdefault(person_id, {})[session_id] = kinds[said]
    in_order = sorted(sessions.values(), key=lambda it: (it.day, it.starts_at or "", it.session_id))
    return MatrixCells(tuple(in_order), tuple(_people(store, found, marks)))


def session_days(store: Store, activity_id: str) -> list[SessionDay]:
    """The days on which an activity has sessions. StoreError."""
    return [SessionDay(*row) for row in store.fetch(_PERIODS, (activity_id,))]


def marks_of_person(store: Store, person_id: str) -> list[PersonMark]:
    """The mark of each session of a person, whichever of their records it names, by day. StoreError."""
    found: dict[str, PersonMark] = {}
    for session_id, *row, enrolled in store.fetch(_MARKS_OF_PERSON_IN, {"person": person_id}):
        mark, standing = PersonMark(*(*row, bool(enrolled))), found.get(session_id)
        if standing is None or speaks_instead(mark.status, standing.status):
            found[session_id] = mark
    return list(found.values())


def _people(
    store: Store,
    found: Mapping[str, _Found],
    marks: Mapping[str, Mapping[str, MatrixMark]],
) -> list[MatrixPerson]:
    ids = list(marks)
    with store_errors():
        kept = kept_records(store.connection, ids)
        hidden = restricted_among(store.connection, ids)
    names: Mapping[str, Any] = people_by_ids(store, sorted(set(kept.values()))) if kept else {}
    together: dict[str, dict[str, MatrixMark]] = {}
    for person_id in sorted(ids, key=lambda it: it in kept):
        own = together.setdefault(kept.get(person_id, person_id), {})
        for session_id, mark in marks[person_id].items():
            own[session_id] = _merged(own.get(session_id), mark)
    people = []
    for person_id, own in together.items():
        of = [person_id, *(it for it, other in kept.items() if other == person_id)]
        # The enrolment may be of another record of the same person.
        facts = next(
            (found[it] for it in of if it in found and found[it].role), found.get(person_id, _NOTHING)
        )
        summary = names.get(person_id)
        name = summary.name if summary is not None else facts.name
        preferred_name = summary.preferred_name if summary is not None else facts.preferred_name
        # A person whose record has not been received yet has no name: counted, and not shown.
        is_hidden = name is None or any(it in hidden for it in of)
        people.append(
            MatrixPerson(
                person_id,
                name or "",
                preferred_name,
                facts.role,
                facts.starts_on,
                facts.ends_on,
                is_hidden,
                own,
            )
        )
    return people


def _merged(one: MatrixMark | None, other: MatrixMark) -> MatrixMark:
    """What two records of one person say about a session; the kept one is asked first."""
    if one is None:
        return other
    spoken = other if speaks_instead(other.status, one.status) else one
    return MatrixMark(
        one.is_enrolled or other.is_enrolled, spoken.status, spoken.minutes, spoken.modality, spoken.reason
    )
