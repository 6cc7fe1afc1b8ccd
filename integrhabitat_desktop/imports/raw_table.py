"""Reads a CSV or XLSX file into plain cells; what is hostile or broken is refused with a code."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
)
from integrhabitat_desktop.imports.text_encoding import decode

Cell = str | date | None
_DELIMITERS = ";,\t|"
_SAMPLE, _SAMPLE_LINES = 200_000, 50
_ZIP_START = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# Rows that are only coloured or framed, down to the end of the sheet, are no rows of a register.
_FARTHEST_ROW = MOST_ROWS + 20_000
# What spreadsheets and our own list of problems write before a text that would be a formula.
_TEXT_MARK = re.compile(r"^'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as they stand, row by row from the first row of the sheet; empty cells at the ends are left out.

    `width` is how many columns most rows have; `encoding` and `delimiter` are "" for a spreadsheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int = 0
    encoding: str = ""
    delimiter: str = ""


def read_table(path: Path) -> RawTable:
    """The first sheet of a workbook, or the lines of a text file. ImportFailure."""
    content = _content(path)
    if content.startswith(_OLD_EXCEL):
        raise ImportFailure("file_kind_unknown")
    return _workbook(content) if content.startswith(_ZIP_START) else _text(content)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ImportFailure("file_too_large", most=LARGEST_FILE // (1024 * 1024))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFailure("file_not_found") from error
    except OSError as error:
        raise ImportFailure("file_unreadable") from error


def _workbook(content: bytes) -> RawTable:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise ImportFailure("file_too_large", most=LARGEST_UNPACKED // (1024 * 1024))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of styles that it leaves out
            # data_only: what a formula showed last, never the formula.
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                rows = _first_filled_sheet(book)
            finally:
                book.close()
    except ImportFailure:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        NotImplementedError,
        RuntimeError,
        ParseError,
        OSError,
        EOFError,
    ) as error:
        # The library reads what is not a workbook until something in it does not fit.
        raise ImportFailure("file_damaged") from error
    return RawTable(rows, width=max(map(len, rows), default=0))


def _first_filled_sheet(book: Workbook) -> tuple[tuple[Cell, ...], ...]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        collected = _Rows()
        for values in sheet.iter_rows(values_only=True, max_row=_FARTHEST_ROW, max_col=MOST_COLUMNS + 1):
            collected.add([_cell(value) for value in values])
        if rows := collected.finished():
            return rows
    return ()


def _text(content: bytes) -> RawTable:
    text, encoding = decode(content)
    # Null bytes end strings elsewhere; a register has none on purpose.
    text = text.replace("\0", "")
    delimiter = _delimiter(text)
    collected = _Rows()
    widths: Counter[int] = Counter()
    csv.field_size_limit(LARGEST_FILE)
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            widths[len(values)] += 1
            collected.add([clean_text(value) for value in values])
    except csv.Error as error:
        raise ImportFailure("file_damaged") from error
    width = max(widths, key=lambda it: widths[it] * (it > 1), default=0)
    return RawTable(collected.finished(), width, encoding, delimiter)


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of columns."""
    lines = [line for line in text[:_SAMPLE].splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count, default=1)
        score = counts.count(usual) * (usual - 1)
        if usual > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


class _Rows:
    """Collects rows within the limits."""

    def __init__(self) -> None:
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, cells: list[Cell]) -> None:
        while cells and cells[-1] is None:
            cells.pop()
        if cells and len(self._rows) >= MOST_ROWS:
            raise ImportFailure("too_many_rows", most=MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise ImportFailure("too_many_columns", most=MOST_COLUMNS)
        self._rows.append(tuple(cells))

    def finished(self) -> tuple[tuple[Cell, ...], ...]:
        """Without the empty rows at the end."""
        while self._rows and not self._rows[-1]:
            self._rows.pop()
        return tuple(self._rows)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool):
        return None if value is None else str(int(value))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat()
    return clean_text(str(value))


def clean_text(text: str) -> str | None:
    """Without control characters and blanks at the ends; longer than any answer is cut."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_CELL])
    return _TEXT_MARK.sub("", " ".join(kept.split())) or None
