"""Birth dates and ages as registers write them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from integrhabitat_desktop.domain.date_entry import DateEntry, parse_birth
from integrhabitat_desktop.imports.cells import Cell

_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIAL: Final = re.compile(r"^[0-9]{4,5}$")
_TIME_OF_DAY: Final = re.compile(r"[T\s]+[0-9]{1,2}:[0-9]{2}.*$")
_NUMERIC: Final = re.compile(r"^([0-9]{1,2})([\s./-]+)([0-9]{1,2})([\s./-]+[0-9]{2,4})$")
_AGE: Final = re.compile(r"^[0-9]{1,3}(?![0-9])")
_OLDEST: Final = 125


def month_stands_first(cells: Iterable[Cell]) -> bool:
    """Whether a column of dates is written as in the United States: 11/17/1989, and never 17/11/1989."""
    second = 0
    for cell in cells:
        match = _NUMERIC.match(_TIME_OF_DAY.sub("", cell)) if isinstance(cell, str) else None
        if match and int(match[1]) > 12:
            return False
        second += bool(match and int(match[3]) > 12)
    return second > 0


def read_birth(cell: Cell, today: date, *, month_first: bool = False) -> DateEntry | None:
    """A birth date: a date cell, any usual form of text, a year, or the number of days that Excel writes; else None."""
    if isinstance(cell, date):
        return _plausible(cell, today)
    text = _TIME_OF_DAY.sub("", cell or "")
    # What Excel shows as a date and writes as the number of days.
    if _SERIAL.match(text) and not 1850 <= int(text) <= today.year:
        return _plausible(_EXCEL_EPOCH + timedelta(days=int(text)), today)
    match = _NUMERIC.match(text) if month_first else None
    if match:
        text = f"{match[3]}{match[2]}{match[1]}{match[4]}"
    entry = parse_birth(text, today)
    # A number of years in a column of dates is more likely a slip than an age.
    return entry if entry is not None and entry.precision != "ESTIMATED" else None


def read_age(cell: Cell, today: date) -> DateEntry | None:
    """An age in years as an estimated birth date: "35", "35 años"; None for months, or where it is no age."""
    text = str(cell or "")
    digits = _AGE.match(text)
    if digits is None or "mes" in text.casefold() or "month" in text.casefold():
        return None
    entry = parse_birth(digits.group(), today)
    return entry if entry is not None and entry.precision == "ESTIMATED" else None


def _plausible(day: date, today: date) -> DateEntry | None:
    if not today.year - _OLDEST <= day.year or day > today:
        return None
    return DateEntry(day.isoformat(), "DAY")
