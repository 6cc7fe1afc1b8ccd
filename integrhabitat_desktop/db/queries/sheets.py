"""Reads of the sign-in sheets that were printed, and of who stands on them now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.queries.person_summaries import people_by_ids
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.attendance_counts import speaks_instead

_COLUMNS: Final = """
SELECT sheet.id, sheet.session, sheet.sheet_code, coalesce(sheet.people, ''), coalesce(sheet.blank_rows, 0),
    sheet.printed_on, activity.title, held.day, held.starts_at, held.state
FROM attendance_sheet AS sheet
JOIN activity_session AS held ON held.id = sheet.session AND held.gone = 0
JOIN activity ON activity.id = held.activity
WHERE sheet.gone = 0
"""
_BY_CODE = _COLUMNS + " AND sheet.sheet_code = ? ORDER BY sheet.printed_on DESC, sheet.id DESC"
_BY_ID = _COLUMNS + " AND sheet.id = ?"
_OF_SESSION = _COLUMNS + " AND sheet.session = ? ORDER BY sheet.printed_on DESC, sheet.id DESC"
_LATEST = (
    _COLUMNS
    + " AND held.day <= ? AND held.state IN ('PLANNED', 'HELD') ORDER BY held.day DESC, sheet.id DESC LIMIT ?"
)
_IS_TAKEN = "SELECT EXISTS (SELECT 1 FROM attendance_sheet WHERE sheet_code = ?)"
_MARKED_IN = """
SELECT person, status FROM attendance WHERE session = ? AND gone = 0 AND status <> 'NOT_RECORDED'
"""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A printed sheet: `people` are the ids of its rows from the top, before `blank_rows` empty ones."""

    id: str
    session: str
    code: str
    people: tuple[str, ...]
    blank_rows: int
    printed_on: str | None
    title: str
    day: str
    starts_at: str | None
    state: str


@dataclass(frozen=True, slots=True)
class PrintedPeople:
    """Of the people on a sheet: the name of those who may be shown, and of joined ones whose record is kept.

    `marks` tells of everybody marked in the session, by the record that is kept: the one that was marked, and how.
    """

    names: dict[str, str]
    kept: dict[str, str]
    hidden: frozenset[str]
    marks: dict[str, tuple[str, str]]


def sheets_of_code(store: Store, code: str) -> list[SheetRow]:
    """The sheets with this code, mostly one, newest first. StoreError."""
    return [_row(row) for row in store.fetch(_BY_CODE, (code,))]


def find_sheet(store: Store, sheet_id: str) -> SheetRow | None:
    """One sheet; None where it, its session or its activity is missing or has not been received. StoreError."""
    row = store.fetch_one(_BY_ID, (sheet_id,))
    return _row(row) if row else None


def sheets_of_session(store: Store, session_id: str) -> list[SheetRow]:
    """The sheets that were printed for a session, newest first. StoreError."""
    return [_row(row) for row in store.fetch(_OF_SESSION, (session_id,))]


def latest_sheets(store: Store, today: str, limit: int) -> list[SheetRow]:
    """The sheets of sessions up to today, the latest session first. StoreError."""
    return [_row(row) for row in store.fetch(_LATEST, (today, limit))]


def is_sheet_code_taken(store: Store, code: str) -> bool:
    """Whether a sheet has this code already. StoreError."""
    row = store.fetch_one(_IS_TAKEN, (code,))
    return bool(row and row[0])


def printed_people(store: Store, session_id: str, people: Sequence[str]) -> PrintedPeople:
    """What may be shown of the people of a sheet today, and the marks of its session. StoreError."""
    statuses: dict[str, str] = dict(store.fetch(_MARKED_IN, (session_id,)))
    with store_errors():
        kept = kept_records(store.connection, {*people, *statuses})
        now = [kept.get(it, it) for it in people]
        hidden = restricted_among(store.connection, {*people, *now})
    names = {
        person_id: person.preferred_name or person.name
        for person_id, person in people_by_ids(store, sorted(set(now) - hidden)).items()
    }
    marks: dict[str, tuple[str, str]] = {}
    for person, status in sorted(statuses.items(), key=lambda it: it[0] in kept):
        one = kept.get(person, person)
        if one not in marks or speaks_instead(status, marks[one][1]):
            marks[one] = person, status
    return PrintedPeople(names, kept, frozenset(hidden), marks)


def _row(row: Sequence[object]) -> SheetRow:
    sheet_id, session, code, people, blank_rows, printed_on, title, day, starts_at, state = row
    return SheetRow(
        id=str(sheet_id),
        session=str(session),
        code=str(code),
        people=tuple(str(people).split()),
        blank_rows=int(str(blank_rows)),
        printed_on=str(printed_on) if printed_on else None,
        title=str(title),
        day=str(day),
        starts_at=str(starts_at) if starts_at else None,
        state=str(state),
    )
