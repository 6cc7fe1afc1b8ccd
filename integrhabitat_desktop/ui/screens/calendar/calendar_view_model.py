"""What the calendar shows, without a widget: a month or a week around a day, and going from one to the next."""

from datetime import date, timedelta
from enum import Enum

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.view_calendar import CalendarPage, view_calendar

_WEEK = timedelta(days=7)
# A calendar of the years of people who live now; beyond it nothing is planned.
_EARLIEST, _LATEST = date(1970, 1, 1), date(2100, 12, 31)


class Span(Enum):
    """How much is seen at once."""

    MONTH = "MONTH"
    WEEK = "WEEK"


def days_in_sight(span: Span, day: date) -> tuple[date, date]:
    """The first and the last day of the whole weeks that are shown around a day; weeks begin on Monday."""
    first = last = day
    if span is Span.MONTH:
        first = day.replace(day=1)
        last = next_month(first) - timedelta(days=1)
    first -= timedelta(days=first.weekday())
    last += timedelta(days=6 - last.weekday())
    return first, last


def next_month(day: date, months: int = 1) -> date:
    """The same day some months later or earlier; the last one where that month is shorter."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))


class CalendarViewModel(QObject):
    """`loaded` is emitted with what is in sight, `day_changed` when another day is chosen in it."""

    loaded = Signal(object)  # a CalendarPage
    day_changed = Signal()

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self.span = Span.MONTH
        self.day = services.today()
        self.page: CalendarPage | None = None

    def load(self) -> None:
        """Read what is in sight."""
        first, last = days_in_sight(self.span, self.day)
        language = active_language()
        self._services.runner.run(
            lambda desk: view_calendar(desk, first, last, language), self._loaded, key="calendar"
        )

    def go_to(self, day: date) -> None:
        """Choose a day; another month or week comes into sight where it lies outside."""
        day = min(max(day, _EARLIEST), _LATEST)
        before, self.day = days_in_sight(self.span, self.day), day
        shown = self.page is not None and days_in_sight(self.span, day) == before
        if shown:
            self.day_changed.emit()
        else:
            self.load()

    def step(self, forward: int) -> None:
        """The next or the earlier month or week."""
        self.go_to(next_month(self.day, forward) if self.span is Span.MONTH else self.day + forward * _WEEK)

    def show_span(self, span: Span) -> None:
        """Show months or weeks."""
        if span is not self.span:
            self.span = span
            self.load()

    def _loaded(self, page: CalendarPage) -> None:
        if (page.first, page.last) == days_in_sight(self.span, self.day):
            self.page = page
            self.loaded.emit(page)
