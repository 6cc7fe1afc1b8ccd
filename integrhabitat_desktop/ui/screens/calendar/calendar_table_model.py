"""The days in sight as a table of seven columns; what stands in a cell is also said to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from integrhabitat_desktop.domain.session_states import PLANNED
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.i18n.calendar_words import weekday_name
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.text import tooltip_text
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDay
from integrhabitat_desktop.use_cases.view_calendar import CalendarPage, CalendarSession

CELL_ROLE = Qt.ItemDataRole.UserRole + 301
_Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
DAYS = 7
_SHORT_FROM = 125  # per cent of zoom: there is no room for the whole names


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day. `is_outside` where it belongs to the month before or after."""

    day: date
    sessions: Sequence[CalendarSession]
    closed: ClosedDay | None
    is_today: bool
    is_outside: bool


class CalendarTableModel(QAbstractTableModel):
    """Rows are weeks, from Monday on."""

    def __init__(self) -> None:
        super().__init__()
        self._page: CalendarPage | None = None
        self._today = self._month = date.min

    def show_page(self, page: CalendarPage, today: date, month: date | None) -> None:
        """Show other days; of a `month` the days of its neighbours are paler."""
        self.beginResetModel()
        self._page, self._today, self._month = page, today, month or date.min
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOTHING) -> int:
        if self._page is None or parent.isValid():
            return 0
        return ((self._page.last - self._page.first).days + 1) // DAYS

    def columnCount(self, parent: _Index = _NOTHING) -> int:
        return 0 if parent.isValid() else DAYS

    def day_at(self, index: _Index) -> date | None:
        """The day of a cell."""
        if self._page is None or not index.isValid():
            return None
        return self._page.first + timedelta(days=index.row() * DAYS + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """Where a day stands; an index that is not valid where it is not in sight."""
        if self._page is None or not self._page.first <= day <= self._page.last:
            return QModelIndex()
        return self.index(*divmod((day - self._page.first).days, DAYS))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.day.day)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day_words(cell)
        if role == Qt.ItemDataRole.ToolTipRole and (cell.sessions or cell.closed):
            return tooltip_text(day_words(cell).replace("; ", "\n"))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return weekday_name(section, short=theme().zoom >= _SHORT_FROM)
        return None

    def _cell(self, index: _Index) -> DayCell | None:
        day = self.day_at(index)
        if self._page is None or day is None:
            return None
        month = self._month
        outside = month != date.min and (day.year, day.month) != (month.year, month.month)
        return DayCell(
            day, self._page.sessions.get(day, ()), self._page.closed.get(day), day == self._today, outside
        )


def day_words(cell: DayCell) -> str:
    """A day and all that stands in it, in one line."""
    count = len(cell.sessions)
    sessions = [
        join_facts(
            times_words(it.starts_at, it.ends_at),
            it.title,
            it.place,
            code_label("session_state", it.state) if it.state != PLANNED else "",
        )
        for it in cell.sessions
    ]
    closed = (cell.closed.title or _("closed day")) if cell.closed else ""
    counted = ngettext("{count} session", "{count} sessions", count).format(count=count) if count else ""
    head = join_facts(format_date(cell.day, "full"), _("today") if cell.is_today else "", closed, counted)
    return "; ".join([head, *sessions])
