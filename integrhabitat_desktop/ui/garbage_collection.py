"""Collects garbage on the GUI thread alone.

Python collects in whichever thread happens to allocate, and a widget or model that is destroyed in the thread of a
background job ends the program with a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 1000  # ms; seldom enough to cost nothing, often enough for the memory of an import


class GarbageCollection(QObject):
    """Replaces Python's automatic collection as long as it lives; made and destroyed on the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        was_automatic = gc.isenabled()
        gc.disable()
        # What is loaded by now stays until the end: no need to look through it again and again.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        if was_automatic:
            self.destroyed.connect(_collect_as_usual)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def _collect_as_usual() -> None:
    gc.unfreeze()
    gc.enable()
