"""Keeps the keyboard where a person can see it: Qt lets a part of a page that is not shown take it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6.Shiboken import isValid


class FocusKeeper(QObject):
    """Gives the keyboard of a window back to whoever had it when something invisible takes it.

    What is shown in the same breath may take it first: it is looked at when the program is idle again. `otherwise` is
    called where nobody is left to give it to.
    """

    def __init__(self, application: QApplication, window: QWidget, otherwise: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._otherwise = window, otherwise
        self._seen: QWidget | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._look)
        application.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            return
        if new.isVisible():
            self._seen = new
        else:
            self._idle.start()

    @Slot()
    def _look(self) -> None:
        at = QApplication.focusWidget()
        if at is None or at.window() is not self._window or at.isVisible() or not self._window.isVisible():
            return
        seen = self._seen
        if seen is not None and isValid(seen) and seen.isVisible() and seen.isEnabled():
            seen.setFocus()
        else:
            self._otherwise()
