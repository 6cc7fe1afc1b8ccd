"""Somebody who is not on the list: found by typing or registered by name, without leaving the roster."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.screens.activities.roster_view_model import RosterViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import ListRow, RowList, TextField
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.find_people import PersonMatch

_NEW = "new"  # the row that registers somebody; no id of a record looks like it
_SEARCH_MS = 200


class WalkIns(QWidget):
    """A field and who matches it. `left` is emitted when the keyboard goes back to the list."""

    left = Signal()

    def __init__(self, services: ScreenServices, model: RosterViewModel) -> None:
        super().__init__()
        self._services, self._model = services, model
        self._wanted = ""  # Enter was pressed for this name before the answer came
        self.walk_in = TextField(_("Somebody who is not on the list"), max_length=200)
        self.walk_in.line.setPlaceholderText(_("Name, then Enter"))
        self.matches = RowList(_("Participants who match"), cards=False)
        self.matches.setMaximumHeight(theme().px(150))
        self.matches.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.walk_in)
        layout.addWidget(self.matches)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_MS)
        self._pause.timeout.connect(self._search)
        self.walk_in.changed.connect(self._pause.start)
        self.walk_in.line.returnPressed.connect(self._take)
        self.walk_in.line.installEventFilter(self)
        self.matches.chosen.connect(self._add)
        model.found.connect(self._show_matches)
        name_parts(self)

    def begin(self, name: str) -> None:
        """Go on with a name whose first letters were typed on the list."""
        self.walk_in.set_value(name)
        self.walk_in.setFocus()
        self.walk_in.line.end(False)
        self._pause.start()

    def put_away(self) -> None:
        """Empty the field."""
        self._pause.stop()
        self._wanted = ""
        self.walk_in.set_value(None)
        self.matches.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.matches.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _search(self) -> None:
        query = self.walk_in.value()
        if query:
            self._model.search(query)
        else:
            self.matches.hide()

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        if query != self.walk_in.value():
            return
        today = self._services.today()
        rows = [
            ListRow(it.person.id, it.person.name, facts_of(it.person, today), icon="user") for it in matches
        ]
        rows.append(ListRow(_NEW, _("Register “{name}” and add them").format(name=query), icon="user-plus"))
        self.matches.set_rows(rows, select_first=True)
        self.matches.show()
        if self._wanted == query:
            self._wanted = ""
            self._add(self.matches.current_id())

    @Slot()
    def _take(self) -> None:
        query = self.walk_in.value()
        if not query:
            return
        if self._pause.isActive() or not self.matches.isVisible():
            self._wanted = query
            self._pause.stop()
            self._search()
        else:
            self._add(self.matches.current_id())

    @Slot(str)
    def _add(self, person_id: str) -> None:
        name = self.walk_in.value() or ""
        if person_id == _NEW:
            if name:
                self._model.register_walk_in(name)
        elif person_id:
            chosen = next((it.title for it in self.matches.rows() if it.id == person_id), name)
            self._model.add_walk_in(person_id, chosen)
