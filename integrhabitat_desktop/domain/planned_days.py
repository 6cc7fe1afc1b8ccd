"""The days on which sessions will take place: those of a rule without the closed ones, where asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from integrhabitat_desktop.domain.closed_days import ClosedDay
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import MOST_SESSIONS, Recurrence, days_without_end

ClosedOn = Callable[[date], ClosedDay | None]


@dataclass(frozen=True, slots=True)
class PlannedDays:
    """`skipped` are closed days left out; `closed` are closed days on which a session would be all the same.

    `rule` is the rule as it is kept: it ends on the last of `days`.
    """

    days: tuple[date, ...]
    skipped: tuple[ClosedDay, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    rule: Recurrence | None = None


def planned_days(
    first_day: date, rule: Recurrence | None, closed_on: ClosedOn, *, skips: bool
) -> PlannedDays:
    """The days from `first_day` on; without a rule that day alone.

    A rule with a count gives as many days that are open: a skipped one does not use up a session.
    RuleViolation `too_many_sessions`, `no_day_planned`.
    """
    if rule is None:
        closed = closed_on(first_day)
        return PlannedDays((first_day,), closed=(closed,) if closed else ())
    days: list[date] = []
    skipped: list[ClosedDay] = []
    endless, until = days_without_end(rule, first_day), rule.until
    for day in endless if until is None else takewhile(lambda it: it <= until, endless):
        closed = closed_on(day) if skips else None
        if closed:
            skipped.append(closed)
        else:
            days.append(day)
        if len(days) > MOST_SESSIONS or len(skipped) > MOST_SESSIONS:
            raise RuleViolation("too_many_sessions", most=MOST_SESSIONS)
        if len(days) == rule.count:
            break
    if not days:
        raise RuleViolation("no_day_planned")
    open_anyway = () if skips else tuple(it for day in days if (it := closed_on(day)))
    return PlannedDays(tuple(days), tuple(skipped), open_anyway, rule.ending_on(days[-1]))
