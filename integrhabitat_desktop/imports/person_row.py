"""One row of a register as a person, or the reasons why it is not one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from integrhabitat_desktop.domain.date_entry import DateEntry, parse_birth
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.raw_table import Cell
from integrhabitat_desktop.imports.words import CodeWords

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = re.compile(r"^\d{4,5}$")
_NOTHING = frozenset(
    [
        "",
        "n a",
        "na",
        "no aplica",
        "sin dato",
        "sin informacion",
        "ninguno",
        "ninguna",
        "s d",
        "nd",
        "no tiene",
    ]
)
_TOTALS = ("total", "totales", "subtotal", "suma")
_LONGEST_NAME = 200
_OLDEST = 125
# Prefixes of a number that say which document it is: "C.C. 1.234.567", "PPT 9900123", "V-12.345.678".
_PREFIXES = (
    (re.compile(r"^c\s?c\s"), "CO-CC"),
    (re.compile(r"^t\s?i\s"), "CO-TI"),
    (re.compile(r"^r\s?c\s"), "CO-RC"),
    (re.compile(r"^c\s?e\s"), "CO-CE"),
    (re.compile(r"^p\s?p\s?t\s"), "CO-PPT"),
    (re.compile(r"^p\s?t\s"), "CO-PPT"),
    (re.compile(r"^p\s?e\s?p\s"), "CO-PEP"),
    (re.compile(r"^(pasaporte|passport|pas)\s"), "ANY-PASSPORT"),
    (re.compile(r"^dni\s"), "PE-DNI"),
    (re.compile(r"^[ve]\s?\d"), "VE-CI"),
    (re.compile(r"^c\s?i\s?[ve]?\s?\d"), "VE-CI"),
)


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A row that can be imported; `number` as spreadsheets count rows."""

    number: int
    name: str
    preferred_name: str | None
    birth_date: str | None
    birth_precision: str | None
    sex: str | None
    nationality: str | None
    document_type: str | None
    document_number: str | None
    phone: str | None
    email: str | None
    neighbourhood: str | None
    mobility_profile: str | None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row, or a cell of it, was left out. `is_row` tells that the whole row was; `value` is what stood there."""

    number: int
    column: Column | None
    code: str
    value: str
    is_row: bool


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one register. `columns` says what each cell means."""

    columns: tuple[Column, ...]
    words: CodeWords
    today: date

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[ImportedPerson | None, list[RowProblem]]:
        """The person of a row, with what was left out of it; no person and no problem for an empty row."""
        found: dict[Column, Cell] = {
            column: cell
            for column, cell in zip(self.columns, cells, strict=False)
            if column is not Column.IGNORE and not _is_nothing(cell)
        }
        if not found or _is_total(cells):
            return None, []
        problems: list[RowProblem] = []
        name = _name(found)
        if not name:
            return None, [RowProblem(number, Column.NAME, "name_missing", _shown(found), is_row=True)]
        if len(name) > _LONGEST_NAME or not any(sign.isalpha() for sign in name):
            return None, [RowProblem(number, Column.NAME, "name_not_usable", name[:80], is_row=True)]
        birth = self._birth(number, found, problems)
        kind, document = self._document(number, found, problems)
        person = ImportedPerson(
            number=number,
            name=name,
            preferred_name=_text(found.get(Column.PREFERRED_NAME), 200),
            birth_date=birth.iso if birth else None,
            birth_precision=birth.precision if birth else None,
            sex=self._code(number, Column.SEX, found, self.words.sexes, problems),
            nationality=self._code(number, Column.NATIONALITY, found, self.words.countries, problems),
            document_type=kind,
            document_number=document,
            phone=_text(found.get(Column.PHONE), 120),
            email=_text(found.get(Column.EMAIL), 120),
            neighbourhood=_text(found.get(Column.NEIGHBOURHOOD), 200),
            mobility_profile=self._code(
                number, Column.MOBILITY_PROFILE, found, self.words.profiles, problems
            ),
        )
        return person, problems

    def _birth(
        self, number: int, found: Mapping[Column, Cell], problems: list[RowProblem]
    ) -> DateEntry | None:
        cell = found.get(Column.BIRTH_DATE)
        entry = self._date(cell) if cell is not None else None
        if cell is not None and entry is None:
            problems.append(
                RowProblem(number, Column.BIRTH_DATE, "date_not_readable", str(cell)[:80], is_row=False)
            )
        age = found.get(Column.AGE)
        if entry is None and age is not None:
            digits = re.match(r"\d{1,3}", str(age))
            entry = parse_birth(digits.group(), self.today) if digits else None
            if entry is None or entry.precision != "ESTIMATED":
                problems.append(
                    RowProblem(number, Column.AGE, "age_not_readable", str(age)[:80], is_row=False)
                )
                entry = None
        return entry

    def _date(self, cell: Cell) -> DateEntry | None:
        if isinstance(cell, date):
            return DateEntry(cell.isoformat(), "DAY") if self._is_plausible(cell) else None
        text = str(cell)
        # What Excel shows as a date and writes as the number of days.
        if _SERIAL.match(text) and not 1850 <= int(text) <= self.today.year:
            day = _EXCEL_EPOCH + timedelta(days=int(text))
            return DateEntry(day.isoformat(), "DAY") if self._is_plausible(day) else None
        entry = parse_birth(re.sub(r"\s+00:00(:00)?$", "", text), self.today)
        # A number of years in a column of dates is more likely a slip than an age.
        return entry if entry is not None and entry.precision != "ESTIMATED" else None

    def _is_plausible(self, day: date) -> bool:
        return self.today.year - _OLDEST <= day.year and day <= self.today

    def _document(
        self, number: int, found: Mapping[Column, Cell], problems: list[RowProblem]
    ) -> tuple[str | None, str | None]:
        written = _text(found.get(Column.DOCUMENT_NUMBER), 60)
        kind = self._code(number, Column.DOCUMENT_TYPE, found, self.words.documents, problems)
        if written is None:
            return kind if kind in ("ANY-NONE", "ANY-PNTA") else None, None
        folded = fold(written)
        if not any(sign.isdigit() for sign in written):
            none = self.words.documents.get(folded)
            return (none, None) if none else (kind, None)
        for pattern, code in _PREFIXES:
            if pattern.match(folded):
                bare = written if code == "VE-CI" else re.sub(r"^[A-Za-z.\s]+", "", written)
                return kind or code, bare
        return kind or "ANY-OTHER", written

    def _code(
        self,
        number: int,
        column: Column,
        found: Mapping[Column, Cell],
        words: Mapping[str, str],
        problems: list[RowProblem],
    ) -> str | None:
        cell = found.get(column)
        if cell is None:
            return None
        code = words.get(fold(str(cell)))
        if code is None:
            problems.append(RowProblem(number, column, "word_not_known", str(cell)[:80], is_row=False))
        return code


def _name(found: Mapping[Column, Cell]) -> str:
    whole = found.get(Column.NAME)
    if whole is not None:
        text = str(whole)
        surnames, comma, given = text.partition(",")
        return f"{given.strip()} {surnames.strip()}" if comma and given.strip() else text
    parts = [found.get(Column.GIVEN_NAMES), found.get(Column.SURNAMES)]
    return " ".join(str(part) for part in parts if part)


def _text(cell: Cell, longest: int) -> str | None:
    return str(cell)[:longest] if cell is not None else None


def _is_nothing(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and fold(cell) in _NOTHING)


def _is_total(cells: Sequence[Cell]) -> bool:
    first = next((cell for cell in cells if cell is not None), None)
    return isinstance(first, str) and fold(first).split(" ")[0] in _TOTALS


def _shown(found: Mapping[Column, Cell]) -> str:
    return " · ".join(str(cell) for cell in found.values())[:80]
