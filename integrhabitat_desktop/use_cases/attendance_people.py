"""Who stands in the rows of an attendance matrix: first among the people of the activity, then among everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.queries.attendance_matrix import MatrixPerson
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, people_by_ids
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.name_likeness import NameLikeness, compare_names
from integrhabitat_desktop.imports.attendance_table import AttendanceRow
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Meter
from integrhabitat_desktop.use_cases.match_people import MatchedBy, RowClues, RowMatch, match_person

_MOST_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Who a row is about: one person, or those who may be meant, likeliest first; nobody where none is alike."""

    is_sure: bool
    people: tuple[PersonSummary, ...] = ()


class AttendancePeople:
    """Finds the people of rows. Blocked people are found by nothing."""

    def __init__(self, desk: Desk, people: Sequence[MatrixPerson]) -> None:
        self._desk = desk
        here = {it.person_id: it for it in people if not it.is_hidden}
        self._summaries = people_by_ids(desk.store, sorted(here))
        self._by_name: dict[tuple[str, ...], list[str]] = {}
        for person_id, it in here.items():
            for name in {_key(it.name), _key(it.preferred_name or it.name)}:
                self._by_name.setdefault(name, []).append(person_id)

    def find(self, row: AttendanceRow) -> PersonMatch:
        """Who a row is about."""
        person = row.person
        clues = RowClues(
            person.name,
            person.birth_date,
            person.birth_precision,
            person.document_type,
            person.document_number,
            (row.record_id,) if row.record_id else (),
        )
        if clues.codes or clues.document_number:
            found = match_person(self._desk, clues)
            if found.by in (MatchedBy.CODE, MatchedBy.DOCUMENT):
                return PersonMatch(True, found.people)
        namesakes = self._by_name.get(_key(person.name), [])
        if len(namesakes) == 1:
            return PersonMatch(True, self._shown(namesakes))
        # Several people of one name: the document or the record number would have told them apart.
        return self._unsure(namesakes, match_person(self._desk, clues), person.name)

    def _unsure(self, namesakes: Sequence[str], elsewhere: RowMatch, name: str) -> PersonMatch:
        alike = [] if namesakes else self._alike(name)
        if not namesakes and not alike and elsewhere.by is MatchedBy.NAME:
            return PersonMatch(True, elsewhere.people)
        possible = {it.id: it for it in (*self._shown([*namesakes, *alike]), *elsewhere.people)}
        return PersonMatch(False, tuple(possible.values())[:_MOST_SHOWN])

    def _alike(self, name: str) -> list[str]:
        """The people of the activity whose name is nearly this one: a slip of whoever typed the list."""
        return [
            person_id
            for person_id, summary in self._summaries.items()
            if compare_names(name, summary.name).likeness is not NameLikeness.DIFFERENT
        ]

    def _shown(self, ids: Sequence[str]) -> tuple[PersonSummary, ...]:
        return tuple(self._summaries[it] for it in ids if it in self._summaries)


class Newcomers:
    """Rows of people to register, and which of them are about one person."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], list[AttendanceRow]] = {}
        self._documents: dict[tuple[str | None, str], AttendanceRow] = {}

    def first_row(self, row: AttendanceRow) -> int | None:
        """The number of the earlier row of the same person; None where this is the first, which is then known.

        Of one name are two people only where their documents or their birth dates say so.
        """
        document, name = _document(row), _key(row.person.name)
        if document is not None and document in self._documents:
            return self._documents[document].number
        for other in self._rows.get(name, []):
            if not _told_apart(row, other):
                return other.number
        self._rows.setdefault(name, []).append(row)
        if document is not None:
            self._documents[document] = row
        return None


def _told_apart(row: AttendanceRow, other: AttendanceRow) -> bool:
    documents, births = (_document(row), _document(other)), (_birth_day(row), _birth_day(other))
    return any(None not in pair and pair[0] != pair[1] for pair in (documents, births))


def _birth_day(row: AttendanceRow) -> str | None:
    return row.person.birth_date if row.person.birth_precision == "DAY" else None


def _document(row: AttendanceRow) -> tuple[str | None, str] | None:
    kind, number = row.person.document_type, row.person.document_number
    return (kind, document_key(kind or "", number)) if number else None


def match_rows(
    desk: Desk, rows: Sequence[AttendanceRow], people: Sequence[MatrixPerson], meter: Meter
) -> Mapping[int, PersonMatch]:
    """By the number of the row who it is about. StoreError, and whatever `meter` raises."""
    finder = AttendancePeople(desk, people)
    found: dict[int, PersonMatch] = {}
    for done, row in enumerate(rows):
        meter.report(done, len(rows), "compare")
        found[row.number] = finder.find(row)
    meter.report(len(rows), len(rows), "compare")
    return found


def _key(name: str) -> tuple[str, ...]:
    """The words of a name in no order: lists put the surnames first."""
    return tuple(sorted(name_tokens(name)))
