"""The one-line editor of the kit: Ctrl+Z undoes typing where there is some, and else what was done last."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class KitLineEdit(QLineEdit):
    """A line edit that keeps Ctrl+Z to itself only while it has typing to undo.

    Qt's own swallows the key always, so that "Undo" in the status line would be dead while a field has the focus.
    """

    def has_typing_to_undo(self) -> bool:
        return self.isUndoAvailable()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.has_typing_to_undo()
        ):
            event.ignore()
            return True
        return super().event(event)
