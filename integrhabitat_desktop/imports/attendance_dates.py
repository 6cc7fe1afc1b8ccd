"""Which columns of an attendance matrix stand for days: dates in any usual form above the marks."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from integrhabitat_desktop.domain.date_entry import month_of_word, parse_time
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.imports.birth_cell import EPOCH
from integrhabitat_desktop.imports.cells import Cell

_TIME: Final = re.compile(r"\b([0-9]{1,2}[:h][0-9]{2})(?::[0-9]{2})?\b")
_PARTS: Final = re.compile(r"[a-z]+|[0-9]+")
_WEEKDAYS: Final = (
    *("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("segunda", "terca", "quarta", "quinta", "sexta"),
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
_NUMBERED: Final = frozenset(
    ["sesion", "session", "clase", "class", "encuentro", "taller", "dia", "day", "s", "no"]
)
_FILLING: Final = frozenset(["de", "del", "of", "fecha", "date", "el", "the", "a", "las", "h", "feira"])
_SERIALS: Final = range(36_526, 73_051)  # the days from 2000 to 2099 as spreadsheets count them
_LAST_MONTH, _LAST_DAY, _SHORT_WEEKDAY = 12, 31, 3
_MARCH_OR_TUESDAY: Final = "mar"


@dataclass(frozen=True, slots=True)
class DateHeading:
    """A column of marks: its place, its title as it stands, its ISO day and local time where the title has one.

    `other_day` is the ISO day it would be if the month came first, where nothing tells which of both is meant.
    """

    place: int
    title: str
    day: str
    starts_at: str | None = None
    other_day: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a title may mean. Of a date cell day and month may have been swapped by the program that wrote it."""

    place: int
    title: str
    day: int
    month: int | None
    year: int | None
    starts_at: str | None
    is_cell: bool = False
    is_numeric: bool = False
    is_year_first: bool = False

    def swapped(self) -> "_Reading":
        return replace(self, day=self.month or self.day, month=self.day) if self.month else self

    @property
    def may_be_swapped(self) -> bool:
        return self.month is not None and self.day <= _LAST_MONTH

    @property
    def is_figures(self) -> bool:
        """Whether day and month are figures side by side, of which either may come first."""
        return self.is_numeric and self.month is not None and not self.is_year_first


def count_dates(cells: Sequence[Cell]) -> int:
    """How many cells of a row are dates, whatever year they are of."""
    return sum(it.month is not None for it in _readings(cells, EPOCH))


def read_dates(
    cells: Sequence[Cell], context: Sequence[str], known: Set[str], today: date, epoch: date = EPOCH
) -> tuple[DateHeading, ...]:
    """The days above the marks. `context` is for each column the text above it, such as a month over several columns;
    `known` are the ISO days of the activity's sessions, which tell the year where none is written.

    Days come before months, unless a date can only be read the other way round. A program set to the United States
    turns 3/11 into the eleventh of March and leaves 17/11 as text: where that is seen, it is turned back. Of figures
    that may be read both ways the sessions tell which is meant; where they do not, each says what else it may be.
    """
    readings = _right_way_round([_in_context(it, context) for it in _readings(cells, epoch)])
    turned = [it.swapped() if it.is_cell and it.may_be_swapped else it for it in readings]
    if _is_likelier(_dated(turned, known, today), _dated(readings, known, today), readings, known):
        readings = turned
    as_they_are = _dated(readings, known, today)
    if not _may_mean_both(readings):
        return as_they_are
    month_first = _dated([it.swapped() if it.is_figures else it for it in readings], known, today)
    met, met_turned = _met(as_they_are, known), _met(month_first, known)
    if met != met_turned:
        return month_first if met_turned > met else as_they_are
    others = {it.place: it.day for it in month_first}
    return tuple(
        replace(it, other_day=others[it.place]) if others.get(it.place, it.day) != it.day else it
        for it in as_they_are
    )


def impossible_days(cells: Sequence[Cell], today: date) -> tuple[str, ...]:
    """The titles that are written like a date of which there is none, such as 31/2/2027."""
    readings = _right_way_round(_readings(cells, EPOCH))
    return tuple(
        it.title
        for it in readings
        if it.month is not None and 1 <= it.month <= _LAST_MONTH and _day(it, frozenset(), today) is None
    )


def _readings(cells: Sequence[Cell], epoch: date) -> list[_Reading]:
    found = (_reading(place, cell, epoch) for place, cell in enumerate(cells) if cell is not None)
    return [it for it in found if it is not None]


def _reading(place: int, cell: Cell, epoch: date) -> _Reading | None:
    if isinstance(cell, date):
        return _Reading(place, cell.isoformat(), cell.day, cell.month, cell.year, None, is_cell=True)
    text = str(cell)
    if text.isdecimal() and int(text) in _SERIALS:
        day = epoch + timedelta(days=int(text))
        return _Reading(place, day.isoformat(), day.day, day.month, day.year, None, is_cell=True)
    time = _TIME.search(text)
    parts = _PARTS.findall(fold(_TIME.sub(" ", text)))
    starts_at = parse_time(time[1]) if time else None
    return _of_parts(place, text, _without_filling(parts), starts_at)


