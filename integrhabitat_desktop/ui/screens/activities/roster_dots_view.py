"""Draws the marks of earlier sessions as dots: filled for who took part, a ring with a cross for who did not."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.ui.screens.activities.roster_table_model import DOTS_ROLE
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import CellPainter


class RosterPainter(CellPainter):
    """The cells of the roster."""

    def paint_content(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dots = index.data(DOTS_ROLE)
        if dots is None:
            super().paint_content(painter, area, index)
            return
        tokens = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, gap = tokens.px(14), tokens.px(6)
        top = area.top() + (area.height() - size) / 2
        for place, status in enumerate(dots):
            circle = QRectF(area.left() + place * (size + gap), top, size, size)
            _paint_dot(painter, circle, status)


def _paint_dot(painter: QPainter, circle: QRectF, status: str) -> None:
    tokens = theme()
    if counts_as_present(status):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("positive"))
        painter.drawEllipse(circle)
        return
    colour = tokens.colour("warning" if status == "EXCUSED" else "danger")
    painter.setPen(QPen(colour, tokens.px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
    inner = circle.adjusted(circle.width() * 0.33, circle.height() * 0.33, -circle.width() * 0.33, 0)
    inner.setHeight(circle.height() * 0.34)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
