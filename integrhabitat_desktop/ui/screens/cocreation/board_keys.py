"""The keys of tree and matrix: write, reword, vote, move, delete; the same in both."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry

_NOTHING_TYPED_MS = 1200
_MOST_VOTES = 100_000


@dataclass(frozen=True, slots=True)
class BoardCommands:
    """What can be done with the contribution of an id. `write` begins a new one with the text typed."""

    reword: Callable[[str], None]
    write: Callable[[str], None]
    votes: Callable[[str], int]
    set_votes: Callable[[str, int], None]
    move: Callable[[str, int], None]
    indent: Callable[[str, int], None]
    delete: Callable[[str], None]


class BoardKeys:
    """Answers keys; numbers typed one after the other make one number of votes."""

    def __init__(self, commands: BoardCommands) -> None:
        self._commands = commands
        self._typed = ""
        self._typed_for = ""
        self._forget = QTimer()
        self._forget.setSingleShot(True)
        self._forget.setInterval(_NOTHING_TYPED_MS)
        self._forget.timeout.connect(self._forget_typed)
        self.may_write = False

    def reword(self, item_id: str) -> None:
        """Take up the words of a contribution."""
        if item_id and self.may_write:
            self._commands.reword(item_id)

    def answer(self, event: QKeyEvent, item_id: str) -> bool:
        """Whether the key was one of these."""
        if not self.may_write:
            return False
        modifiers, key = event.modifiers(), event.key()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return bool(item_id) and self._move(key, item_id)
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        text = event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reword(item_id)
        elif key == Qt.Key.Key_Insert:
            self._commands.write("")
        elif key == Qt.Key.Key_Delete and item_id:
            self._commands.delete(item_id)
        elif text in ("+", "-") and item_id:
            self._vote(item_id, self._commands.votes(item_id) + (1 if text == "+" else -1))
        elif text.isascii() and text.isdigit() and item_id:
            self._type(item_id, text)
        elif text and text.isprintable() and text != " ":
            self._commands.write(text)
        else:
            return False
        return True

    def _move(self, key: int, item_id: str) -> bool:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        found = steps.get(Qt.Key(key))
        if found is None:
            return False
        up_or_down, deeper = found
        if up_or_down:
            self._commands.move(item_id, up_or_down)
        else:
            self._commands.indent(item_id, deeper)
        return True

    def _type(self, item_id: str, digit: str) -> None:
        self._typed = (self._typed if self._typed_for == item_id else "") + digit
        self._typed_for = item_id
        self._forget.start()
        self._vote(item_id, int(self._typed))

    def _vote(self, item_id: str, votes: int) -> None:
        if 0 <= votes <= _MOST_VOTES:
            self._commands.set_votes(item_id, votes)

    def _forget_typed(self) -> None:
        self._typed = self._typed_for = ""


def board_keys_sheet() -> tuple[KeyEntry, ...]:
    """The keys for the key sheet."""
    return (
        KeyEntry("A … Z", _("Write another contribution")),
        KeyEntry("Enter", _("Reword the chosen contribution")),
        KeyEntry("+ −", _("One vote more or less")),
        KeyEntry("0 … 9", _("Number of votes")),
        KeyEntry("Alt+↑ ↓", _("Move up or down, beyond the last place to the next cause")),
        KeyEntry("Alt+← →", _("Move out, or under the one above")),
        KeyEntry(_("Del"), _("Delete")),
        KeyEntry("Ctrl+E", _("Details of the chosen contribution")),
        KeyEntry("Ctrl+P", _("Print")),
    )
