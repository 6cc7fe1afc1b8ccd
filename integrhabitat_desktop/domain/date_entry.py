"""Reads a date, a partial birth date or a time as people type it: local form, ISO, a year, an age."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

_NUMERIC = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[\s./-]+(\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_AGE = re.compile(r"^(\d{1,3})\s*(?:anos?|years?|a|y)?$")
_COMPACT = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_MONTHS_OLD = re.compile(r"^(\d{1,2})\s*(?:meses|mes|months?|mois|mwa)$")
_WORDS = re.compile(r"^(?:(\d{1,2})\s+)?([a-z]{3,})\s+(\d{2}|\d{4})$")
_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2})?|(\d{2}))?\s*(am|pm)?$")
_OLDEST_AGE = 125
_SHORTEST_MONTH = 3
_MONTH_NAMES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "january february march april may june july august september october november december",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "janvye fevriye mas avril me jen jiye out septanm oktob novanm desanm",
)


@dataclass(frozen=True, slots=True)
class DateEntry:
    """A day in ISO form with a code of `birth_precision`; parts that are not known are filled with 01."""

    iso: str
    precision: str


@cache
def _months() -> dict[str, int]:
    """Month names and abbreviations of the languages of the region, so that a pasted date is understood."""
    found: dict[str, int] = {}
    for names in _MONTH_NAMES:
        for number, name in enumerate(names.split(), start=1):
            found.setdefault(name, number)
    # French "juin" and "juillet" share three letters; an abbreviation of them has to be longer.
    for names in _MONTH_NAMES:
        for number, name in enumerate(names.split(), start=1):
            found.setdefault(name[:3], number)
    return found


def month_of_word(word: str) -> int | None:
    """The number of a month by its folded name or the beginning of it, in a language of the region; else None."""
    return _months().get(word) or (_months().get(word[:3]) if len(word) >= _SHORTEST_MONTH else None)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip().casefold()


def _full_year(text: str, today: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    # Two digits: the latest such year that is not in the future, which is right for birth and issue dates.
    return year + (2000 if 2000 + year <= today.year else 1900)


def _day(year: int, month: int, day: int) -> DateEntry | None:
    try:
        return DateEntry(date(year, month, day).isoformat(), "DAY")
    except ValueError:
        return None


def _month(year: int, month: int) -> DateEntry | None:
    return DateEntry(date(year, month, 1).isoformat(), "MONTH") if year and 1 <= month <= 12 else None


def parse_date(text: str, today: date) -> str | None:
    """A full day as ISO text, or None: "17/11/1989", "17-11-89", "1989-11-17", "17 nov 1989", "17111989"."""
    entry = _parse_known_parts(text, today)
    return entry.iso if entry is not None and entry.precision == "DAY" else None


def parse_birth(text: str, today: date) -> DateEntry | None:
    """A birth date as precise as it was given: a day, "nov 1989", "1989", or an age such as "35" or "8 meses"."""
    entry = _parse_known_parts(text, today)
    if entry is None and (match := _MONTHS_OLD.match(_folded(text))):
        entry = _born_months_ago(int(match[1]), today)
    elif entry is None and (match := _AGE.match(_folded(text))) and int(match[1]) <= _OLDEST_AGE:
        # The middle of the twelve months in which somebody of that age today was born.
        entry = _born_months_ago(int(match[1]) * 12 + 6, today)
    if entry is None or entry.iso > today.isoformat():
        return None
    return entry if int(entry.iso[:4]) >= today.year - _OLDEST_AGE - 1 else None


def _born_months_ago(months: int, today: date) -> DateEntry:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return DateEntry(date(year, month + 1, 1).isoformat(), "ESTIMATED")


def _parse_known_parts(text: str, today: date) -> DateEntry | None:
    folded = re.sub(r"\s+", " ", _folded(text).replace(" de ", " ").replace(" of ", " "))
    if match := _ISO.match(folded):
        year, month = int(match[1]), int(match[2])
        return _day(year, month, int(match[3])) if match[3] else _month(year, month)
    if match := _NUMERIC.match(folded) or _COMPACT.match(folded):
        return _day(_full_year(match[3], today), int(match[2]), int(match[1]))
    if match := _MONTH_YEAR.match(folded):
        return _month(int(match[2]), int(match[1]))
    if match := _YEAR.match(folded):
        return DateEntry(f"{match[1]}-01-01", "YEAR") if int(match[1]) >= 1850 else None
    if match := _WORDS.match(folded):
        number = month_of_word(match[2])
        if number is not None:
            year = _full_year(match[3], today)
            return _day(year, number, int(match[1])) if match[1] else _month(year, number)
    return None


def parse_time(text: str) -> str | None:
    """A time of day as "HH:MM", or None: "14:00", "14.30", "9", "930", "2 pm"."""
    match = _TIME.match(_folded(text).replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm"))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    if match[4] == "pm" and hour < 12:
        hour += 12
    if match[4] == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
