"""Names of weekdays and months, and many days in few words."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from babel import dates

from integrhabitat_desktop.i18n.language import _, active_locale


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """The name of a weekday (0 is Monday) as it stands alone: "lunes", "lun"."""
    names = dates.get_day_names("abbreviated" if short else "wide", "stand-alone", active_locale())
    return str(names[weekday]).removesuffix(".")


def month_title(day: date) -> str:
    """The month of a day: "Marzo de 2027"."""
    words = dates.format_skeleton("yMMMM", day, locale=active_locale())
    return str(words[:1].upper() + words[1:])


def day_title(day: date) -> str:
    """A day under the title of its month: "Sábado, 21 de noviembre"."""
    in_month = dates.format_skeleton("MMMMd", day, locale=active_locale())
    words = _("{weekday}, {day}").format(weekday=weekday_name(day.weekday()), day=in_month)
    return str(words[:1].upper() + words[1:])


def days_by_month(days: Iterable[date]) -> list[str]:
    """One line for each month: "Marzo de 2027: 1, 8, 15", with weekdays where there are several."""
    every_one = list(days)
    with_weekday = len({day.weekday() for day in every_one}) > 1
    lines = []
    for _month, group in groupby(every_one, lambda day: (day.year, day.month)):
        same = list(group)
        shown = [
            f"{weekday_name(day.weekday(), short=True)} {day.day}" if with_weekday else str(day.day)
            for day in same
        ]
        lines.append(_("{month}: {days}").format(month=month_title(same[0]), days=", ".join(shown)))
    return lines
