"""What the spreadsheet library does not tell when it reads row by row: merged cells, formulas without a value, rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Final

from integrhabitat_desktop.imports.cells import Cell

_MERGE: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_NO_VALUE: Final = re.compile(
    rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CONTENT: Final = re.compile(rb"<(?:\w+:)?[vt](?:\s[^<>]*)?>[^<]")
_PIECE: Final = 1 << 20
_OVERLAP: Final = 300
_MOST_MERGES: Final = 50_000


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are shown as one: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """How many columns it spans."""
        return self.right - self.left + 1


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """The merged cells of a sheet in the order of their rows, how many formulas were saved without a value, and how
    many rows are filled."""

    merges: tuple[Merge, ...] = ()
    empty_formulas: int = 0
    row_count: int = 0


def read_marks(source: IO[bytes]) -> SheetMarks:
    """Look through the text of a sheet, piece by piece; nothing of it is kept."""
    merges: list[Merge] = []
    empty_formulas = row_count = 0
    is_filled = False
    kept = b""
    while piece := source.read(_PIECE):
        text = kept + piece
        # Whatever begins in the last signs is looked at again with the next piece, and only then.
        is_last = len(piece) < _PIECE
        end = len(text) if is_last else max(text.rfind(b"<", 0, len(text) - _OVERLAP), 0)
        matches = [match for match in _MERGE.finditer(text) if match.start() < end]
        merges += [_merge(*match.groups()) for match in matches[: _MOST_MERGES - len(merges)]]
        empty_formulas += sum(match.start() < end for match in _NO_VALUE.finditer(text))
        for place, part in enumerate(_ROW.split(text[:end])):
            # What stands before the first row of a piece goes on with the last row of the one before.
            was_filled = place == 0 and is_filled
            is_filled = was_filled or _CONTENT.search(part) is not None
            row_count += is_filled and not was_filled
        kept = text[end:]
    return SheetMarks(tuple(sorted(merges, key=lambda it: (it.top, it.left))), empty_formulas, row_count)


def fill_down(rows: Sequence[tuple[Cell, ...]], merges: Iterable[Merge]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with the text of each merged cell in every row that it spans, in its first column.

    Across columns it stays where it is: one name over two columns is still one name.
    """
    filled: dict[int, list[Cell]] = {}
    work = 0
    for merge in merges:
        if merge.bottom <= merge.top or merge.top >= len(rows) or merge.left >= len(rows[merge.top]):
            continue
        value = rows[merge.top][merge.left]
        bottom = min(merge.bottom, len(rows) - 1)
        work += bottom - merge.top
        # In a sound sheet no cell is merged twice.
        if value is None or work > 4 * len(rows) + _MOST_MERGES:
            continue
        for number in range(merge.top + 1, bottom + 1):
            cells = filled.setdefault(number, list(rows[number]))
            cells += [None] * (merge.left + 1 - len(cells))
            if cells[merge.left] is None:
                cells[merge.left] = value
    return tuple(tuple(filled[number]) if number in filled else row for number, row in enumerate(rows))


def _merge(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merge:
    """Whichever corner is named first; there is no row 0, whatever a broken file says."""
    rows = sorted((max(int(top), 1) - 1, max(int(bottom), 1) - 1))
    columns = sorted((_column(left), _column(right)))
    return Merge(rows[0], columns[0], rows[1], columns[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
