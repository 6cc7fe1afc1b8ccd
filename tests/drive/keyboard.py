"""The keyboard and the card scanner of a driven window; every key that is pressed is counted."""

import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from integrhabitat_desktop.ui.main_window import MainWindow
from integrhabitat_desktop.ui.widgets.scan_watch import AFTER_SCAN_SECONDS
from tests.drive.on_screen import NotThere, find, top_window

Command = dict[str, Any]
Answer = dict[str, Any]
_MOST_TABS = 60


@dataclass
class Pressed:
    """What hands did since the count began; a combination such as Ctrl+S is one key. `first` is a moment."""

    keys: int = 0
    scans: int = 0
    first: float | None = None

    def begin(self) -> None:
        """Count anew."""
        self.keys, self.scans, self.first = 0, 0, None

    def note(self, *, is_scan: bool = False) -> None:
        """A key is about to be pressed, or a card to be scanned."""
        if self.first is None:
            self.first = time.perf_counter()
        self.scans += is_scan
        self.keys += not is_scan


pressed = Pressed()
# Filled while the window is made active: no command may be done before the one that waits for it.
settling: list[bool] = []


def type_text(command: Command) -> Answer:
    """Type a text, key by key, where the keyboard is."""
    _take_for_hands(True)
    for sign in command["text"]:
        pressed.note()
        if sign.isascii():
            QTest.keyClick(keyboard(), sign)
            continue
        # Qt's test keys know ASCII only; this is what a keyboard with such a key sends.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(keyboard(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
    return {}


def press(command: Command) -> Answer:
    """Press keys such as "Enter", "Ctrl+2", "Down"; several separated by blanks."""
    _take_for_hands(True)
    for keys in command["keys"].split():
        sequence = QKeySequence(keys)
        if not sequence.count():
            raise ValueError(f"no such key: {keys}")
        combination = sequence[0]  # type: ignore[index]  # the stubs leave this out
        pressed.note()
        QTest.keyClick(keyboard(), combination.key(), combination.keyboardModifiers())
    return {}


def scan(command: Command) -> Answer:
    """What a scanner does that reads a card: types its text faster than any hand, then Enter."""
    # Two cards are never held out this soon after one another.
    QTest.qWait(int(AFTER_SCAN_SECONDS * 1000) + 20)
    _take_for_hands(False)
    pressed.note(is_scan=True)
    for sign in command["text"]:
        QTest.keyClick(keyboard(), sign)
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    return {}


def tab_to(command: Command) -> Answer:
    """Press Tab (with `back`: Shift and Tab) until the keyboard is in a widget."""
    target = find(command["name"])
    _take_for_hands(True)
    way = []
    for count in range(_MOST_TABS):
        at = QApplication.focusWidget()
        way.append(at.objectName() or at.accessibleName() if at is not None else "nowhere")
        if at is not None and (at is target or target.isAncestorOf(at)):
            return {"tabs": count}
        pressed.note()
        if command.get("back"):
            QTest.keyClick(keyboard(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            QTest.keyClick(keyboard(), Qt.Key.Key_Tab)
    popup = QApplication.activePopupWidget()
    raise ValueError(f"no Tab leads to {command['name']}, but to {way}; popup: {popup}")


def where(_command: Command) -> Answer:
    """Where the keyboard is: the name of the widget, and the current row if it is a list."""
    at = keyboard()
    row = at.currentIndex().data() if isinstance(at, QAbstractItemView) else ""
    return {"name": at.objectName() or at.accessibleName(), "row": str(row or "")}


def keyboard() -> QWidget:
    """The widget that a key would reach."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        # Without a screen nothing makes the window active again after a dialog or a list of Qt's own.
        top_window().activateWindow()
        settling.append(True)
        try:
            QApplication.processEvents()
        finally:
            settling.pop()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    window = top_window()
    return QApplication.focusWidget() or window.focusWidget() or window


def main_window() -> MainWindow:
    """The window of the work."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            return window
    raise NotThere("the main window is not open")


def _take_for_hands(are_hands: bool) -> None:
    """These keys come faster than a scanner's: say whether they are meant as a person's."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.scan_watch.fastest_hand = 0.0 if are_hands else 1.0
