"""Rows, columns and scrolling areas with the spacing of the kit."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from integrhabitat_desktop.ui.theme import theme

# In a row or column: room that grows.
STRETCH = None
_FIRST = 100


def _filled(layout: QBoxLayout, parts: tuple[QWidget | QLayout | None, ...], spacing: int) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(spacing))
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    holder.setLayout(layout)
    return holder


def column(*parts: QWidget | QLayout | None, spacing: int = 8) -> QWidget:
    """Parts above each other; `STRETCH` is room that grows."""
    return _filled(QVBoxLayout(), parts, spacing)


def row(*parts: QWidget | QLayout | None, spacing: int = 8) -> QWidget:
    """Parts beside each other; `STRETCH` is room that grows."""
    return _filled(QHBoxLayout(), parts, spacing)


def beside(left: QWidget, right: QWidget) -> QWidget:
    """A list and what is chosen in it: the two columns of a screen, the right one a little wider."""
    both = row(left, right, spacing=28)
    both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    layout = both.layout()
    assert isinstance(layout, QHBoxLayout)
    for place, share in ((0, 42), (1, 58)):
        layout.setStretch(place, share)
    return both


def list_column(*parts: QWidget, grows: int) -> QWidget:
    """A left column in which the part number `grows` takes the room it can use; the rest stays empty below."""
    holder = column(*parts, STRETCH)
    layout = holder.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.setStretch(grows, _FIRST)
    return holder


def scrolling(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls up and down where the room is short."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("kit", content.property("kit") or "scrolled")
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def bring_into_sight(part: QWidget, place: QRect) -> None:
    """Scroll the area around `part` until `place` in it is seen; nothing where no area scrolls."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = area.widget() if isinstance(area, QScrollArea) else None
    if isinstance(area, QScrollArea) and content is not None:
        middle = part.mapTo(content, place.center())
        area.ensureVisible(0, middle.y(), 0, place.height())


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete it, before it is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
