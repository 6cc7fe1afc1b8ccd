"""One row of a register as a person, or the reasons why it is not one."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Final

from integrhabitat_desktop.domain.date_entry import DateEntry
from integrhabitat_desktop.domain.document_number import WITHOUT_NUMBER, document_key
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.birth_cell import EPOCH, month_stands_first, read_age, read_birth
from integrhabitat_desktop.imports.cells import Cell, western_digits
from integrhabitat_desktop.imports.columns import REPEATABLE, Column
from integrhabitat_desktop.imports.document_cell import is_rounded, split_prefix, split_rest
from integrhabitat_desktop.imports.name_cell import LONGEST_NAME, begins_like_formula, fault_of_name, name_of
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem, SkipReason
from integrhabitat_desktop.imports.row_kind import kind_of_row
from integrhabitat_desktop.imports.words import CodeWords, says_nothing, spelling

_LONGEST: Final = {
    Column.NAME: LONGEST_NAME,
    Column.PREFERRED_NAME: 200,
    Column.NEIGHBOURHOOD: 200,
    Column.DOCUMENT_NUMBER: 60,
    Column.PHONE: 120,
    Column.EMAIL: 120,
}
_SHOWN: Final = 80
_DOCUMENTS: Final = frozenset({Column.DOCUMENT_TYPE, Column.DOCUMENT_NUMBER})
_EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_BETWEEN_PHONES: Final = re.compile(r"\s*(?:[/;,|]|\s[oyu]\s|\s-\s)\s*")
# What a spreadsheet shows where a formula failed, in English and Spanish: #REF!, #¡VALOR!, #¿NOMBRE?
_FORMULA_ERROR: Final = re.compile(r"^#[¡¿]?(?:N/?[AD]|[A-ZÁÉÍÓÚ]+(?:/0)?[!?])$")
_FEWEST_DIGITS: Final = 6


class RowReader:
    """Reads the rows of one register. `columns` says what each cell means, `titles` are the rows of titles.

    `headings` are the numbers of rows that hold one text across the sheet: the name of a group, of a page. `second`
    are the places of names of a second person in the same row, `open_quotes` the numbers of rows in which a quote was
    left open, and `epoch` is the day from which the workbook counts days.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        words: CodeWords,
        today: date,
        titles: Sequence[Sequence[Cell]] = (),
        headings: Set[int] = frozenset(),
        *,
        second: Set[int] = frozenset(),
        open_quotes: Set[int] = frozenset(),
        epoch: date = EPOCH,
    ) -> None:
        self._columns, self._words, self._today, self._epoch = tuple(columns), words, today, epoch
        self._titles = frozenset(_spelled(row) for row in titles)
        self._first_titles = frozenset(spelled[0] for spelled in self._titles if spelled)
        self._headings, self._second, self._open_quotes = headings, second, open_quotes
        # What one cell leaves open the whole column tells: 5/11 and M mean different things in different registers.
        self._month_first = month_stands_first(_cells_of(Column.BIRTH_DATE, self._columns, rows))
        self._sexes = words.sexes_of(_cells_of(Column.SEX, self._columns, rows))

    def skip_reason(self, number: int, cells: Sequence[Cell]) -> SkipReason | None:
        """Why there is nobody to expect in a row; None where somebody is."""
        filled = [cell for cell in cells if cell is not None]
        if not filled:
            return SkipReason.BLANK
        if spelling(str(filled[0])) in self._first_titles and _spelled(cells) in self._titles:
            return SkipReason.TITLES
        if number in self._headings:
            return SkipReason.REMARK
        found = _found(self._columns, cells)
        # A line that is numbered for somebody who never came.
        return kind_of_row(found, cells, self._today) or (None if found else SkipReason.BLANK)

    def names_somebody(self, cells: Sequence[Cell]) -> bool:
        """Whether something stands where the names are."""
        return any(map(str.isalpha, name_of(_found(self._columns, cells))))

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[ImportedPerson | None, list[RowProblem]]:
        """The person of a row, with what was left out of it; no person and no problem where there is none to expect."""
        if self.skip_reason(number, cells) is not None:
            return None, []
        row = _Row(number, _found(self._columns, cells))
        row.drop_formula_errors()
        if any(cell is not None for cell in cells[len(self._columns) :]):
            row.reject("too_many_cells", _joined(cells))
            return None, row.problems
        if any(not _is_empty(cells[place]) for place in self._second if place < len(cells)):
            row.reject("two_people", _joined(cells))
            return None, row.problems
        name = name_of(row.found)
        if number in self._open_quotes:
            row.doubt(None, "quote_not_closed", _joined(cells))
        fault = fault_of_name(name) if name else "name_missing"
        if fault is not None:
            row.reject(fault, name or _joined(cells))
            return None, row.problems
        if begins_like_formula(name):
            row.doubt(None, "formula_sign", name)
        birth = self._birth(row)
        kind, document = self._document(row)
        person = ImportedPerson(
            number=number,
            name=name,
            preferred_name=row.text(Column.PREFERRED_NAME),
            birth_date=birth.iso if birth else None,
            birth_precision=birth.precision if birth else None,
            sex=row.code(Column.SEX, self._sexes),
            nationality=row.code(Column.NATIONALITY, self._words.countries),
            document_type=kind,
            document_number=document,
            phones=_phones(row),
            email=_email(row),
            neighbourhood=row.text(Column.NEIGHBOURHOOD),
            mobility_profile=row.code(Column.MOBILITY_PROFILE, self._words.profiles),
        )
        return person, row.problems

    def _birth(self, row: "_Row") -> DateEntry | None:
        cell = row.found.get(Column.BIRTH_DATE)
        if cell is not None:
            entry = read_birth(cell, self._today, month_first=self._month_first, epoch=self._epoch)
            if entry is None:
                row.leave_out(Column.BIRTH_DATE, "date_not_readable", cell)
            return entry
        age = row.found.get(Column.AGE)
        entry = read_age(age, self._today)
        if age is not None and entry is None:
            row.leave_out(Column.AGE, "age_not_readable", age)
        return entry

    def _document(self, row: "_Row") -> tuple[str | None, str | None]:
        kind = row.code(Column.DOCUMENT_TYPE, self._words.documents)
        written = row.text(Column.DOCUMENT_NUMBER)
        written = western_digits(written) if written else None
        if kind in WITHOUT_NUMBER:
            return kind, None
        if written is None or says_nothing(written):
            none = self._words.documents.get(fold(written)) if written else None
            return (none if none in WITHOUT_NUMBER else None), None
        named = self._words.documents.get(fold(written))
        if named in WITHOUT_NUMBER:
            return named, None
        if is_rounded(written):
            row.leave_out(Column.DOCUMENT_NUMBER, "number_rounded", written)
            return None, None
        before, number = split_prefix(written)
        number, rest = split_rest(number)
        if rest:
            row.note(Column.DOCUMENT_NUMBER, "document_rest", written)
        kind = kind or before or "ANY-OTHER"
        if not any(sign in "0123456789" for sign in number):
            row.leave_out(Column.DOCUMENT_NUMBER, "document_not_readable", written)
            return None, None
        if len(document_key(kind, number)) > _LONGEST[Column.DOCUMENT_NUMBER]:
            row.leave_out(Column.DOCUMENT_NUMBER, "too_long", written)
            return None, None
        return kind, number


