"""By which rule sessions come again: a rule of RFC 5545 and the local days it makes.

Only days are computed, never moments: a session at 14:00 is at 14:00 on each of them, whatever the clocks do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import islice

from integrhabitat_desktop.domain.errors import RuleViolation

MOST_SESSIONS = 200
LAST = -1  # of a month
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28


class Repeat(Enum):
    """What comes again: weekdays, a day of the month, or a weekday of the month."""

    WEEKLY = "WEEKLY"
    MONTH_DAY = "MONTH_DAY"
    MONTH_WEEKDAY = "MONTH_WEEKDAY"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every `interval` weeks on `weekdays` (0 is Monday), or every `interval` months on `month_day` or on the
    `nth` of its one weekday (1 to 4, or LAST). It ends with the day `until` or after `count` days.

    In a month that is shorter than `month_day` the last day counts, so that the 31st comes every month.
    """

    repeat: Repeat
    weekdays: tuple[int, ...] = ()
    month_day: int = 0
    nth: int = 0
    interval: int = 1
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        weekdays_fit = all(0 <= day <= 6 for day in self.weekdays) and len({*self.weekdays}) == len(
            self.weekdays
        )
        fits = {
            Repeat.WEEKLY: bool(self.weekdays) and not self.month_day and not self.nth,
            Repeat.MONTH_DAY: 1 <= self.month_day <= 31 and not self.weekdays and not self.nth,
            Repeat.MONTH_WEEKDAY: len(self.weekdays) == 1
            and self.nth in (1, 2, 3, 4, LAST)
            and not self.month_day,
        }[self.repeat]
        ends = (self.until is None) != (self.count is None) and (self.count is None or self.count > 0)
        if not (fits and weekdays_fit and ends and self.interval > 0):
            raise RuleViolation("recurrence_not_valid")

    def ending_on(self, day: date) -> "Recurrence":
        """The same with `day` as its end."""
        return replace(self, until=day, count=None)

    def ending_after(self, count: int) -> "Recurrence":
        """The same with `count` days."""
        return replace(self, until=None, count=count)


def weekly(first_day: date, count: int) -> Recurrence:
    """`count` times on the weekday of the first day."""
    return Recurrence(Repeat.WEEKLY, (first_day.weekday(),), count=count)


def days_of(rule: Recurrence, first_day: date) -> list[date]:
    """The days of the rule from `first_day` on. RuleViolation `too_many_sessions`."""
    days = list(islice(_days(rule, first_day), MOST_SESSIONS + 1))
    if len(days) > MOST_SESSIONS:
        raise RuleViolation("too_many_sessions", most=MOST_SESSIONS)
    return days


def days_without_end(rule: Recurrence, first_day: date) -> Iterator[date]:
    """The days of the rule as if it had no end."""
    return _days(replace(rule, until=date.max, count=None), first_day)


def rule_text(rule: Recurrence) -> str:
    """The rule as an RRULE value of RFC 5545."""
    monthly = rule.repeat is not Repeat.WEEKLY
    parts = ["FREQ=MONTHLY" if monthly else "FREQ=WEEKLY"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.repeat is Repeat.MONTH_DAY:
        # The latest of these that the month has; a bare BYMONTHDAY=31 would leave short months out.
        parts.append(f"BYMONTHDAY={','.join(map(str, _month_days(rule.month_day)))}")
        if rule.month_day > _SHORTEST_MONTH:
            parts.append("BYSETPOS=-1")
    else:
        nth = str(rule.nth) if rule.nth else ""
        parts.append(f"BYDAY={','.join(nth + _CODES[day] for day in sorted(rule.weekdays))}")
    parts.append(f"UNTIL={rule.until:%Y%m%d}" if rule.until else f"COUNT={rule.count}")
    return ";".join(parts)


def rule_of_text(text: str) -> Recurrence:
    """The rule of a text as `rule_text` makes it. RuleViolation `recurrence_not_known` for any other."""
    try:
        parts = dict(part.split("=") for part in text.split(";"))
        rule = _rule_of_parts(parts)
    except (ValueError, KeyError, RuleViolation) as error:
        raise RuleViolation("recurrence_not_known") from error
    if rule_text(rule) != text:
        raise RuleViolation("recurrence_not_known")
    return rule


def nth_of_month(day: date) -> int:
    """Which of its weekday in the month a day is: 1 to 4, and LAST for a fifth."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else LAST


def _month_days(month_day: int) -> list[int]:
    return list(range(min(month_day, _SHORTEST_MONTH), month_day + 1))


def _days(rule: Recurrence, first_day: date) -> Iterator[date]:
    # Imported here: nothing that starts the program computes a rule.
    from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

    until = datetime.combine(rule.until, datetime.min.time()) if rule.until else None
    start = datetime.combine(first_day, datetime.min.time())
    if rule.repeat is Repeat.MONTH_DAY:
        made = rrule(
            MONTHLY,
            start,
            interval=rule.interval,
            bymonthday=_month_days(rule.month_day),
            bysetpos=-1 if rule.month_day > _SHORTEST_MONTH else None,
            until=until,
            count=rule.count,
        )
    else:
        made = rrule(
            WEEKLY if rule.repeat is Repeat.WEEKLY else MONTHLY,
            start,
            interval=rule.interval,
            byweekday=[weekday(day, rule.nth or None) for day in rule.weekdays],
            until=until,
            count=rule.count,
        )
    return (moment.date() for moment in made)


def _rule_of_parts(parts: dict[str, str]) -> Recurrence:
    until, count = parts.get("UNTIL"), parts.get("COUNT")
    end = datetime.strptime(until, "%Y%m%d").date() if until else None
    times, interval = int(count) if count else None, int(parts.get("INTERVAL", "1"))
    if "BYMONTHDAY" in parts:
        month_day = int(parts["BYMONTHDAY"].split(",")[-1])
        return Recurrence(Repeat.MONTH_DAY, (), month_day, 0, interval, end, times)
    by_day = parts["BYDAY"].split(",")
    weekdays = tuple(_CODES.index(part[-2:]) for part in by_day)
    if parts["FREQ"] == "WEEKLY":
        return Recurrence(Repeat.WEEKLY, weekdays, 0, 0, interval, end, times)
    return Recurrence(Repeat.MONTH_WEEKDAY, weekdays, 0, int(by_day[0][:-2]), interval, end, times)
