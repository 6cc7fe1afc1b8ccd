"""The keys of the roster: what each does, for the key sheet and the line above the list."""

from integrhabitat_desktop.i18n import _, code_label, join_facts
from integrhabitat_desktop.ui.key_sheet import KeyEntry

# The statuses on the keys 1 to 6, in the order of how often they are needed.
STATUS_KEYS = ("PRESENT", "ABSENT", "EXCUSED", "LATE", "REMOTE", "LEFT_EARLY")


def roster_keys() -> tuple[KeyEntry, ...]:
    """Every key, in the active language."""
    marks = tuple(
        KeyEntry(str(number), code_label("attendance_status", status))
        for number, status in enumerate(STATUS_KEYS, start=1)
    )
    return (
        KeyEntry("Ctrl+Enter", _("Begin with all present")),
        KeyEntry(_("Space"), _("Present or absent")),
        *marks,
        KeyEntry("0", _("Take the mark back")),
        KeyEntry("Ctrl+M", _("In person or online")),
        KeyEntry("A … Z", _("Jump to a name; a new name adds somebody")),
        KeyEntry("Ctrl+H", _("Count without names")),
        KeyEntry("Ctrl+P", _("Sheet")),
    )


def key_words() -> str:
    """The keys that are needed all the time, in one line."""
    first = join_facts(
        *(f"{n} {code_label('attendance_status', it).lower()}" for n, it in enumerate(STATUS_KEYS[:5], 1))
    )
    return join_facts(first, _("letters: jump to the name"))
