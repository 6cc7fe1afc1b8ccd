"""Texts on several lines: how they are wrapped, and the height they take."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

_ENDLESS = 100_000


def wrap_flags(text: str, font: QFont, width: int) -> int:
    """The flags for drawing `text`: lines end between words, or inside one where it is wider than the room."""
    metrics = QFontMetrics(font)
    is_wide = any(metrics.horizontalAdvance(word) > width for word in text.split())
    wrap = Qt.TextFlag.TextWrapAnywhere if is_wide else Qt.TextFlag.TextWordWrap
    return int(wrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


def text_height(text: str, font: QFont, width: int) -> int:
    """The height that `text` takes in this width."""
    room = QRect(0, 0, max(1, width), _ENDLESS)
    return QFontMetrics(font).boundingRect(room, wrap_flags(text, font, width), text).height()
