"""Reads a CSV or XLSX file into plain cells; what is hostile or broken is refused with a code."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.cells import Cell, RowCollector, clean_text
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.file_kind import FileKind, kind_of
from integrhabitat_desktop.imports.sheet_marks import Merge
from integrhabitat_desktop.imports.text_encoding import decode
from integrhabitat_desktop.imports.workbook import read_workbook

_DELIMITERS: Final = ";,\t|"
_SAMPLE, _SAMPLE_LINES = 200_000, 50
# More lines with columns in one cell than that are a quote that nobody closed.
_MOST_LINES: Final = 30
# The first line by which a spreadsheet program tells itself the separator.
_SEPARATOR_LINE: Final = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as they stand, row by row from the first row of the sheet; empty cells at the ends are left out.

    `width` is how many columns most rows have; `encoding` and `delimiter` are "" for a spreadsheet. `merges` are the
    merged cells of a spreadsheet, `empty_formulas` its formulas that were saved without a value.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int = 0
    encoding: str = ""
    delimiter: str = ""
    merges: tuple[Merge, ...] = ()
    empty_formulas: int = 0


def read_table(path: Path) -> RawTable:
    """The first filled sheet of a workbook, or the lines of a text file. ImportFailure."""
    content = _content(path)
    if kind_of(content) is FileKind.TEXT:
        return _text(content)
    sheet = read_workbook(content)
    width = max(map(len, sheet.rows), default=0)
    return RawTable(sheet.rows, width, merges=sheet.marks.merges, empty_formulas=sheet.marks.empty_formulas)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > limits.LARGEST_FILE:
            raise ImportFailure("file_too_large", most=limits.LARGEST_FILE // (1024 * 1024))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFailure("file_not_found") from error
    except OSError as error:
        raise ImportFailure("file_unreadable") from error


def _text(content: bytes) -> RawTable:
    text, encoding = decode(content)
    # Null bytes end strings elsewhere; a register has none on purpose.
    text = text.replace("\0", "")
    named = _SEPARATOR_LINE.match(text)
    delimiter = named[1] if named and named[1] in _DELIMITERS else _delimiter(text)
    try:
        rows, width = _lines(text, delimiter, quoted=True)
    except _QuoteNotClosed:
        rows, width = _lines(text, delimiter, quoted=False)
    if named:
        rows[0] = ()
    return RawTable(tuple(rows), width, encoding, delimiter)


class _QuoteNotClosed(Exception):  # noqa: N818 - a finding, not a fault
    """One cell took in line after line."""


def _lines(text: str, delimiter: str, *, quoted: bool) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows, and how many columns most of them have. ImportFailure; _QuoteNotClosed only where `quoted`."""
    collected = RowCollector()
    widths: Counter[int] = Counter()
    csv.field_size_limit(limits.LARGEST_FILE)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting):
            widths[len(values)] += 1
            while values and not values[-1]:
                values.pop()
            if len(values) > limits.MOST_COLUMNS:
                raise ImportFailure("too_many_columns", most=limits.MOST_COLUMNS)
            if quoted and any(_holds_lines(value, delimiter) for value in values):
                raise _QuoteNotClosed
            collected.add([clean_text(value if quoted else value.strip().strip('"')) for value in values])
    except csv.Error as error:
        raise ImportFailure("file_damaged") from error
    return collected.finished(), max(widths, key=lambda it: widths[it] * (it > 1), default=0)


def _holds_lines(cell: str, delimiter: str) -> bool:
    """Whether a cell took in lines that are parted into columns themselves."""
    return (
        cell.count("\n") > _MOST_LINES and sum(delimiter in line for line in cell.split("\n")) > _MOST_LINES
    )


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