def _without_filling(parts: list[str]) -> list[str]:
    """Without weekdays, small words, and the number of the session before its date."""
    kept = [it for it in parts if it not in _FILLING and not _is_weekday(it)]
    if kept[:1] == [_MARCH_OR_TUESDAY] and [it.isdecimal() and int(it) <= _LAST_DAY for it in kept[1:3]] == [
        True,
        True,
    ]:
        kept = kept[1:]
    if len(kept) > _SHORT_WEEKDAY - 1 and kept[0] in _NUMBERED and kept[1].isdecimal():
        return kept[2:]
    return [it for it in kept if it not in _NUMBERED]


def _is_weekday(word: str) -> bool:
    if word == _MARCH_OR_TUESDAY:
        return False  # the numbers beside it tell
    return len(word) >= _SHORT_WEEKDAY and any(it.startswith(word) for it in _WEEKDAYS)


def _of_parts(place: int, title: str, parts: Sequence[str], starts_at: str | None) -> _Reading | None:
    numbers = [int(it) for it in parts if it.isdecimal()]
    months = [month for it in parts if not it.isdecimal() and (month := month_of_word(it)) is not None]
    words = sum(not it.isdecimal() for it in parts)
    if words != len(months) or len(months) > 1 or not 1 <= len(numbers) <= 3:
        return None
    day, month, year = _ordered(numbers, parts, months)
    if not 1 <= day <= _LAST_DAY or (month is not None and not 1 <= month <= _LAST_DAY):
        return None
    year_first = len(numbers) == 3 and len(parts[0]) == 4
    return _Reading(
        place,
        title,
        day,
        month,
        _whole_year(year),
        starts_at,
        is_numeric=not months,
        is_year_first=year_first,
    )


def _ordered(
    numbers: Sequence[int], parts: Sequence[str], months: Sequence[int]
) -> tuple[int, int | None, int | None]:
    """Day, month and year; a number of four digits in front is a year."""
    if months:
        return numbers[0], months[0], numbers[1] if len(numbers) > 1 else None
    if len(numbers) == 3 and len(parts[0]) == 4:
        return numbers[2], numbers[1], numbers[0]
    return numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) == 3 else None


def _whole_year(year: int | None) -> int | None:
    return year + 2000 if year is not None and year < 100 else year


def _in_context(reading: _Reading, context: Sequence[str]) -> _Reading:
    """A day alone takes its month, and its year, from what stands above it."""
    above = context[reading.place] if reading.place < len(context) else ""
    if reading.month is not None or not above:
        return reading
    parts = _PARTS.findall(fold(above))
    months = [month for it in parts if (month := month_of_word(it)) is not None]
    years = [int(it) for it in parts if it.isdecimal() and len(it) == 4]
    if len(months) != 1:
        return reading
    year = reading.year or (years[0] if years else None)
    return replace(reading, month=months[0], year=year, is_numeric=False)


def _right_way_round(readings: list[_Reading]) -> list[_Reading]:
    """With days before months, where one of the dates can only be read with the month first."""
    if not _month_stands_first(readings):
        return readings
    return [it.swapped() if it.is_numeric else it for it in readings]


def _may_mean_both(readings: Iterable[_Reading]) -> bool:
    """Whether every date in figures could as well have its month first."""
    figures = [it for it in readings if it.is_figures]
    return bool(figures) and all(it.may_be_swapped for it in figures)


def _met(headings: Iterable[DateHeading], known: Set[str]) -> int:
    return sum(it.day in known for it in headings)


def _month_stands_first(readings: Iterable[_Reading]) -> bool:
    numeric = [it for it in readings if it.is_numeric and it.month is not None]
    return any((it.month or 0) > _LAST_MONTH for it in numeric) and all(
        it.day <= _LAST_MONTH for it in numeric
    )


def _dated(readings: Iterable[_Reading], known: Set[str], today: date) -> tuple[DateHeading, ...]:
    found = []
    for it in readings:
        day = _day(it, known, today)
        if day is not None:
            found.append(DateHeading(it.place, it.title, day.isoformat(), it.starts_at))
    return tuple(found)


def _day(reading: _Reading, known: Set[str], today: date) -> date | None:
    if reading.month is None:
        return None
    years = [reading.year] if reading.year else [today.year - 2, today.year - 1, today.year, today.year + 1]
    days = [day for year in years if (day := _made(year, reading.month, reading.day)) is not None]
    sessions = [date.fromisoformat(it) for it in known]
    if not days:
        return None
    if sessions:
        return min(
            days, key=lambda it: (min(abs((it - session).days) for session in sessions), -it.toordinal())
        )
    # Nobody hands in a list of what is still to come.
    return max((it for it in days if it <= today), default=days[0])


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_likelier(
    turned: Sequence[DateHeading], plain: Sequence[DateHeading], readings: Sequence[_Reading], known: Set[str]
) -> bool:
    cells = [it for it in readings if it.is_cell]
    if not cells or not all(it.may_be_swapped for it in cells):
        return False
    met, met_plain = _met(turned, known), _met(plain, known)
    if met != met_plain:
        return met > met_plain
    left_as_text = any(it.is_numeric and it.day > _LAST_MONTH for it in readings)
    return left_as_text and _order(turned) > _order(plain)


def _order(headings: Sequence[DateHeading]) -> tuple[int, int]:
    """How many days follow each other, and how close all of them lie together."""
    days = [date.fromisoformat(it.day) for it in headings]
    if not days:
        return 0, 0
    return sum(one <= other for one, other in pairwise(days)), -(max(days) - min(days)).days
