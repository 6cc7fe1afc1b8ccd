"""Reads a CSV or XLSX file into plain cells; what is hostile or broken is refused with a code."""

import csv
import io
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import ParseError

from charset_normalizer import from_bytes
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
)

Cell = str | date | None
_DELIMITERS = ";,\t|"
_SAMPLE_LINES = 50
_ZIP_START = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What Windows programs of the region write where they do not write UTF-8.
_REGIONAL = ("cp1252", "utf_16", "mac_roman")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as they stand, row by row; `first_number` is the number of the first row as spreadsheets count.

    `encoding` and `delimiter` are "" for a spreadsheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    encoding: str = ""
    delimiter: str = ""


def read_table(path: Path) -> RawTable:
    """The first sheet of a workbook, or the lines of a text file. ImportFailure."""
    content = _content(path)
    if content.startswith(_OLD_EXCEL):
        raise ImportFailure("file_kind_unknown")
    if content.startswith(_ZIP_START):
        return RawTable(_sheet(content))
    return _text(content)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ImportFailure("file_too_large", most=LARGEST_FILE // (1024 * 1024))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFailure("file_not_found") from error
    except OSError as error:
        raise ImportFailure("file_unreadable") from error


def _sheet(content: bytes) -> tuple[tuple[Cell, ...], ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise ImportFailure("file_too_large", most=LARGEST_UNPACKED // (1024 * 1024))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of styles that it leaves out
            # data_only: what a formula showed last, never the formula.
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            rows: list[tuple[Cell, ...]] = []
            for values in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 100):
                rows.append(_limited([_cell(value) for value in values], len(rows)))
            book.close()
    except ImportFailure:
        raise
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        ParseError,
        OSError,
        EOFError,
    ) as error:
        raise ImportFailure("file_damaged") from error
    return _without_empty_end(rows)


def _text(content: bytes) -> RawTable:
    text, encoding = _decoded(content)
    delimiter = _delimiter(text)
    rows: list[tuple[Cell, ...]] = []
    # Null bytes end strings elsewhere; a register has none on purpose.
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    csv.field_size_limit(LARGEST_FILE)
    try:
        for values in reader:
            rows.append(_limited([_clean(value) for value in values], len(rows)))
    except csv.Error as error:
        raise ImportFailure("file_damaged") from error
    return RawTable(_without_empty_end(rows), encoding, delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    best = from_bytes(content[:200_000], cp_isolation=list(_REGIONAL)).best()
    encoding = best.encoding if best is not None else "cp1252"
    return content.decode(encoding, errors="replace"), encoding


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of columns."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count, default=1)
        score = counts.count(usual) * (usual - 1)
        if usual > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _limited(cells: list[Cell], rows_before: int) -> tuple[Cell, ...]:
    if rows_before >= MOST_ROWS:
        raise ImportFailure("too_many_rows", most=MOST_ROWS)
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise ImportFailure("too_many_columns", most=MOST_COLUMNS)
    return tuple(cells)


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
    return _clean(str(value))


def _clean(text: str) -> str | None:
    """Without control characters and blanks at the ends; longer than any answer is cut."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_CELL])
    return " ".join(kept.split()) or None


def _without_empty_end(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(rows)
