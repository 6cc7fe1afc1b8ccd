"""Whether a screen comes to rest: one that paints again and again keeps an old PC busy, and slows every answer."""

import time
from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_WATCHED_SECONDS = 0.12
# A caret blinks, a row of a list may come late; whoever paints for ever does so hundreds of times.
_MOST_PAINTS = 8


class _Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.by_widget: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.by_widget[watched] += 1
        return False


def restless(application: QApplication) -> list[QWidget]:
    """The widgets that go on painting while nobody does anything."""
    paints = _Paints()
    application.installEventFilter(paints)
    end = time.monotonic() + _WATCHED_SECONDS
    try:
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.001)
    finally:
        application.removeEventFilter(paints)
    return [widget for widget, times in paints.by_widget.items() if times > _MOST_PAINTS]
