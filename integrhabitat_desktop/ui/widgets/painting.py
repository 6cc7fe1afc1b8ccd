"""Drawing of the small parts that widgets and table cells share: badges, key hints, avatars, icons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from integrhabitat_desktop.ui.icons import icon_pixmap
from integrhabitat_desktop.ui.theme import TextSize, ThemeName, Tone, theme

_AVATAR_GROUNDS = ("avatar_1", "avatar_2", "avatar_3", "avatar_4")


@dataclass(frozen=True, slots=True)
class BadgeText:
    """A short word with a tone and, where there is one, an icon: a status, a reason, a reminder."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


def badge_size(badge: BadgeText) -> QSize:
    """The room a badge needs."""
    tokens = theme()
    metrics = QFontMetrics(tokens.font(TextSize.SMALL, strong=True))
    icon_room = tokens.px(18) if badge.icon else 0
    width = metrics.horizontalAdvance(badge.text) + icon_room + 2 * tokens.px(8)
    return QSize(width + 1, max(tokens.px(22), metrics.height() + tokens.px(4)))


def paint_badge(painter: QPainter, area: QRect, badge: BadgeText) -> None:
    """Draw a badge into `area`, cutting its text where the room is short."""
    tokens = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlined = tokens.name is ThemeName.HIGH_CONTRAST
    painter.setPen(QPen(tokens.tone(badge.tone), 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(tokens.tone_soft(badge.tone))
    box = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5) if outlined else QRectF(area)
    painter.drawRoundedRect(box, tokens.px(4), tokens.px(4))
    left = area.left() + tokens.px(8)
    if badge.icon:
        left = paint_icon(painter, badge.icon, tokens.tone(badge.tone), left, area, tokens.px(14))
        left += tokens.px(4)
    font = tokens.font(TextSize.SMALL, strong=True)
    room = QRect(left, area.top(), area.right() - left - tokens.px(6) + 1, area.height())
    paint_text(painter, room, badge.text, font, tokens.tone(badge.tone))
    painter.restore()


def paint_icon(painter: QPainter, name: str, colour: QColor, left: int, area: QRect, size: int) -> int:
    """Draw an icon at `left`, centred on the height of `area`; returns where it ends."""
    pixmap = icon_pixmap(name, colour, size, scale=painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(left, area.top() + (area.height() - size) / 2), pixmap)
    return left + size


def paint_text(
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw one line of plain text, cut with an ellipsis; returns the width it took."""
    if area.width() <= 0:
        return 0
    metrics = QFontMetrics(font)
    line = " ".join(text.split())
    cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(colour)
    flags = int(align) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(area, flags, cut)
    return min(area.width(), metrics.horizontalAdvance(cut))


def key_hint_size(keys: str) -> QSize:
    """The room the drawing of a key needs."""
    tokens = theme()
    metrics = QFontMetrics(tokens.font(TextSize.SMALL))
    width = max(metrics.horizontalAdvance(keys) + tokens.px(10), tokens.px(22))
    return QSize(width, metrics.height() + tokens.px(2))


def paint_key_hint(painter: QPainter, area: QRect, keys: str, colour: QColor, edge: QColor) -> None:
    """Draw a key as the small outlined box that stands in buttons and fields."""
    tokens = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), tokens.px(3), tokens.px(3))
    font = tokens.font(TextSize.SMALL)
    paint_text(painter, area, keys, font, colour, Qt.AlignmentFlag.AlignHCenter)
    painter.restore()


def initials(name: str) -> str:
    """Two letters for an avatar: the first of the first and of the last-but-some word, "YC" for Yohana C."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in words[:2]).upper()


def paint_avatar(painter: QPainter, area: QRect, name: str, seed: str) -> None:
    """Draw a round with the initials of a name; the ground follows from `seed` (the id of the person)."""
    tokens = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlined = tokens.name is ThemeName.HIGH_CONTRAST
    painter.setPen(QPen(tokens.colour("line"), 1) if outlined else Qt.PenStyle.NoPen)
    ground = _AVATAR_GROUNDS[sum(seed.encode()) % len(_AVATAR_GROUNDS)]
    painter.setBrush(tokens.colour(ground))
    painter.drawEllipse(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
    font = tokens.font(strong=True)
    font.setPixelSize(max(9, round(area.height() * 0.37)))
    painter.setFont(font)
    painter.setPen(tokens.colour("avatar_text"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    painter.restore()
