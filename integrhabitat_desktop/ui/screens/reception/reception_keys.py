"""The keys of the reception, for the key sheet."""

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry


def reception_keys() -> tuple[KeyEntry, ...]:
    """What the keys do here, in the active language."""
    return (
        KeyEntry("Enter", _("Check in the chosen person")),
        KeyEntry("↑ ↓", _("Choose another person")),
        KeyEntry("Ctrl+G", _("Tick all of the household")),
        KeyEntry("Ctrl+T", _("The chosen person comes in with others")),
        KeyEntry("Ctrl+N", _("Register a new person")),
        KeyEntry("Ctrl+H", _("Count without registering")),
        KeyEntry("Ctrl+S", _("Record a service")),
        KeyEntry("Ctrl+R", _("Refer to an institution")),
        KeyEntry("Ctrl+O", _("Open the file")),
        KeyEntry("Ctrl+Enter", _("Save what is open")),
    )
