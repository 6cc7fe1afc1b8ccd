"""Small painted widgets: badge, key hint, avatar, icon."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets.painting import (
    BadgeText,
    badge_size,
    key_hint_size,
    paint_avatar,
    paint_badge,
    paint_icon,
    paint_key_hint,
)

_FIXED = QSizePolicy.Policy.Fixed


class Badge(QWidget):
    """A word with a tone and an icon, such as "Consentimiento vigente"."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self._badge = BadgeText(text, tone, icon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, _FIXED)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._badge.text

    def set_badge(self, badge: BadgeText) -> None:
        """Show another word."""
        self._badge = badge
        self.setAccessibleName(badge.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._badge)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(64)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.sizeHint().boundedTo(self.size())
        paint_badge(
            QPainter(self),
            QRect(0, (self.height() - size.height()) // 2, size.width(), size.height()),
            self._badge,
        )


class KeyHint(QWidget):
    """A key drawn as a small outlined box."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setSizePolicy(_FIXED, _FIXED)
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        return key_hint_size(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme()
        painter = QPainter(self)
        paint_key_hint(
            painter, self.rect(), self._keys, tokens.colour("muted"), tokens.colour("control_line")
        )


class Avatar(QWidget):
    """The initials of a person in a round whose colour follows from the person's id."""

    def __init__(self, name: str, seed: str, size: int = 40) -> None:
        super().__init__()
        self._name, self._seed, self._pixels = name, seed, theme().px(size)
        self.setSizePolicy(_FIXED, _FIXED)
        # The name stands beside it in every use; read twice it would only tire.
        self.setAccessibleName("")

    def sizeHint(self) -> QSize:
        return QSize(self._pixels, self._pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self.rect(), self._name, self._seed)


class IconView(QWidget):
    """An icon beside a text. `token` is a colour of the palette."""

    def __init__(self, name: str, token: str = "ink", size: int = 18) -> None:
        super().__init__()
        self._name, self._token, self._pixels = name, token, theme().px(size)
        self.setSizePolicy(_FIXED, _FIXED)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._pixels, self._pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            paint_icon(QPainter(self), self._name, theme().colour(self._token), 0, self.rect(), self._pixels)


def badge_of(badge: BadgeText) -> Badge:
    """The widget for a badge value."""
    return Badge(badge.text, badge.tone, badge.icon)
