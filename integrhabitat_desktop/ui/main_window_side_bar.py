"""The side bar: the centre's name, the menu of screens, settings and lock at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import LOCK
from integrhabitat_desktop.ui.screen_entry import ScreenEntry
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.arranging import scrolling
from integrhabitat_desktop.ui.widgets.badges import IconView
from integrhabitat_desktop.ui.widgets.buttons import KitButton
from integrhabitat_desktop.ui.widgets.text import PlainLabel, set_tooltip

_WIDTH, _NARROW = 172, 62
# Below this room for the content (pixels of the 100 % design) the side bar shows its icons only.
_ROOM_FOR_CONTENT = 720


class SideBar(QWidget):
    """Emits `chosen` with the key of a screen, and `lock_chosen`."""

    chosen = Signal(str)
    lock_chosen = Signal()

    def __init__(self, centre_name: str, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self.setProperty("kit", "side_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KitButton] = {}
        self._labels: dict[KitButton, tuple[str, str]] = {}
        self._name = PlainLabel(centre_name, "side_title", elided=True)
        layout = QVBoxLayout(self)
        edge = theme().px(10)
        layout.setContentsMargins(edge, theme().px(12), edge, theme().px(12))
        layout.setSpacing(theme().px(3))
        layout.addWidget(self._title_row())
        layout.addSpacing(theme().px(8))
        menu = QWidget()
        menu_layout = QVBoxLayout(menu)
        menu_layout.setContentsMargins(0, 0, 0, 0)
        menu_layout.setSpacing(theme().px(3))
        upper = [entry for entry in entries if entry.in_menu and not entry.at_bottom]
        for number, entry in enumerate(upper, start=1):
            menu_layout.addWidget(self._screen_button(entry, f"Ctrl+{number}" if number < 10 else ""))
        menu_layout.addStretch(1)
        area = scrolling(menu)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(area, 1)
        for entry in entries:
            if entry.at_bottom:
                layout.addWidget(self._screen_button(entry, ""))
        self.lock_button = self._button(_("Lock"), "lock", LOCK)
        self.lock_button.clicked.connect(self.lock_chosen)
        layout.addWidget(self.lock_button)

    def _title_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme().px(2), 0, 0, 0)
        row.setSpacing(theme().px(6))
        mark = IconView("home-heart", "side_mark", 22)
        row.addWidget(mark)
        row.addWidget(self._name, 1)
        return holder

    def _button(self, text: str, icon: str, keys: str) -> KitButton:
        button = KitButton(text, "side", icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._labels[button] = (text, keys)
        return button

    def _screen_button(self, entry: ScreenEntry, keys: str) -> KitButton:
        button = self._button(_(entry.title), entry.icon, keys)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        self._group.addButton(button)
        self._buttons[entry.key] = button
        return button

    def mark(self, key: str) -> None:
        """Show which screen is open."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> KitButton:
        """The button of a screen."""
        return self._buttons[key]

    def fit(self, window_width: int) -> None:
        """Take the usual width, or only that of the icons where the content would be short of room."""
        tokens = theme()
        narrow = window_width - tokens.px(_WIDTH) < tokens.px(_ROOM_FOR_CONTENT)
        self.setFixedWidth(tokens.px(_NARROW if narrow else _WIDTH))
        self._name.setVisible(not narrow)
        for button, (text, keys) in self._labels.items():
            button.set_label("" if narrow else text)
            button.setAccessibleName(text)
            set_tooltip(button, f"{text}  ({keys})" if keys else text)
