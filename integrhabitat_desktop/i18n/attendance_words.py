"""Attendance in few signs: a letter for each mark, a share, hours, the name of a month; for screen and paper."""

from datetime import date
from typing import Final

from babel import dates

from integrhabitat_desktop.i18n.formatting import format_number, join_facts
from integrhabitat_desktop.i18n.language import _, active_locale, ngettext

# In the order of the letters below.
LETTERED: Final = ("PRESENT", "LATE", "LEFT_EARLY", "REMOTE", "EXCUSED", "ABSENT")
# What stands beside a letter where the person was not enrolled on that day.
DROP_IN_SIGN: Final = "*"
NOT_HELD_SIGN, NOT_MARKED_SIGN = "–", "?"


def mark_letter(status: str) -> str:
    """One letter for a code of attendance_status; "?" for one that this version does not know."""
    # Translators: six letters that stand for present, late, left early, present online, excused, absent.
    letters = _("PLDOEA")
    return letters[LETTERED.index(status)] if status in LETTERED and len(letters) == len(LETTERED) else "?"


def share_words(part: int, whole: int, percent: float | None) -> str:
    """A share: "9 de 12", and with the percentage where one may be said: "182 de 240 · 75,8 %"."""
    if not whole:
        return _("no data")
    numbers = _("{part} of {whole}").format(part=format_number(part), whole=format_number(whole))
    return join_facts(
        numbers, _("{number} %").format(number=format_number(percent)) if percent is not None else ""
    )


def hours_words(minutes: int | None) -> str:
    """Hours with at most one decimal; "" where nobody knows."""
    return "" if minutes is None else _("{number} h").format(number=format_number(round(minutes / 60, 1)))


def mean_words(people: float) -> str:
    """People per session, with at most one decimal."""
    words = ngettext("{number} person per session", "{number} people per session", 1 if people == 1 else 2)
    return words.format(number=format_number(people))


def months_words(first: str, last: str) -> str:
    """The month or months from one ISO date to another: "noviembre de 2026", "octubre – diciembre de 2026"."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    whole = dates.format_skeleton("yMMMM", other, locale=active_locale())
    if (one.year, one.month) == (other.year, other.month):
        return whole
    begin = dates.format_date(one, "LLLL" if one.year == other.year else "LLLL y", locale=active_locale())
    return _("{first} to {last}").format(first=begin, last=whole)
