"""What the keys do with the chosen contribution, for whoever works with the mouse: votes, and a menu for the rest."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import KitMenu, icon_button, secondary_button, set_tooltip


class BoardTools(QWidget):
    """`do` is called with the name of the tool."""

    def __init__(self, do: Callable[[str], None]) -> None:
        super().__init__()
        self._do = do
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        for name, icon, words, keys in (
            ("fewer_votes", "minus", _("One vote less"), "−"),
            ("more_votes", "plus", _("One vote more"), "+"),
        ):
            button = icon_button(icon, words, partial(do, name))
            button.setObjectName(f"tool_{name}")
            set_tooltip(button, f"{words}  ({keys})")
            layout.addWidget(button)
        self.menu_button = secondary_button(_("Change"), self._open_menu, icon="dots")
        self.menu_button.setObjectName("change_contribution")
        layout.addWidget(self.menu_button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def _open_menu(self) -> None:
        menu = KitMenu(self)
        menu.setAccessibleName(_("The chosen contribution"))
        for name, icon, words, keys in _entries():
            menu.add(words, partial(self._do, name), icon_name=icon, keys=keys)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))


def _entries() -> Sequence[tuple[str, str, str, str]]:
    return (
        ("reword", "pencil", _("Reword"), "Enter"),
        ("details", "adjustments", _("Details"), "Ctrl+E"),
        ("up", "chevron-up", _("Move up"), "Alt+↑"),
        ("down", "chevron-down", _("Move down"), "Alt+↓"),
        ("out", "chevron-left", _("Move out"), "Alt+←"),
        ("under", "chevron-right", _("Move under the one above"), "Alt+→"),
        ("delete", "trash", _("Delete"), _("Del")),
    )
