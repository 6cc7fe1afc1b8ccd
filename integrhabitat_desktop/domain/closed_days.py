"""On which days nothing takes place: the holidays of a country, and the days the centre itself is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnClosedDay:
    """A day of the centre's own; with `every_year` its day and month count in every year from then on."""

    day: date
    title: str
    every_year: bool = False


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day and why nothing takes place on it; `title` may be empty."""

    day: date
    title: str
    is_own: bool


def closed_days(
    country: str, own: Iterable[OwnClosedDay], first: date, last: date, language: str
) -> dict[date, ClosedDay]:
    """The closed days from `first` to `last`, by day; the centre's own word stands before the country's.

    `country` is an ISO code; one whose holidays nobody has collected has none. Their names are in `language`
    where the country's list knows it, else in the country's own.
    """
    found = {
        day: ClosedDay(day, title, is_own=False)
        for day, title in country_holidays(country, range(first.year, last.year + 1), language).items()
    }
    for it in own:
        for day in _days_of(it, first, last):
            known = found.get(day)
            found[day] = ClosedDay(day, it.title or (known.title if known else ""), is_own=True)
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def country_holidays(country: str, years: Iterable[int], language: str) -> dict[date, str]:
    """The public holidays of a country in these years, with their names."""
    # Imported here: the lists of all countries take a while, and nothing that starts the program needs them.
    import holidays

    try:
        spoken = holidays.country_holidays(country).supported_languages
    except NotImplementedError:
        return {}
    wanted = next((it for it in spoken if it.split("_")[0] == language), None)
    return dict(holidays.country_holidays(country, years=list(years), language=wanted))


def _days_of(own: OwnClosedDay, first: date, last: date) -> list[date]:
    if not own.every_year:
        return [own.day]
    # 29 February comes in leap years alone.
    years = range(max(first.year, own.day.year), last.year + 1)
    return [date(year, own.day.month, own.day.day) for year in years if _exists(year, own.day)]


def _exists(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
