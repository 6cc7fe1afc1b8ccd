"""Reads a CSV or XLSX file into plain cells; what is hostile or broken is refused with a code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.birth_cell import EPOCH
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column, propose_column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.file_kind import FileKind, kind_of
from integrhabitat_desktop.imports.separated_text import read_separated
from integrhabitat_desktop.imports.sheet_choice import SheetFacts
from integrhabitat_desktop.imports.sheet_marks import Merge
from integrhabitat_desktop.imports.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as they stand, row by row from the first row of the sheet; empty cells at the ends are left out.

    `width` is how many columns most rows have; `encoding` and `delimiter` are "" for a spreadsheet. `merges` are the
    merged cells of a spreadsheet, `empty_formulas` its formulas that were saved without a value, `sheet` the one of
    its `sheets` that was read, `epoch` the day from which it counts days. `open_quotes` are the numbers of rows of a
    text in which a quote begins that nobody closed.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int = 0
    encoding: str = ""
    delimiter: str = ""
    merges: tuple[Merge, ...] = ()
    empty_formulas: int = 0
    sheet: str = ""
    sheets: tuple[SheetFacts, ...] = ()
    epoch: date = EPOCH
    open_quotes: frozenset[int] = frozenset()


def read_table(
    path: Path, sheet: str | None = None, meaning: Callable[[Cell], Column] = propose_column
) -> RawTable:
    """One sheet of a workbook, or the lines of a text file. ImportFailure.

    Without the name of a `sheet` it is the one that looks most like a register by its titles; `meaning` says which
    column a title stands for.
    """
    content = _content(path)
    if kind_of(content) is FileKind.TEXT:
        text = read_separated(content)
        return RawTable(text.rows, text.width, text.encoding, text.delimiter, open_quotes=text.open_quotes)
    read = read_workbook(content, sheet, meaning)
    return RawTable(
        read.rows,
        max(map(len, read.rows), default=0),
        merges=read.marks.merges,
        empty_formulas=read.marks.empty_formulas,
        sheet=read.name,
        sheets=read.sheets,
        epoch=read.epoch,
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > limits.LARGEST_FILE:
            raise ImportFailure("file_too_large", most=limits.LARGEST_FILE // (1024 * 1024))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFailure("file_not_found") from error
    except OSError as error:
        raise ImportFailure("file_unreadable") from error
