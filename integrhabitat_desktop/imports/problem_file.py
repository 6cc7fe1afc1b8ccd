"""The rows that were left out, as a spreadsheet to correct: row number, reason, and the row as it stood."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def problem_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that spreadsheets open with accents intact and never take for formulas."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow([_harmless(cell) for cell in header])
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that begins like a formula is marked as text (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
