"""The search field: magnifier, key hint, a short pause before searching, arrows that move in the list."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent

from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.line_edit import KitLineEdit
from integrhabitat_desktop.ui.widgets.painting import key_hint_size, paint_icon, paint_key_hint

_PAUSE_MS = 60  # a search takes a few milliseconds, and a newer one ends an older one
_OF_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MODIFIER_KEYS = frozenset([Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift])
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchField(KitLineEdit):
    """Emits `searched` after a short pause in typing, `submitted` on Enter, `moved` on the arrows.

    Escape empties it first, and then emits `left`.
    """

    searched = Signal(str)
    submitted = Signal(str)
    moved = Signal(int)
    left = Signal()

    def __init__(self, placeholder: str, *, keys: str = "") -> None:
        super().__init__()
        self._keys = keys
        self._searched: str | None = None
        self.setProperty("kit", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._pause.start)
        self._reserve()

    def has_typing_to_undo(self) -> bool:
        # A search is soon typed again; Ctrl+Z here means the check-in that was just made.
        return False

    def _reserve(self) -> None:
        right = key_hint_size(self._keys).width() + theme().px(8) if self._keys else 0
        self.setTextMargins(theme().px(30), 0, right, 0)

    def _search(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        # Where a scan was typed here and taken out again, the old text must not bring back what it had found.
        if text != self._searched:
            self._searched = text
            self.searched.emit(text)

    def set_text_quietly(self, text: str) -> None:
        """Show a text without searching for it."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self._searched = None
        self._pause.stop()

    def event(self, event: QEvent) -> bool:
        """A command by key or mouse is meant for what was typed: it is searched for before the command runs."""
        is_command = event.type() is QEvent.Type.FocusOut or (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and bool(event.modifiers() & _OF_COMMANDS)
            and event.key() not in _MODIFIER_KEYS
        )
        if is_command and self._pause.isActive():
            self._search()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What is submitted has always been searched for: a scanner types faster than the pause.
            if self._pause.isActive():
                self._search()
            self.submitted.emit(self.text().strip())
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._search()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reserve()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, painter = theme(), QPainter(self)
        paint_icon(painter, "search", tokens.colour("muted"), tokens.px(13), self.rect(), tokens.icon_size)
        if self._keys:
            size = key_hint_size(self._keys)
            box = QRect(
                self.width() - size.width() - tokens.px(10),
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
            paint_key_hint(painter, box, self._keys, tokens.colour("muted"), tokens.colour("control_line"))
