"""Reads what certificates are made of, those that were issued, and the one with a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.store import Store

_SESSIONS = """
SELECT id, day, starts_at, ends_at, state FROM activity_session
WHERE activity = ? AND gone = 0 AND state IN ('PLANNED', 'HELD') ORDER BY day, starts_at, id
"""
_MARKS = """
SELECT attendance.session, attendance.person, attendance.status, attendance.minutes
FROM activity_session AS held JOIN attendance ON attendance.session = held.id
WHERE held.activity = ? AND held.gone = 0 AND held.state = 'HELD'
    AND attendance.gone = 0 AND attendance.status <> 'NOT_RECORDED'
"""
_COLUMNS: Final = """
SELECT id, activity, person, check_code, name, activity_title, starts_on, ends_on, sessions, attended, minutes,
    issued_on, state FROM certificate
"""
_OF_ACTIVITY = _COLUMNS + " WHERE activity = ? AND gone = 0 ORDER BY state, issued_on DESC, id DESC"
_BY_CODE = _COLUMNS + " WHERE check_code = ? AND gone = 0 ORDER BY state, id LIMIT 1"


@dataclass(frozen=True, slots=True)
class SessionSpan:
    """One session that took place or may yet; `day` is an ISO date, times are local `HH:MM`."""

    session_id: str
    day: str
    starts_at: str | None
    ends_at: str | None
    state: str


@dataclass(frozen=True, slots=True)
class MarkMade:
    """A mark in a session that took place, of the person whose record is kept."""

    session_id: str
    person_id: str
    status: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate as it was printed; `state` is a code of `certificate_state`, days are ISO dates."""

    id: str
    activity: str
    person: str
    check_code: str
    name: str
    activity_title: str
    starts_on: str | None
    ends_on: str | None
    sessions: int | None
    attended: int | None
    minutes: int | None
    issued_on: str
    state: str


def session_spans(store: Store, activity_id: str) -> list[SessionSpan]:
    """The sessions of an activity that took place or are planned, by day. StoreError."""
    return [SessionSpan(*row) for row in store.fetch(_SESSIONS, (activity_id,))]


def marks_made(store: Store, activity_id: str) -> list[MarkMade]:
    """Every mark in the sessions of an activity that took place. StoreError."""
    rows = store.fetch(_MARKS, (activity_id,))
    kept = _kept(store, [row[1] for row in rows])
    return [MarkMade(session, kept.get(person, person), *rest) for session, person, *rest in rows]


def certificates_of_activity(store: Store, activity_id: str) -> dict[str, list[CertificateRow]]:
    """The certificates of an activity by the person whose record is kept, those that count first. StoreError."""
    rows = [CertificateRow(*row) for row in store.fetch(_OF_ACTIVITY, (activity_id,))]
    kept = _kept(store, [it.person for it in rows])
    found: dict[str, list[CertificateRow]] = {}
    for it in rows:
        found.setdefault(kept.get(it.person, it.person), []).append(it)
    return found


def certificate_of_code(store: Store, code: str) -> CertificateRow | None:
    """The certificate with this code, one that counts before others. StoreError."""
    row = store.fetch_one(_BY_CODE, (code,))
    return CertificateRow(*row) if row else None


def _kept(store: Store, people: Sequence[str]) -> dict[str, str]:
    with store_errors():
        return kept_records(store.connection, set(people))
