"""Birth dates and ages as registers write them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from integrhabitat_desktop.domain.date_entry import DateEntry, parse_birth
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.cells import Cell, western_digits

# The days from which spreadsheets count days; workbooks of old Macintosh computers begin in 1904.
EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)
_SERIAL: Final = re.compile(r"^([0-9]{4,5})(?:[.,][0-9]+)?$")
_TIME_OF_DAY: Final = re.compile(r"[T\s]+[0-9]{1,2}:[0-9]{2}.*$")
_NUMERIC: Final = re.compile(r"^([0-9]{1,2})([\s./-]+)([0-9]{1,2})([\s./-]+[0-9]{2,4})$")
# "17-nov-89", "nov/1989": the month as a word between signs, the year with two digits or four.
_MONTH_WORD: Final = re.compile(
    r"^(?:([0-9]{1,2})[\s./-]+(?:de[\s]+)?)?([^\W\d_]{3,})[\s./-]+(?:de[l]?[\s]+)?([0-9]{2}|[0-9]{4})$"
)
_AGE: Final = re.compile(r"^[0-9]{1,3}(?![0-9])")
_BABY: Final = re.compile(
    r"^(?:([0-9]{1,2}) (?:anos?|a|years?|y|ans?) (?:y |e |and |et )?)?"
    r"([0-9]{1,3}) (?:(mes|meses|months?|mois)|(semanas?|weeks?|semaines?)|(dias?|days?|jours?))\b"
)
_OLDEST: Final = 125
_MOST_MONTHS: Final = 60  # more of them are a slip
_LAST_DAY: Final = 31


def month_stands_first(cells: Iterable[Cell]) -> bool:
    """Whether a column of dates is written as in the United States: 11/17/1989, and never 17/11/1989."""
    second = 0
    for cell in cells:
        match = _NUMERIC.match(_bare(cell)) if isinstance(cell, str) else None
        if match and int(match[1]) > 12:
            return False
        second += bool(match and int(match[3]) > 12)
    return second > 0


def read_birth(
    cell: Cell, today: date, *, month_first: bool = False, epoch: date = EPOCH
) -> DateEntry | None:
    """A birth date: a date cell, any usual form of text, a year, or the number of days since `epoch`; else None."""
    if isinstance(cell, date):
        return _plausible(cell, today)
    text = _bare(cell or "")
    serial = _SERIAL.match(text)
    # What a spreadsheet shows as a date and writes as the number of days, with a fraction for the time.
    if serial and not 1850 <= int(serial[1]) <= today.year:
        return _plausible(epoch + timedelta(days=int(serial[1])), today)
    match = _NUMERIC.match(text) if month_first else None
    if match:
        text = f"{match[3]}{match[2]}{match[1]}{match[4]}"
    entry = parse_birth(_with_full_year(text, today), today)
    # A number of years in a column of dates is more likely a slip than an age.
    return entry if entry is not None and entry.precision != "ESTIMATED" else None


def read_age(cell: Cell, today: date) -> DateEntry | None:
    """An age as an estimated birth date: "35", "35 años", "8 meses", "1 año y 3 meses"; None where it is no age."""
    text = western_digits(str(cell or ""))
    baby = _BABY.match(fold(re.sub(r"(?<=[0-9])(?=[^\W\d_])", " ", text)))
    if baby:
        return _born_before(baby, today)
    digits = _AGE.match(text)
    if digits is None or re.search(r"mes|month|mois|seman|week|d[ií]a|day|jour", text.casefold()):
        return None
    entry = parse_birth(digits.group(), today)
    return entry if entry is not None and entry.precision == "ESTIMATED" else None


def _with_full_year(text: str, today: date) -> str:
    """The parts of a date with the month as a word, parted by blanks: "17-nov-89" is 17 nov 1989."""
    word = _MONTH_WORD.match(text)
    if word is None:
        return text
    day, month, year = word[1] or "", word[2], word[3]
    if len(year) == 2:
        # "Sep 17" may be a day; "Sep-17" is how spreadsheets write a month.
        if not day and int(year) <= _LAST_DAY and "-" not in text:
            return text
        year = str(int(year) + (2000 if 2000 + int(year) <= today.year else 1900))
    return f"{day} {month} {year}".strip()


def _born_before(age: re.Match[str], today: date) -> DateEntry | None:
    count = int(age[2])
    if age[3]:
        if count > _MOST_MONTHS:
            return None
        months = today.year * 12 + today.month - 1 - count - 12 * int(age[1] or 0)
        born = date(months // 12, months % 12 + 1, 1)
    else:
        born = (today - timedelta(days=count * (7 if age[4] else 1))).replace(day=1)
    return DateEntry(born.isoformat(), "ESTIMATED")


def _bare(text: str) -> str:
    return _TIME_OF_DAY.sub("", western_digits(text))


def _plausible(day: date, today: date) -> DateEntry | None:
    if not today.year - _OLDEST <= day.year or day > today:
        return None
    return DateEntry(day.isoformat(), "DAY")
