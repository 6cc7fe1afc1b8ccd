"""Whose birthday a day is."""

from datetime import date, timedelta

_EXACT = "DAY"


def birth_days_kept_on(day: date) -> tuple[str, ...]:
    """The days of the year (`MM-DD`) whose birthdays are kept on a day: 29 February on the 28th in other years."""
    own = day.isoformat()[5:]
    if own == "02-28" and (day + timedelta(days=1)).month == 3:
        return own, "02-29"
    return (own,)


def is_birthday(birth_date: str | None, precision: str | None, day: date) -> bool:
    """Whether somebody has their birthday; only a day that was said is one."""
    return precision == _EXACT and birth_date is not None and birth_date[5:] in birth_days_kept_on(day)
