"""Notices that nobody is at the keyboard: the window locks after a while."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from integrhabitat_desktop.domain.clock import Clock

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_LOOK_EVERY_MS = 1000


class IdleWatch(QObject):
    """Calls `idle` once when no key, mouse or touch came for `limit`.

    Looks at the clock rather than counting its own ticks, which stand still while the computer sleeps.
    """

    def __init__(
        self,
        application: QCoreApplication,
        clock: Clock,
        limit: timedelta,
        idle: Callable[[], None],
    ) -> None:
        super().__init__()
        self._application, self._clock, self._limit, self._idle = application, clock, limit, idle
        self._last = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._clock.now()
        return False

    @Slot()
    def look(self) -> None:
        """Compare the clock with the last sign of life. A clock set back starts the waiting anew."""
        if not self._timer.isActive():
            return
        now = self._clock.now()
        if now < self._last:
            self._last = now
        if now - self._last >= self._limit:
            self.stop()
            self._idle()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._application.removeEventFilter(self)
