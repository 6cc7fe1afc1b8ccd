"""What Enter means in a list or a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def is_enter(event: QKeyEvent) -> bool:
    """Whether it chooses the row: Ctrl+Enter belongs to a button, and means nothing here while that is off."""
    return event.key() in _ENTER and not event.modifiers() & _COMMANDS
