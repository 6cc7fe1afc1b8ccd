"""The closed days of the centre, without a widget: read, add, end; each taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, active_language, format_date
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import (
    ClosedDay,
    KeptClosedDay,
    closed_between,
    end_closed_day,
    keep_closed_day,
    own_days,
    restore_closed_day,
)


@dataclass(frozen=True, slots=True)
class ClosedDaysShown:
    """The centre's own days, and the holidays of its country that are still to come this year and next."""

    own: Sequence[KeptClosedDay]
    holidays: Sequence[ClosedDay]


class ClosedDaysViewModel(QObject):
    """`loaded` carries a ClosedDaysShown."""

    loaded = Signal(object)

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    def load(self) -> None:
        """Read both."""
        today, language = self._services.today(), active_language()
        last = date(today.year + 1, 12, 31)

        def work(desk: Desk) -> ClosedDaysShown:
            closed = closed_between(desk, today, last, language)
            return ClosedDaysShown(own_days(desk), [it for it in closed.values() if not it.is_own])

        self._services.runner.run(work, self.loaded.emit, key="closed-days")

    def add(
        self, day: str, title: str, *, every_year: bool, done: Callable[[], None], failed: Failed
    ) -> None:
        """Note that the centre is closed."""
        run_undoable(
            self._services,
            lambda desk: keep_closed_day(desk, day, title, every_year=every_year),
            _("The centre is closed on {day}.").format(day=format_date(day, "long")),
            restore_closed_day,
            then=lambda _changed: done(),
            failed=failed,
        )

    def end(self, kept: KeptClosedDay) -> None:
        """The centre is open on that day."""
        run_undoable(
            self._services,
            lambda desk: end_closed_day(desk, kept.holiday_id),
            _("The centre is open on {day}.").format(day=format_date(kept.day, "long")),
            restore_closed_day,
            then=lambda _changed: self.load(),
        )
