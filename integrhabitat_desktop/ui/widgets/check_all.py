"""The title above a list of check boxes, with one action that ticks all of them, or none."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.widgets.arranging import STRETCH, row
from integrhabitat_desktop.ui.widgets.buttons import link_button
from integrhabitat_desktop.ui.widgets.check_fields import KitCheckBox
from integrhabitat_desktop.ui.widgets.text import section_label


def check_all_title(words: str, boxes: Callable[[], Iterable[KitCheckBox]], keys: str) -> QWidget:
    """`boxes` gives the boxes as they are when the action is used; those that are disabled stay as they are."""

    def tick_all() -> None:
        free = [box for box in boxes() if box.isEnabled()]
        wanted = not all(box.isChecked() for box in free)
        for box in free:
            box.setChecked(wanted)

    button = link_button(_("Tick all"), tick_all, keys=keys)
    button.setObjectName("tick_all")
    return row(section_label(words), STRETCH, button)