class _Row:
    """A row that is being read, with its problems so far."""

    def __init__(self, number: int, found: dict[Column, Cell]) -> None:
        self.number, self.found = number, found
        self.problems: list[RowProblem] = []

    def drop_formula_errors(self) -> None:
        for column, cell in list(self.found.items()):
            if isinstance(cell, str) and _FORMULA_ERROR.match(cell):
                self.leave_out(column, "formula_error", cell)
                del self.found[column]

    def reject(self, code: str, value: str) -> None:
        self.problems.append(RowProblem(self.number, None, code, _short(value), is_row=True))

    def doubt(self, column: Column | None, code: str, value: str) -> None:
        self.problems.append(RowProblem(self.number, column, code, _short(value), is_row=False))

    def note(self, column: Column, code: str, value: str) -> None:
        self.problems.append(RowProblem(self.number, column, code, _short(value), is_row=False, is_note=True))

    def leave_out(self, column: Column, code: str, value: Cell) -> None:
        self.problems.append(RowProblem(self.number, column, code, _short(value), is_row=False))

    def text(self, column: Column) -> str | None:
        cell = self.found.get(column)
        if cell is None:
            return None
        text = str(cell)
        if len(text) > _LONGEST[column]:
            self.leave_out(column, "too_long", text)
            return None
        return text

    def code(self, column: Column, words: Mapping[str, str]) -> str | None:
        cell = self.found.get(column)
        if cell is None:
            return None
        code = words.get(fold(str(cell)))
        if code is None:
            self.leave_out(column, "word_not_known", cell)
        return code


def _found(columns: Sequence[Column], cells: Sequence[Cell]) -> dict[Column, Cell]:
    found: dict[Column, Cell] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is Column.IGNORE or cell is None:
            continue
        # "No tiene" says something about documents, and nothing elsewhere.
        if column not in _DOCUMENTS and _is_empty(cell):
            continue
        if column in found and column in REPEATABLE:
            found[column] = f"{found[column]} {cell}"
        else:
            found.setdefault(column, cell)
    return found


def _is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing; "#N/A" is a formula that failed."""
    return cell is None or (isinstance(cell, str) and cell[0] != "#" and says_nothing(cell))


def _cells_of(wanted: Column, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[Cell]:
    if wanted not in columns:
        return []
    place = columns.index(wanted)
    return [cells[place] for cells in rows if place < len(cells)]


def _phones(row: _Row) -> tuple[str, ...]:
    text = western_digits(row.text(Column.PHONE) or "")
    if not text:
        return ()
    if is_rounded(text):
        row.leave_out(Column.PHONE, "number_rounded", text)
        return ()
    parts = _BETWEEN_PHONES.split(text)
    if not all(_count_digits(part) >= _FEWEST_DIGITS for part in parts):
        parts = [text]
    if _count_digits(text) < _FEWEST_DIGITS:
        row.leave_out(Column.PHONE, "phone_not_readable", text)
        return ()
    return tuple(dict.fromkeys(parts))


def _email(row: _Row) -> str | None:
    text = row.text(Column.EMAIL)
    if text is not None and (not _EMAIL.match(text) or len(text.casefold()) > _LONGEST[Column.EMAIL]):
        row.leave_out(Column.EMAIL, "email_not_readable", text)
        return None
    return text


def _count_digits(text: str) -> int:
    return sum(sign in "0123456789" for sign in text)


def _spelled(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Titles that are repeated are not always spelled alike."""
    return tuple(spelling(str(cell)) for cell in cells if cell is not None)


def _joined(cells: Iterable[Cell]) -> str:
    return " · ".join(str(cell) for cell in cells if cell is not None)


def _short(value: Cell) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
