"""Lists as CSV: accents intact in spreadsheet programs, and no cell ever taken for a formula."""

import csv
import io
from typing import Final

from integrhabitat_desktop.exports.sheet import Sheet

# What begins a formula, and the wide forms that spreadsheets of East Asia read alike (OWASP, CSV injection).
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons, because a comma is the decimal sign of the region; the mark in front tells the encoding."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    for row in (*sheet.titles, *sheet.rows):
        writer.writerow([_harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _harmless(cell: str | int | None) -> str:
    """A text that begins like a formula is marked as text."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
