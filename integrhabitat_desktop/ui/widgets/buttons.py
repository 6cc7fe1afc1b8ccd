"""Buttons: primary, secondary, link, danger, offer; each may show its key inside."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from integrhabitat_desktop.ui.theme import TextSize, theme
from integrhabitat_desktop.ui.widgets.painting import (
    key_hint_size,
    paint_icon,
    paint_key_hint,
    paint_text,
)
from integrhabitat_desktop.ui.widgets.text import set_tooltip

_TEXT_TOKENS = {
    "primary": "on_primary",
    "danger": "on_danger",
    "secondary": "ink",
    "segment": "ink",
    "link": "primary",
    "offer": "primary",
    "icon": "muted",
    "side": "side_text",
    "status": "muted",
}
_CENTRED = {"primary", "secondary", "danger", "segment", "icon"}


class KitButton(QPushButton):
    """A button that draws its own icon, text and key; `kit` decides its dress in the style sheet.

    `keys` is a shortcut such as "S" or "Ctrl+N": it is shown inside and works while the button's window part
    is shown. With `hint_only` it is only shown (the screen answers the key itself).
    """

    def __init__(
        self,
        text: str,
        kit: str,
        *,
        icon: str = "",
        keys: str = "",
        hint_only: bool = False,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._icon_name, self._keys = text, icon, keys
        self._icon_token = ""
        self._may_be_cut = False
        self.setProperty("kit", kit)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if keys and not hint_only:
            shortcut = QShortcut(self)
            # The key that keyboards call Enter is Return to Qt; the one of the number pad is Enter.
            # One key given twice would count as ambiguous, and nothing would happen.
            every = dict.fromkeys([keys, keys.replace("Enter", "Return")])
            shortcut.setKeys([QKeySequence(one) for one in every])
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self._press)
        if keys:
            set_tooltip(self, f"{text}  ({keys})")
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def label(self) -> str:
        """The text as shown."""
        return self._label

    def allow_cutting(self) -> None:
        """Where the room is short its words may end with an ellipsis."""
        self._may_be_cut = True
        self.updateGeometry()

    def set_label(self, text: str) -> None:
        """Show another text."""
        self._label = text
        self.setAccessibleName(text)
        set_tooltip(self, f"{text}  ({self._keys})" if self._keys else "")
        self.updateGeometry()
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_icon_token(self, token: str) -> None:
        """Give the icon a colour of its own."""
        self._icon_token = token
        self.update()

    def _press(self) -> None:
        if self.isVisible() and self.isEnabled():
            self.click()

    def _kit(self) -> str:
        return str(self.property("kit"))

    def _font(self) -> QFont:
        strong = self._kit() not in ("side", "status") or self.isChecked()
        return theme().font(TextSize.BODY, strong=strong)

    def _parts(self) -> tuple[int, int, int]:
        """Widths of icon, text and key, with the gap before each but the first."""
        tokens = theme()
        gap = tokens.px(8)
        icon = tokens.icon_size if self._icon_name else 0
        # The bold width in every state: a side button must not jump when it becomes the chosen one.
        text = QFontMetrics(tokens.font(TextSize.BODY, strong=True)).horizontalAdvance(self._label)
        text_part = text + (gap if icon and text else 0)
        keys = key_hint_size(self._keys).width() + gap if self._keys else 0
        return icon, text_part, keys

    def sizeHint(self) -> QSize:
        tokens = theme()
        padding = {"link": 8, "status": 8, "icon": 8, "side": 11}.get(self._kit(), 12)
        height = max(tokens.control_height, QFontMetrics(self._font()).height() + tokens.px(8))
        return QSize(sum(self._parts()) + 2 * tokens.px(padding) + 1, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self._may_shrink():
            return QSize(min(hint.width(), theme().px(96)), hint.height())
        # Where the room is short, the key goes before the words do; it stands in the tooltip as well.
        return QSize(hint.width() - self._parts()[2], hint.height())

    def _may_shrink(self) -> bool:
        fixed = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        return self._may_be_cut or self.sizePolicy().horizontalPolicy() not in fixed

    def _text_colour(self) -> QColor:
        tokens = theme()
        if not self.isEnabled():
            return tokens.colour("disabled")
        kit = self._kit()
        if kit == "side" and (self.isChecked() or self.underMouse()):
            return tokens.colour("side_selected_text" if self.isChecked() else "side_text")
        if kit == "segment" and self.isChecked():
            return tokens.colour("primary")
        return tokens.colour(_TEXT_TOKENS[kit])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        tokens, colour = theme(), self._text_colour()
        icon, text, keys = self._parts()
        padding = (self.sizeHint().width() - icon - text - keys) // 2
        shows_keys = bool(self._keys) and (self._may_shrink() or self.width() >= self.sizeHint().width())
        keys = keys if shows_keys else 0
        left = max(padding, (self.width() - icon - text - keys) // 2) if self._kit() in _CENTRED else padding
        area = self.rect()
        if self._icon_name:
            own = tokens.colour(self._icon_token) if self._icon_token else colour
            left = paint_icon(painter, self._icon_name, own, left, area, tokens.icon_size)
            left += tokens.px(8) if self._label else 0
        room = QRect(left, 0, self.width() - left - keys - min(padding, tokens.px(8)), self.height())
        taken = paint_text(painter, room, self._label, self._font(), colour)
        if shows_keys:
            size = key_hint_size(self._keys)
            far = (
                self.width() - padding - size.width()
                if self._kit() == "offer"
                else left + taken + tokens.px(8)
            )
            box = QRect(far, (self.height() - size.height()) // 2, size.width(), size.height())
            edge = QColor(colour)
            edge.setAlphaF(0.45)
            paint_key_hint(painter, box, self._keys, colour, edge)


def primary_button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    keys: str = "",
    hint_only: bool = False,
) -> KitButton:
    """The one action a screen or panel is for. At most one per panel."""
    return KitButton(text, "primary", icon=icon, keys=keys, hint_only=hint_only, clicked=clicked)


def secondary_button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    keys: str = "",
    hint_only: bool = False,
) -> KitButton:
    """An action beside the primary one."""
    return KitButton(text, "secondary", icon=icon, keys=keys, hint_only=hint_only, clicked=clicked)


def danger_button(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", keys: str = ""
) -> KitButton:
    """An action that cannot be undone."""
    return KitButton(text, "danger", icon=icon, keys=keys, clicked=clicked)


def link_button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    keys: str = "",
    hint_only: bool = False,
) -> KitButton:
    """A lesser action that looks like a link."""
    return KitButton(text, "link", icon=icon, keys=keys, hint_only=hint_only, clicked=clicked)


def offer_button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    keys: str = "",
    hint_only: bool = False,
) -> KitButton:
    """A wide dashed row at the end of a list: "None of these: register ..."."""
    button = KitButton(text, "offer", icon=icon, keys=keys, hint_only=hint_only, clicked=clicked)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setMinimumHeight(theme().px(46))
    return button


def icon_button(
    icon: str, name: str, clicked: Callable[[], object] | None = None, *, keys: str = ""
) -> KitButton:
    """A button that shows only an icon; `name` is read aloud and shown as tooltip."""
    button = KitButton("", "icon", icon=icon, clicked=clicked)
    button.setAccessibleName(name)
    set_tooltip(button, f"{name}  ({keys})" if keys else name)
    if keys:
        shortcut = QShortcut(QKeySequence(keys), button)
        shortcut.activated.connect(button.click)
    return button
