"""Which sheet of a workbook looks most like a register."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import NAMES, Column

SEARCHED_ROWS: Final = 25


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet that holds something; `row_count` are its filled rows, titles and headings among them."""

    name: str
    row_count: int
    is_hidden: bool = False


def register_likeness(
    head: Sequence[Sequence[Cell]], row_count: int, meaning: Callable[[Cell], Column]
) -> tuple[bool, int, int]:
    """How much a sheet looks like a register by its first rows; the more the greater.

    Titles that name people count most, then how many titles are known for how many rows. A cover has no titles, a
    sheet of choices none of names.
    """
    found = [{meaning(cell) for cell in row if cell is not None} - {Column.IGNORE} for row in head]
    best = max(found, key=len, default=set())
    return bool(best & NAMES), len(best) * row_count, row_count
