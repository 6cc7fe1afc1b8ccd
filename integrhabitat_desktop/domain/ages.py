"""How old somebody is."""

from datetime import date


def full_years(born: date, day: date) -> int:
    """The full years of somebody on a day; whoever is born on 29 February turns on 1 March where there is none."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
