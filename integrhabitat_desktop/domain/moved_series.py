"""What becomes of the days of a series when one of them goes to another day and the others follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import LAST, Recurrence, Repeat, days_of, nth_of_month

_WEEK = 7


@dataclass(frozen=True, slots=True)
class MovedSeries:
    """The rule after the move, and for each day of the rule before the day it goes to."""

    rule: Recurrence
    first_day: date
    new_days: Mapping[date, date]


def moved_series(rule: Recurrence, days: Sequence[date], old: date, new: date) -> MovedSeries:
    """`days` are those of the rule that follow when its day `old` goes to `new`: all of them, or from `old` on.

    A move inside the week (of a monthly rule: the month) changes the weekday or day alone; a longer one shifts the
    whole by as many weeks or months. RuleViolation `series_has_that_day` where the series has that weekday already.
    """
    if rule.repeat is Repeat.WEEKLY:
        moved, start = _moved_weekly(rule, days[0], old, new)
    else:
        moved, start = _moved_monthly(rule, days[0], old, new)
    made = days_of(moved.ending_after(len(days)), start)
    # Within a week the sessions on the other weekdays stay where they are.
    same = {*days} & {*made} if _week_of(old) == _week_of(new) else set()
    left = zip(
        (day for day in days if day not in same), (day for day in made if day not in same), strict=True
    )
    return MovedSeries(moved.ending_on(made[-1]), made[0], {day: day for day in same} | dict(left))


def _moved_weekly(rule: Recurrence, first: date, old: date, new: date) -> tuple[Recurrence, date]:
    others = [day for day in rule.weekdays if day != old.weekday()]
    if new.weekday() in others:
        raise RuleViolation("series_has_that_day")
    moved = replace(rule, weekdays=tuple(sorted([*others, new.weekday()])))
    whole_weeks = _week_of(new) - _week_of(old)
    return moved, min(first + whole_weeks, first + (new - old))


def _moved_monthly(rule: Recurrence, first: date, old: date, new: date) -> tuple[Recurrence, date]:
    months = (new.year - old.year) * 12 + new.month - old.month
    start = _first_of_month(first, months)
    if rule.repeat is Repeat.MONTH_DAY:
        stays_last = rule.month_day > old.day and _is_last(new)
        return replace(rule, month_day=rule.month_day if stays_last else new.day), start
    stays_last = rule.nth == LAST and _is_in_last_week(new)
    nth = LAST if stays_last else nth_of_month(new)
    return replace(rule, weekdays=(new.weekday(),), nth=nth), start


def _week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date, months_later: int) -> date:
    months = day.year * 12 + day.month - 1 + months_later
    return date(months // 12, months % 12 + 1, 1)


def _is_last(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _is_in_last_week(day: date) -> bool:
    return (day + timedelta(days=_WEEK)).month != day.month
