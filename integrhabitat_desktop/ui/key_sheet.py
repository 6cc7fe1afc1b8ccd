"""The keys that work everywhere, as the key sheet (F1) lists them."""

from dataclasses import dataclass

from integrhabitat_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key sheet: the keys as they are labelled on the keyboard, and what they do."""

    keys: str
    text: str


HELP, SEARCH, UNDO, LOCK, LOCK_TOO = "F1", "F2", "Ctrl+Z", "Ctrl+Alt+L", "Ctrl+L"
LARGER, SMALLER, NORMAL = "Ctrl++", "Ctrl+-", "Ctrl+0"


def keys_everywhere() -> tuple[KeyEntry, ...]:
    """The keys of the window itself, in the active language."""
    return (
        KeyEntry(SEARCH, _("Find a participant")),
        KeyEntry("Enter", _("Do what the screen is for with the chosen row")),
        KeyEntry("Esc", _("Empty the search, close what is open")),
        KeyEntry("Ctrl+1 … 9", _("Go to a screen of the menu")),
        KeyEntry(UNDO, _("Undo what the status line tells")),
        KeyEntry(LARGER, _("Larger text")),
        KeyEntry(SMALLER, _("Smaller text")),
        KeyEntry(NORMAL, _("Text as at first")),
        KeyEntry(LOCK, _("Lock")),
        KeyEntry(HELP, _("Show these keys")),
    )
