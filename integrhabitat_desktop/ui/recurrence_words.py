"""How sessions come again, in words: the ways that fit a first day, and a rule that stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from integrhabitat_desktop.domain.recurrence import LAST, Recurrence, Repeat, nth_of_month
from integrhabitat_desktop.i18n import N_, _, join_list, ngettext
from integrhabitat_desktop.i18n.calendar_words import weekday_name

ONCE = "ONCE"
_IN_MONTH = {
    1: N_("Every month on the first {weekday}"),
    2: N_("Every month on the second {weekday}"),
    3: N_("Every month on the third {weekday}"),
    4: N_("Every month on the fourth {weekday}"),
    LAST: N_("Every month on the last {weekday}"),
}
_LONGEST_MONTH = 31
_WEEK = 7


@dataclass(frozen=True, slots=True)
class WayToRepeat:
    """One way to repeat, without days of the week and without an end; `code` names it in a form."""

    repeat: Repeat
    interval: int = 1
    month_day: int = 0
    nth: int = 0

    @property
    def code(self) -> str:
        number = self.month_day or self.nth
        return f"{self.repeat.value}.{self.interval}.{number}"


def ways_to_repeat(first_day: date) -> dict[str, WayToRepeat]:
    """The ways that a series can go on from its first day, by code."""
    ways = [WayToRepeat(Repeat.WEEKLY), WayToRepeat(Repeat.WEEKLY, 2)]
    ways.append(WayToRepeat(Repeat.MONTH_DAY, month_day=first_day.day))
    if (first_day + timedelta(days=1)).day == 1 and first_day.day < _LONGEST_MONTH:
        ways.append(WayToRepeat(Repeat.MONTH_DAY, month_day=_LONGEST_MONTH))
    nth = nth_of_month(first_day)
    ways.append(WayToRepeat(Repeat.MONTH_WEEKDAY, nth=nth))
    if nth != LAST and (first_day + timedelta(days=_WEEK)).month != first_day.month:
        ways.append(WayToRepeat(Repeat.MONTH_WEEKDAY, nth=LAST))
    return {way.code: way for way in ways}


def way_of(rule: Recurrence) -> WayToRepeat:
    """The way in which a rule repeats."""
    return WayToRepeat(rule.repeat, rule.interval, rule.month_day, rule.nth)


def way_words(way: WayToRepeat, first_day: date) -> str:
    """A way to repeat, to choose from: "Every month on the second Tuesday"."""
    if way.repeat is Repeat.WEEKLY:
        return ngettext("Every week", "Every {count} weeks", way.interval).format(count=way.interval)
    weekdays = (first_day.weekday(),) if way.repeat is Repeat.MONTH_WEEKDAY else ()
    return recurrence_words(Recurrence(way.repeat, weekdays, way.month_day, way.nth, way.interval, count=1))


def recurrence_words(rule: Recurrence) -> str:
    """How a rule repeats, without its end: "Every week on Monday and Thursday"."""
    if rule.repeat is Repeat.WEEKLY:
        weekdays = join_list([weekday_name(day) for day in sorted(rule.weekdays)])
        words = ngettext("Every week on {weekdays}", "Every {count} weeks on {weekdays}", rule.interval)
        return words.format(count=rule.interval, weekdays=weekdays)
    if rule.repeat is Repeat.MONTH_WEEKDAY:
        return _(_IN_MONTH[rule.nth]).format(weekday=weekday_name(rule.weekdays[0]))
    if rule.month_day == _LONGEST_MONTH:
        return _("Every month on its last day")
    words = _("Every month on day {day}")
    if rule.month_day > 28:
        words = _("Every month on day {day}, or on the last one")
    return words.format(day=rule.month_day)
