"""Keep the days on which the centre is closed, and read them with the holidays of its country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from integrhabitat_desktop.db.queries.calendar import KeptClosedDay, own_closed_days
from integrhabitat_desktop.domain.closed_days import ClosedDay, OwnClosedDay, closed_days
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Holiday

__all__ = ["ClosedDay", "KeptClosedDay"]

_ACTIVE, _ENDED = "ACTIVE", "ENDED"


@dataclass(frozen=True, slots=True)
class ClosedDayChanged:
    """The closed day as it was before; None where there was none. For the undo."""

    holiday_id: str
    before: KeptClosedDay | None


def own_days(desk: Desk) -> list[KeptClosedDay]:
    """The days of the centre's own, by day."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return own_closed_days(desk.store)


def closed_between(desk: Desk, first: date, last: date, language: str) -> dict[date, ClosedDay]:
    """Every closed day from `first` to `last`, with its name in `language` where there is one."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return closed_days(desk.centre.country, _own(own_closed_days(desk.store)), first, last, language)


class ClosedDays:
    """Answers for any day whether the centre is closed; each year is worked out once."""

    def __init__(self, desk: Desk, language: str = "") -> None:
        self._country, self._language = desk.centre.country, language
        self._own = tuple(_own(own_closed_days(desk.store)))
        self._years: dict[int, dict[date, ClosedDay]] = {}

    def __call__(self, day: date) -> ClosedDay | None:
        if day.year not in self._years:
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
            self._years[day.year] = closed_days(self._country, self._own, first, last, self._language)
        return self._years[day.year].get(day)


def keep_closed_day(desk: Desk, day: str, title: str, *, every_year: bool = False) -> ClosedDayChanged:
    """Note that the centre is closed on a day; how it stood before. RuleViolation `not_allowed`; ValidationFailed."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    before = _standing(desk, natural_id(day))
    with desk.store.transaction(desk.staff.id) as tx:
        tx.put(
            Holiday(
                id=natural_id(day),
                day=day,
                title=title.strip() or None,
                every_year=1 if every_year else None,
                state=_ACTIVE,
            )
        )
    return ClosedDayChanged(natural_id(day), before)


def end_closed_day(desk: Desk, holiday_id: str) -> ClosedDayChanged:
    """The centre is open on that day after all; how it stood before."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    before = _standing(desk, holiday_id)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Holiday, holiday_id, state=_ENDED)
    return ClosedDayChanged(holiday_id, before)


def restore_closed_day(desk: Desk, changed: ClosedDayChanged) -> None:
    """The undo of both."""
    if changed.before is None:
        end_closed_day(desk, changed.holiday_id)
    else:
        kept = changed.before
        keep_closed_day(desk, kept.day, kept.title, every_year=kept.every_year)


def _standing(desk: Desk, holiday_id: str) -> KeptClosedDay | None:
    return next((it for it in own_closed_days(desk.store) if it.holiday_id == holiday_id), None)


def _own(kept: Iterable[KeptClosedDay]) -> Iterable[OwnClosedDay]:
    return [OwnClosedDay(date.fromisoformat(it.day), it.title, it.every_year) for it in kept]
