"""Reads the first filled sheet of a workbook; a packed bomb is refused before it is unpacked."""

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.cells import Cell, RowCollector, clean_text
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.part_limits import check_package
from integrhabitat_desktop.imports.sheet_marks import SheetMarks, fill_down, read_marks

# Rows that are only coloured or framed, down to the end of the sheet, are no rows of a register.
_BEYOND_ROWS = 20_000
# How the format writes signs that XML cannot hold: _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet with merged cells filled downwards, and what else was noticed."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    marks: SheetMarks = field(default_factory=SheetMarks)


def read_workbook(content: bytes) -> SheetRows:
    """The first sheet that is visible and filled. ImportFailure."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, warnings.catch_warnings():
            check_package(packed)
            warnings.simplefilter("ignore")  # the library warns of styles that it leaves out
            # data_only: what a formula showed last, never the formula.
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _first_filled_sheet(packed, book)
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


def _first_filled_sheet(packed: zipfile.ZipFile, book: Workbook) -> SheetRows:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        marks = _marks(packed, sheet)
        collected = RowCollector()
        farthest = limits.MOST_ROWS + _BEYOND_ROWS
        for values in sheet.iter_rows(values_only=True, max_row=farthest, max_col=limits.MOST_COLUMNS + 1):
            collected.add([_cell(value) for value in values])
        rows = collected.finished()
        if rows or marks.empty_formulas:
            return SheetRows(fill_down(rows, marks.merges), marks)
    return SheetRows()


def _marks(packed: zipfile.ZipFile, sheet: object) -> SheetMarks:
    if not isinstance(sheet, ReadOnlyWorksheet):
        return SheetMarks()
    with packed.open(sheet._worksheet_path) as source:  # type: ignore[attr-defined] # the stubs leave it out
        return read_marks(source)


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
    return clean_text(_ESCAPED.sub(lambda it: chr(int(it[1], 16)), str(value)))
