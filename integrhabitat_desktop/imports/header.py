"""Where the titles of a register stand: below a heading of the page, in one row or in several with merged cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import Column, propose_column
from integrhabitat_desktop.imports.raw_table import RawTable
from integrhabitat_desktop.imports.sheet_marks import Merge

_SEARCH: Final = 25
_TALLEST: Final = 4
_HEADING_WIDTH: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The first and last row of the titles, counted from 0; a title and the group above it for each column."""

    first: int
    last: int
    titles: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def full_titles(self) -> tuple[str, ...]:
        """Each title with its group."""
        return tuple(" ".join(it for it in pair if it) for pair in zip(self.groups, self.titles, strict=True))


def find_header(table: RawTable, weigh: Callable[[int], int] = lambda _row: 0) -> Header | None:
    """The titles: of the first rows the one with the most known ones; `weigh` says how much more counts for a row.

    Where no title is known it is the first filled row, and None where that one holds figures: a list without titles.
    """
    best, best_count = None, 0
    for number, row in enumerate(table.rows[:_SEARCH]):
        known = len({propose_column(cell) for cell in row} - {Column.IGNORE}) + weigh(number)
        if known > best_count:
            best, best_count = number, known
    if best is None:
        first = next((number for number, row in enumerate(table.rows) if row), None)
        if first is None or any(_holds_figures(cell) for cell in table.rows[first]):
            return None
        best = first
    return header_at(table, best)


def header_at(table: RawTable, row: int) -> Header:
    """The titles of which one row is known: rows that merged cells tie to it belong to them."""
    rows = table.rows
    first, last = _block(table, row)
    across = [it for it in table.merges if it.top <= last and it.width > 1]
    width = max((len(cells) for cells in rows[first : last + 1]), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for number in range(first, last + 1):
        for place, text in enumerate(_spread(rows[number], number, across, width)):
            if text and text not in parts[place]:
                parts[place].append(text)
    above = _groups_above(table, first, across, width)
    groups = [" ".join([above[place], *texts[:-1]]).strip() for place, texts in enumerate(parts)]
    return Header(first, last, tuple(texts[-1] if texts else "" for texts in parts), tuple(groups))


def heading_rows(table: RawTable) -> frozenset[int]:
    """The numbers, as spreadsheets count, of rows that hold nothing but one text across most of the sheet."""
    wide = [it for it in table.merges if _is_wide(it, table.width)]
    return frozenset(
        number + 1
        for merge in wide
        for number in range(merge.top, min(merge.bottom + 1, len(table.rows), merge.top + _TALLEST))
        if sum(cell is not None for cell in table.rows[number]) == 1
    )


def _block(table: RawTable, row: int) -> tuple[int, int]:
    """The first and last row that merged cells tie together."""
    first = last = row
    for merge in table.merges:
        touches = merge.top <= last and merge.bottom >= first
        if touches and merge.bottom - merge.top < _TALLEST and not _is_wide(merge, table.width):
            first, last = min(first, merge.top), max(last, merge.bottom)
    last = min(last, len(table.rows) - 1, first + _TALLEST)
    # A title over several columns without anything that reaches down: the next row parts it.
    over = [it for it in table.merges if it.top == it.bottom == last and it.width > 1]
    if over and last + 1 < len(table.rows):
        under = table.rows[last + 1]
        parted = [
            cell for it in over if not _is_wide(it, table.width) for cell in under[it.left : it.right + 1]
        ]
        if len(parted) > 1 and all(isinstance(it, str) and not _holds_figures(it) for it in parted):
            only_there = sum(cell is not None for cell in under) == len(parted)
            last += only_there
    return first, last


def _groups_above(table: RawTable, first: int, across: Sequence[Merge], width: int) -> list[str]:
    """The texts over several columns in the row above the titles."""
    groups = [""] * width
    for merge in across:
        if merge.bottom == first - 1 and not _is_wide(merge, table.width):
            row = table.rows[merge.top]
            text = row[merge.left] if merge.left < len(row) else None
            for place in range(merge.left, min(merge.right + 1, width)):
                groups[place] = str(text or "")
    return groups


def _spread(cells: Sequence[Cell], number: int, across: Sequence[Merge], width: int) -> list[str]:
    """The texts of a row, those over several columns in each of them."""
    texts = [str(cell) if cell is not None else "" for cell in cells]
    texts += [""] * (width - len(texts))
    for merge in across:
        if merge.top <= number <= merge.bottom and merge.left < width:
            for place in range(merge.left, min(merge.right + 1, width)):
                texts[place] = texts[place] or texts[merge.left]
    return texts


def _is_wide(merge: Merge, width: int) -> bool:
    return merge.width >= _HEADING_WIDTH and 2 * merge.width > width


def _holds_figures(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or sum(sign.isdigit() for sign in cell) > 1)
