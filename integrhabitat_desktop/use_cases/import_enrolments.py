"""Enrol people from a spreadsheet: who is meant in each row is looked up first; nothing is written by that."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column, propose_columns
from integrhabitat_desktop.imports.document_cell import split_prefix
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.header import find_header, heading_rows
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.raw_table import RawTable, read_table
from integrhabitat_desktop.imports.words import code_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_many import Candidate, candidates
from integrhabitat_desktop.use_cases.import_duplicates import Meter
from integrhabitat_desktop.use_cases.match_people import MatchedBy, RowClues, RowMatch, match_person

__all__ = ["ImportFailure", "MatchedBy", "SheetReport", "SheetRow"]

_NAMES = {Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES}
_SHORTEST_CODE, _LONGEST_CODE = 8, 40
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row in which somebody stands: its number as spreadsheets count, what it says, and who may be meant."""

    number: int
    text: str
    by: MatchedBy
    people: tuple[PersonSummary, ...]


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What an enrolling from the file would do. Somebody who stands in several rows is one candidate.

    `sure` are the people of clear rows; `unsure` rows have people of which somebody must choose; in `nobody` rows
    stands who is not registered, or whose record may not be used.
    """

    name: str
    sure: tuple[Candidate, ...]
    unsure: tuple[SheetRow, ...]
    nobody: tuple[SheetRow, ...]
    choices: tuple[Candidate, ...]
    repeated: int


def match_sheet(desk: Desk, activity_id: str, path: Path, meter: Meter) -> SheetReport:
    """Look up everybody of a file: columns of names, documents, or the codes of cards and records; any titles.

    RuleViolation `not_allowed`, `activity_not_found`; ImportFailure, StoreError, and whatever `meter` raises.
    """
    require(desk.staff, Permission.ENROL)
    table = read_table(path)
    rows = _clues(desk, table)
    if not rows:
        raise ImportFailure("no_rows")
    found: list[SheetRow] = []
    for place, (number, text, clues) in enumerate(rows):
        meter.report(place, len(rows))
        match: RowMatch = match_person(desk, clues)
        found.append(SheetRow(number, text, match.by, match.people))
    meter.raise_if_cancelled()
    sure = [it for it in found if it.by not in (MatchedBy.UNSURE, MatchedBy.NOBODY)]
    people = {it.people[0].id: it.people[0] for it in sure}
    unsure = tuple(it for it in found if it.by is MatchedBy.UNSURE)
    choices = {person.id: person for it in unsure for person in it.people if person.id not in people}
    return SheetReport(
        path.name,
        candidates(desk, activity_id, people.values()),
        unsure,
        tuple(it for it in found if it.by is MatchedBy.NOBODY),
        candidates(desk, activity_id, choices.values(), notes=_notes(unsure)),
        len(sure) - len(people),
    )


def _notes(rows: Sequence[SheetRow]) -> dict[str, str]:
    """For whoever may be meant: what stands in the first such row."""
    notes: dict[str, str] = {}
    for it in rows:
        for person in it.people:
            notes.setdefault(person.id, f"{it.number}: {it.text}")
    return notes


def _clues(desk: Desk, table: RawTable) -> list[tuple[int, str, RowClues]]:
    header = find_header(table)
    titles = () if header is None else header.titles
    columns = propose_columns(
        [*titles, *[None] * (table.width - len(titles))], () if header is None else header.groups
    )
    # A title that nobody knows is a row of the list itself.
    knows_titles = any(it is not Column.IGNORE for it in columns)
    first = header.last + 1 if header is not None and knows_titles else 0
    rows = table.rows[first:]
    title_rows = () if header is None or not knows_titles else table.rows[header.first : header.last + 1]
    reader = RowReader(columns, rows, code_words(), desk.today(), title_rows, heading_rows(table))
    read = []
    for place, cells in enumerate(rows):
        number = first + place + 1
        if reader.skip_reason(number, cells) is not None and knows_titles:
            continue
        clues = _by_columns(reader, number, cells) if _NAMES & set(columns) else None
        if clues is None:
            clues = _by_looks(cells)
        if clues is not None:
            read.append((number, " · ".join(str(it) for it in cells if it is not None), clues))
    return read


def _by_columns(reader: RowReader, number: int, cells: Sequence[Cell]) -> RowClues | None:
    person, _problems = reader.read(number, cells)
    if person is None:
        return None
    return RowClues(
        person.name,
        person.birth_date,
        person.birth_precision,
        person.document_type,
        person.document_number,
        _codes(cells),
    )


def _by_looks(cells: Sequence[Cell]) -> RowClues | None:
    """Of a row without known titles: the longest text with letters is a name, one with digits a document."""
    texts = [it for it in cells if isinstance(it, str)]
    names = [it for it in texts if any(map(str.isalpha, it)) and not any(map(str.isdigit, it))]
    numbers = [it for it in texts if sum(map(str.isdigit, it)) >= _FEWEST_DIGITS]
    if not names and not numbers:
        return None
    kind, number = split_prefix(numbers[0]) if numbers else (None, None)
    return RowClues(
        max(names, key=len, default=""),
        document_type=kind,
        document_number=number,
        codes=_codes(cells),
    )


def _codes(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The texts that could be the code of a card or of a record."""
    return tuple(
        it.strip()
        for it in cells
        if isinstance(it, str)
        and _SHORTEST_CODE <= len(it.strip()) <= _LONGEST_CODE
        and " " not in it.strip()
        and any(map(str.isdigit, it))
        and ("-" in it or any(map(str.isalpha, it)))
    )
