"""Tells a scanner from a person: a scanned code is typed faster than any hand, and ends with Enter or Tab."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from integrhabitat_desktop.domain.card_token import looks_like_token

# Scanners send a sign every 1 to 15 ms; nobody types two and Enter faster than one in 25.
FASTEST_HAND_SECONDS = 0.025
_FEWEST_SIGNS = 2
# What comes this soon after a scan belongs to it: a second Enter, or the next line of a code with several.
AFTER_SCAN_SECONDS = 0.1
_NEW_TEXT_SECONDS = 1.0
_HELD_MS = 60
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ScanWatch(QObject):
    """Emits `scanned` with the text of a scan in `window`, whatever has the focus there.

    What the scanner typed into a field is taken out again. Elsewhere keys that come that fast are held back until
    it is clear who types, for a letter or digit can be a command there. The Enter of a scan reaches nobody, and
    neither does what follows at once: a code from outside must never press a button, nor close a dialog. A card is
    told by its form too, however slowly its scanner types.
    """

    scanned = Signal(str)
    tab_pressed = Signal()  # by a person; before the keyboard moves on

    def __init__(
        self, application: QCoreApplication, window: QWidget, monotonic: Callable[[], float]
    ) -> None:
        super().__init__(window)
        self.fastest_hand = FASTEST_HAND_SECONDS
        self._window, self._monotonic = window, monotonic
        self._typed = ""  # since the last pause
        self._burst = ""  # the end of it that no hand could type
        self._last, self._last_stamp = 0.0, 0
        self._is_ending = False  # a scan was taken, and what belongs to it may still be coming
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(_HELD_MS)
        self._release.timeout.connect(self._let_go)
        self._is_letting_go = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            # A key travels on through the parents of the field; it counts once.
            and watched is (QApplication.focusWidget() or self._window)
            and not self._is_letting_go
        ):
            return self._key(watched, event)
        return False

    def _key(self, focus: QWidget, event: QKeyEvent) -> bool:
        pause = self._pause_before(event)
        self._is_ending = self._is_ending and pause < AFTER_SCAN_SECONDS and self.fastest_hand > 0
        if self._is_ending:
            return True
        if event.key() in _ENDS:
            is_scan = self._end(focus, pause)
            if event.key() == Qt.Key.Key_Tab and not is_scan:
                self.tab_pressed.emit()
            return is_scan
        if event.key() == Qt.Key.Key_Backtab:
            self.tab_pressed.emit()
        text = event.text()
        if not text or not text.isprintable():
            # A scanner holds Shift for capitals; any other key is a person's.
            if event.key() != Qt.Key.Key_Shift:
                self._forget()
            return False
        if pause >= _NEW_TEXT_SECONDS:
            self._typed = ""
        if pause >= self.fastest_hand:
            self._burst = ""
        self._typed += text
        self._burst += text
        if len(self._burst) > 1 and not isinstance(focus, QLineEdit | QPlainTextEdit):
            self._held.append((focus, event.clone()))
            self._release.start()
            return True
        return False

    def _pause_before(self, event: QKeyEvent) -> float:
        """Since the key before, in seconds. Where the window was busy keys wait and then come at once: the moment at
        which the system says they were pressed counts too.
        """
        now, stamp = self._monotonic(), event.timestamp()
        pause = max(now - self._last, (stamp - self._last_stamp) / 1000)
        self._last, self._last_stamp = now, stamp
        return pause

    def _end(self, focus: QWidget, pause: float) -> bool:
        typed, burst = self._typed, self._burst
        is_fast = len(burst) >= _FEWEST_SIGNS and pause < self.fastest_hand
        if not is_fast and not looks_like_token(typed):
            self._let_go()
            self._forget()
            return False
        self._release.stop()
        self._held.clear()
        self._forget()
        scanned = burst if is_fast else typed
        self._is_ending = True
        _take_out(focus, scanned)
        if focus.window() is self._window:
            self.scanned.emit(scanned)
        return True

    def _forget(self) -> None:
        self._typed = self._burst = ""

    @Slot()
    def _let_go(self) -> None:
        """It was a person after all: what was held back reaches its place."""
        self._release.stop()
        held, self._held = self._held, []
        self._is_letting_go = True
        try:
            for focus, event in held:
                QCoreApplication.sendEvent(focus, event)
        finally:
            self._is_letting_go = False


def _take_out(field: QWidget, typed: str) -> None:
    if isinstance(field, QLineEdit):
        place = field.cursorPosition()
        if field.text()[:place].endswith(typed):
            field.setText(field.text()[: place - len(typed)] + field.text()[place:])
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(typed))
        if cursor.selectedText() == typed:
            cursor.removeSelectedText()
