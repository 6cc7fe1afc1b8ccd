"""The one notice in the status line: what just happened, with Undo where it can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_protocol.errors import ExpectedError


class NoticeKind(StrEnum):
    """What a notice says: something was done, something to know, something to heed, something went wrong."""

    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the way back where there is one."""

    text: str
    kind: NoticeKind = NoticeKind.DONE
    undo: Callable[[], None] | None = None


class Notices(QObject):
    """Shows notices; the newest replaces the one before, and only its Undo can be taken."""

    changed = Signal(object)  # the Notice, or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: Notice | None = None

    def current(self) -> Notice | None:
        return self._current

    def show(
        self, text: str, undo: Callable[[], None] | None = None, kind: NoticeKind = NoticeKind.DONE
    ) -> None:
        """Say that something happened; `undo` takes it back (Ctrl+Z or the link beside the text)."""
        self._set(Notice(text, kind, undo))

    def show_error(self, error: ExpectedError) -> None:
        """Say what went wrong, that nothing was lost, and what to do."""
        self._set(Notice(sentence_for(error), NoticeKind.PROBLEM))

    @Slot()
    def undo(self) -> None:
        """Take back what the current notice tells; nothing where there is no way back."""
        notice = self._current
        if notice is not None and notice.undo is not None:
            # Cleared first: the undo itself may show a notice, and must not be taken twice.
            self._set(None)
            notice.undo()

    @Slot()
    def clear(self) -> None:
        """Put the notice away."""
        self._set(None)

    def _set(self, notice: Notice | None) -> None:
        self._current = notice
        self.changed.emit(notice)
