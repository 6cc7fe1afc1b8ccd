"""Who is a child or adolescent (NNA): under 18 in every country of the network."""

from calendar import monthrange
from datetime import date

from integrhabitat_desktop.domain.ages import full_years

OF_AGE = 18


def is_minor(birth_date: str | None, precision: str | None, today: date) -> bool:
    """Whether somebody born then is under 18, or may be as far as it is known; False where nothing is known.

    `precision` is a code of `birth_precision`. Of an adult who is counted as a minor nobody is harmed.
    """
    if not birth_date:
        return False
    born = _latest(date.fromisoformat(birth_date), precision)
    return full_years(born, today) < OF_AGE


def _latest(born: date, precision: str | None) -> date:
    """The last day that such a date may stand for; an age that was guessed may be wrong by a year."""
    if precision == "MONTH":
        return born.replace(day=monthrange(born.year, born.month)[1])
    if precision == "YEAR":
        return date(born.year, 12, 31)
    if precision == "ESTIMATED":
        return date(born.year + 1, born.month, min(born.day, monthrange(born.year + 1, born.month)[1]))
    return born
