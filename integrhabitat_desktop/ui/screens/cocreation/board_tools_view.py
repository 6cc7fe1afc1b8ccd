"""Buttons for what the keys do with the chosen contribution, for whoever works with the mouse."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import FlowLayout, icon_button, set_tooltip


class BoardTools(QWidget):
    """`do` is called with the name of the tool."""

    def __init__(self, do: Callable[[str], None]) -> None:
        super().__init__()
        layout = FlowLayout(self, theme().px(2))
        for name, icon, words, keys in _tools():
            button = icon_button(icon, words, partial(do, name))
            button.setObjectName(f"tool_{name}")
            set_tooltip(button, f"{words}  ({keys})")
            layout.addWidget(button)
        self.setAccessibleName(_("The chosen contribution"))


def _tools() -> Sequence[tuple[str, str, str, str]]:
    return (
        ("more_votes", "plus", _("One vote more"), "+"),
        ("fewer_votes", "minus", _("One vote less"), "−"),
        ("up", "chevron-up", _("Move up"), "Alt+↑"),
        ("down", "chevron-down", _("Move down"), "Alt+↓"),
        ("out", "chevron-left", _("Move out"), "Alt+←"),
        ("under", "chevron-right", _("Move under the one above"), "Alt+→"),
        ("reword", "pencil", _("Reword"), "Enter"),
        ("details", "adjustments", _("Details"), "Ctrl+E"),
        ("delete", "trash", _("Delete"), _("Del")),
    )
