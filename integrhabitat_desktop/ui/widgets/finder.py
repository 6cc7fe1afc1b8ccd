"""A field that finds one of many: what matches is offered below, and Enter waits for its own answer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.row_list import ListRow, RowList
from integrhabitat_desktop.ui.widgets.text_fields import TextField

_PAUSE_MS = 60
_LIST_HEIGHT = 150


class Finder(QWidget):
    """Emits `searched` after a pause in typing, `chosen` with the row's id and its title.

    Whoever answers calls `show_rows` with the query that was searched for; an answer to an older one is passed over.
    Escape empties the field and emits `left`.
    """

    searched = Signal(str)
    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, label: str, placeholder: str, matches_name: str) -> None:
        super().__init__()
        self._wanted = ""  # Enter was pressed for this query before its answer came
        self._answered = ""
        self.field = TextField(label, max_length=200)
        self.field.line.setPlaceholderText(placeholder)
        self.matches = RowList(matches_name, cards=False)
        self.matches.setMaximumHeight(theme().px(_LIST_HEIGHT))
        self.matches.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.field)
        layout.addWidget(self.matches)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field.changed.connect(self._pause.start)
        self.field.line.returnPressed.connect(self._take)
        self.field.line.installEventFilter(self)
        self.matches.chosen.connect(self._choose)

    def query(self) -> str:
        """What stands in the field."""
        return self.field.value() or ""

    def begin(self, text: str) -> None:
        """Go on with a text whose first letters were typed elsewhere."""
        self.field.set_value(text)
        self.field.setFocus()
        self.field.line.end(False)
        self._pause.start()

    def put_away(self) -> None:
        """Empty the field."""
        self._pause.stop()
        self._wanted = self._answered = ""
        self.field.set_value(None)
        self.field.set_help("")
        self.matches.hide()

    def show_rows(self, query: str, rows: Sequence[ListRow], *, if_none: str = "") -> None:
        """The answer to a search; `if_none` says what to do where nothing matches."""
        if query != self.query():
            return
        self._answered = query
        self.matches.set_rows(rows, select_first=True)
        self.matches.setVisible(bool(rows))
        self.field.set_help("" if rows else if_none)
        wanted, self._wanted = self._wanted, ""
        if wanted == query and rows:
            self._choose(self.matches.current_id())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.matches.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return False

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        self.field.set_help("")
        if self.query():
            self.searched.emit(self.query())
        else:
            self.matches.hide()

    @Slot()
    def _take(self) -> None:
        query = self.query()
        if not query:
            return
        if self._pause.isActive() or self._answered != query:
            self._wanted = query
            self._search()
        elif self.matches.rows():
            self._choose(self.matches.current_id())

    @Slot(str)
    def _choose(self, row_id: str) -> None:
        title = next((row.title for row in self.matches.rows() if row.id == row_id), "")
        if row_id:
            self.chosen.emit(row_id, title)
