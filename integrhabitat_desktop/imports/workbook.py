"""Reads one sheet of a workbook; a packed bomb is refused before it is unpacked."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.birth_cell import EPOCH, EPOCH_1904
from integrhabitat_desktop.imports.cells import Cell, RowCollector, clean_text
from integrhabitat_desktop.imports.columns import Column, propose_column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.part_limits import check_package
from integrhabitat_desktop.imports.sheet_choice import SEARCHED_ROWS, SheetFacts, register_likeness
from integrhabitat_desktop.imports.sheet_marks import SheetMarks, fill_down, read_marks

# Rows that are only coloured or framed, down to the end of the sheet, are no rows of a register.
_BEYOND_ROWS = 20_000
# How the format writes signs that XML cannot hold: _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet with merged cells filled downwards, and what else was noticed.

    `sheets` are all that hold something, in their order, `epoch` is the day from which the workbook counts days.
    """

    rows: tuple[tuple[Cell, ...], ...] = ()
    marks: SheetMarks = field(default_factory=SheetMarks)
    name: str = ""
    sheets: tuple[SheetFacts, ...] = ()
    epoch: date = EPOCH


def read_workbook(
    content: bytes, wanted: str | None = None, meaning: Callable[[Cell], Column] = propose_column
) -> SheetRows:
    """The sheet of a name, or the visible one that looks most like a register. ImportFailure."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, warnings.catch_warnings():
            check_package(packed)
            warnings.simplefilter("ignore")  # the library warns of styles that it leaves out
            # data_only: what a formula showed last, never the formula.
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _sheet(packed, book, wanted, meaning)
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


def _sheet(
    packed: zipfile.ZipFile, book: Workbook, wanted: str | None, meaning: Callable[[Cell], Column]
) -> SheetRows:
    read = [(sheet, _marks(packed, sheet)) for sheet in book.worksheets]
    filled = [(sheet, marks) for sheet, marks in read if marks.row_count or marks.empty_formulas]
    if wanted is not None:
        filled = [it for it in filled if it[0].title == wanted]
        if not filled:
            raise ImportFailure("sheet_not_found", name=wanted)
    # A hidden sheet is read only where nothing else holds anything.
    candidates = [it for it in filled if it[0].sheet_state == "visible"] or filled
    if not candidates:
        return SheetRows()

    def likeness(candidate: tuple[Worksheet, SheetMarks]) -> tuple[bool, int, int]:
        head = list(_cells_of(candidate[0], SEARCHED_ROWS))
        return register_likeness(head, candidate[1].row_count, meaning)

    # Of equals the first: max keeps it.
    sheet, marks = candidates[0] if len(candidates) == 1 else max(candidates, key=likeness)
    if marks.row_count > limits.MOST_ROWS:
        raise ImportFailure("too_many_rows", most=limits.MOST_ROWS)
    collected = RowCollector()
    for cells in _cells_of(sheet, limits.MOST_ROWS + _BEYOND_ROWS):
        collected.add(cells)
    return SheetRows(
        fill_down(collected.finished(), marks.merges),
        marks,
        sheet.title,
        tuple(
            SheetFacts(sheet.title, marks.row_count, sheet.sheet_state != "visible")
            for sheet, marks in read
            if marks.row_count
        ),
        EPOCH_1904 if book.epoch.year == EPOCH_1904.year else EPOCH,
    )


def _cells_of(sheet: Worksheet, row_count: int) -> Iterator[list[Cell]]:
    for values in sheet.iter_rows(values_only=True, max_row=row_count, max_col=limits.MOST_COLUMNS + 1):
        yield [_cell(value) for value in values]


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
