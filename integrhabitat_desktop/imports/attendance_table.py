"""An attendance matrix in a spreadsheet: where its titles and days stand, and what each row says of whom."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.attendance_dates import (
    DateHeading,
    count_dates,
    impossible_days,
    read_dates,
)
from integrhabitat_desktop.imports.attendance_marks import MarkCell, propose_meanings, read_cell
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column, propose_columns
from integrhabitat_desktop.imports.header import Header, find_header, header_at, heading_rows
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.raw_table import RawTable
from integrhabitat_desktop.imports.row_answers import ImportedPerson, SkippedRow, SkipReason
from integrhabitat_desktop.imports.words import code_words

_SEARCH: Final = 25
_NEAR: Final = 3
_ID_TAG: Final = "#meta+id"
_NAMES: Final = frozenset({Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES})


@dataclass(frozen=True, slots=True)
class AttendanceLayout:
    """The rows of titles, what each column says of people, the column of record numbers, and the days.

    `impossible` are titles written like a date of which there is none; their columns are not read.
    """

    header: Header
    columns: tuple[Column, ...]
    id_place: int | None
    dates: tuple[DateHeading, ...]
    impossible: tuple[str, ...] = ()

    @property
    def first_number(self) -> int:
        """The number of the first row under the titles, as spreadsheets count."""
        return self.header.last + 2


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A row in which somebody stands, with the filled cells under the days by their columns."""

    number: int
    person: ImportedPerson
    record_id: str | None
    cells: tuple[tuple[int, MarkCell], ...]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be used. Codes as of a register of people, and `name_missing` where marks stand alone."""

    number: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class AttendanceRows:
    """Everything under the titles."""

    rows: tuple[AttendanceRow, ...]
    broken: tuple[BrokenRow, ...]
    skipped: tuple[SkippedRow, ...]


def find_layout(table: RawTable, known: Set[str], today: date) -> AttendanceLayout | None:
    """The layout by the row that holds the most days; None where no row holds any. `known` as for `read_dates`."""
    best, best_score = -1, (0, False)
    best_dates: tuple[DateHeading, ...] = ()
    for number, cells in enumerate(table.rows[:_SEARCH]):
        found = _dates_in(table, number, known, today)
        score = len(found), _knows_people(cells)
        if found and score > best_score:
            best, best_dates, best_score = number, found, score
    if best < 0:
        return None
    header = _header(table, best)
    columns = _people_columns(table, header, best_dates)
    impossible = impossible_days(table.rows[best], today)
    return AttendanceLayout(header, columns, _id_place(table, header), best_dates, impossible)


def read_rows(
    table: RawTable, layout: AttendanceLayout, columns: Sequence[Column], today: date
) -> AttendanceRows:
    """Every row under the titles, with `columns` as somebody may have chosen them."""
    body = table.rows[layout.header.last + 1 :]
    titles = table.rows[layout.header.first : layout.header.last + 1]
    reader = RowReader(columns, body, code_words(), today, titles, heading_rows(table))
    rows: list[AttendanceRow] = []
    broken: list[BrokenRow] = []
    skipped: list[SkippedRow] = []
    for number, cells in enumerate(body, start=layout.first_number):
        marks = tuple(_marks(cells, layout.dates))
        reason = reader.skip_reason(number, cells)
        if reason is SkipReason.BLANK and _are_marks(marks):
            broken.append(BrokenRow(number, "name_missing", _joined(cells)))
        elif reason is not None or (_are_counts(marks) and not reader.names_somebody(cells)):
            skipped.append(SkippedRow(number, reason or SkipReason.TOTALS))
        else:
            person, problems = reader.read(number, cells)
            broken += [BrokenRow(number, it.code, it.value) for it in problems if it.is_row]
            if person is not None:
                rows.append(AttendanceRow(number, person, _record_id(cells, layout), marks))
    return AttendanceRows(tuple(rows), tuple(broken), tuple(skipped))


def _dates_in(table: RawTable, row: int, known: Set[str], today: date) -> tuple[DateHeading, ...]:
    cells = table.rows[row]
    whole = count_dates(cells)
    # Days alone, below the name of their month: only in a row of titles, or every list of figures would be one.
    if not _knows_people(cells):
        return read_dates(cells, (), known, today) if whole else ()
    groups = header_at(table, row).groups
    month = next((text for text in _texts_above(table, row) if count_dates([f"1 {text}"])), "")
    context = [
        groups[place] if place < len(groups) and groups[place] else month for place in range(len(cells))
    ]
    found = read_dates(cells, context, known, today)
    if len(found) == whole:
        return found
    days = {it.day for it in found}
    # "1, 2, 3" are the numbers of the sessions, unless there were sessions on those days.
    is_numbering = sorted(int(it[-2:]) for it in days) == list(range(1, len(days) + 1)) and not days & known
    return read_dates(cells, (), known, today) if is_numbering or len(days) < len(found) else found


def _texts_above(table: RawTable, row: int) -> Iterator[str]:
    """The words of the rows above, the nearest row first: a month with or without its year stands among them."""
    for cells in reversed(table.rows[:row]):
        for cell in cells:
            words = [it for it in fold(str(cell or "")).split() if it != "de"]
            yield from (" ".join(pair) for pair in pairwise(words))
            yield from words


def _knows_people(cells: Sequence[Cell]) -> bool:
    return bool(_NAMES & set(propose_columns(cells)))


def _header(table: RawTable, dates_row: int) -> Header:
    """The rows of titles from the first to the last, whether names and days are titled in one row or in two."""
    own = header_at(table, dates_row)
    if _knows_people(table.rows[dates_row]):
        return own
    people = find_header(table)
    if people is None or abs(people.last - dates_row) > _NEAR or people.first > dates_row + _NEAR:
        return own
    if not _knows_people(table.rows[people.last]):
        return own
    width = max(len(own.titles), len(people.titles))
    titles = [_at(people.titles, place) or _at(own.titles, place) for place in range(width)]
    groups = [_at(people.groups, place) for place in range(width)]
    return Header(min(own.first, people.first), max(own.last, people.last), tuple(titles), tuple(groups))


def _people_columns(table: RawTable, header: Header, dates: Sequence[DateHeading]) -> tuple[Column, ...]:
    days = {it.place for it in dates}
    titles = [None if place in days else title for place, title in enumerate(header.titles)]
    width = max((len(it) for it in table.rows), default=0)
    found = list(propose_columns([*titles, *[None] * (width - len(titles))], header.groups))
    if not _NAMES & set(found):
        place = _likeliest_names(table.rows[header.last + 1 :], days)
        if place is not None:
            found[place] = Column.NAME
    return tuple(found)


def _likeliest_names(body: Sequence[Sequence[Cell]], days: Set[int]) -> int | None:
    """The column in which most cells hold several words."""
    counts: dict[int, int] = {}
    for cells in body:
        for place, cell in enumerate(cells):
            if place not in days and isinstance(cell, str) and len(fold(cell).split()) > 1:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda it: (counts[it], -it), default=None)


def _id_place(table: RawTable, header: Header) -> int | None:
    for cells in table.rows[header.first : header.last + 1 + _NEAR]:
        for place, cell in enumerate(cells):
            if cell == _ID_TAG:
                return place
    return None


def _marks(cells: Sequence[Cell], dates: Sequence[DateHeading]) -> Iterator[tuple[int, MarkCell]]:
    for it in dates:
        mark = read_cell(cells[it.place]) if it.place < len(cells) else None
        if mark is not None:
            yield it.place, mark


def _are_marks(marks: Sequence[tuple[int, MarkCell]]) -> bool:
    """Whether there are marks beside nobody: known ones, and no figures."""
    keys = {mark.key for _place, mark in marks if not mark.key.isdigit()}
    return any(propose_meanings(keys).values())


def _are_counts(marks: Sequence[tuple[int, MarkCell]]) -> bool:
    """Whether figures alone stand there, some greater than any mark: beside nobody they count the other rows."""
    keys = [mark.key for _place, mark in marks]
    return bool(keys) and all(map(str.isdigit, keys)) and any(int(it) > 1 for it in keys)


def _record_id(cells: Sequence[Cell], layout: AttendanceLayout) -> str | None:
    if layout.id_place is None or layout.id_place >= len(cells):
        return None
    cell = cells[layout.id_place]
    return str(cell) if cell is not None else None


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _joined(cells: Sequence[Cell]) -> str:
    return " · ".join(str(cell) for cell in cells if cell is not None)[:80]
