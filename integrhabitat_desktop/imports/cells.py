"""Cells of a register as they stand, and the rows that collect them within the limits."""

import re
import unicodedata
from datetime import date
from typing import Final

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.errors import ImportFailure

Cell = str | date | None
# What spreadsheets and our own list of problems write before a text that would be a formula.
_TEXT_MARK: Final = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")


def clean_text(text: str) -> str | None:
    """Without control characters and blanks at the ends; longer than any answer is cut."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text[: limits.LONGEST_CELL])
    return _TEXT_MARK.sub("", " ".join(kept.split())) or None


def western_digits(text: str) -> str:
    """Digits of other scripts as 0 to 9: "٣/٤/١٩٩٠" is 3/4/1990."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


class RowCollector:
    """Collects rows within the limits; empty cells at the ends are left out."""

    def __init__(self) -> None:
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, cells: list[Cell]) -> None:
        """One more row. ImportFailure `too_many_rows`, `too_many_columns`."""
        while cells and cells[-1] is None:
            cells.pop()
        if cells and len(self._rows) >= limits.MOST_ROWS:
            raise ImportFailure("too_many_rows", most=limits.MOST_ROWS)
        if len(cells) > limits.MOST_COLUMNS:
            raise ImportFailure("too_many_columns", most=limits.MOST_COLUMNS)
        self._rows.append(tuple(cells))

    def finished(self) -> list[tuple[Cell, ...]]:
        """Without the empty rows at the end."""
        while self._rows and not self._rows[-1]:
            self._rows.pop()
        return self._rows
