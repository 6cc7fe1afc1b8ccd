"""Menus whose entries show text as it is."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from integrhabitat_desktop.ui.icons import icon
from integrhabitat_desktop.ui.widgets.text import button_text


class KitMenu(QMenu):
    """A menu built by `add`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(False)

    def add(
        self,
        text: str,
        clicked: Callable[[], object],
        *,
        icon_name: str = "",
        keys: str = "",
        checked: bool | None = None,
    ) -> QAction:
        """Add an entry; `keys` is shown at its right (the key itself is bound elsewhere)."""
        shown = button_text(text) + (f"\t{keys}" if keys else "")
        action = self.addAction(shown)
        if icon_name:
            action.setIcon(icon(icon_name, "muted"))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda: clicked())
        return action
