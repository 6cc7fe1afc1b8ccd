"""A list of rows to tick, for more of them than check boxes have room: Space, Enter or a click."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets.row_list import ListRow, RowList


class TickList(RowList):
    """`ticked_changed` is emitted when somebody ticks a row; rows that are `fixed` stay as they are."""

    ticked_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, cards=False)
        self._plain: dict[str, ListRow] = {}
        self._ticked: set[str] = set()
        self._fixed: frozenset[str] = frozenset()
        self.clicked.connect(self._clicked)

    def set_choices(
        self, rows: Sequence[ListRow], ticked: Iterable[str], *, fixed: Iterable[str] = ()
    ) -> None:
        """Show other rows, those of `ticked` with a tick."""
        self._plain = {row.id: row for row in rows}
        self._fixed = frozenset(fixed)
        self._ticked = {it for it in ticked if it in self._plain and it not in self._fixed}
        self._show_ticks()

    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked rows, in the order of the list."""
        return tuple(it for it in self._plain if it in self._ticked)

    def tick_all(self) -> None:
        """Tick every row that may be ticked, or none where all are."""
        free = self._plain.keys() - self._fixed
        self._ticked = set() if free <= self._ticked else set(free)
        self._show_ticks()
        self.ticked_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers():
            self._toggle(self.current_id())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, _index: QModelIndex) -> None:
        self._toggle(self.current_id())

    def _toggle(self, row_id: str) -> None:
        if row_id and row_id not in self._fixed:
            self._ticked ^= {row_id}
            self._show_ticks()
            self.ticked_changed.emit()

    def _show_ticks(self) -> None:
        place = self.verticalScrollBar().value()
        self.set_rows([self._with_tick(row) for row in self._plain.values()])
        self.verticalScrollBar().setValue(place)

    def _with_tick(self, row: ListRow) -> ListRow:
        if row.id in self._fixed:
            return replace(row, icon="minus")
        if row.id in self._ticked:
            return replace(row, icon="square-check", icon_tone=Tone.PRIMARY, said=_("ticked"))
        return replace(row, icon="square", said=_("not ticked"))
