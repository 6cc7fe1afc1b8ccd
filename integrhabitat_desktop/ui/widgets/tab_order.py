"""The order of the Tab key: as the eye reads, also where parts of a screen came later than others."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_layout(window: QWidget) -> None:
    """Let Tab go through what is in sight, row by row.

    Qt keeps the order in which controls were made: a row that was added to a form would come after its buttons.
    """
    for one, following in pairwise(_controls(window)):
        QWidget.setTabOrder(one, following)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and widget.focusProxy() is None:
        yield widget
    for part in _in_reading_order(widget):
        yield from _controls(part)


def _in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The parts in sight, row by row. Their places are asked for, not the items of layouts: those are Qt's own, and Qt
    for Python loses hold of a widget that was reached through one.
    """
    parts = [
        it for it in widget.children() if isinstance(it, QWidget) and it.isVisible() and not it.isWindow()
    ]
    parts.sort(key=lambda it: (it.y(), it.x()))
    row: list[QWidget] = []
    for part in parts:
        if row and part.y() >= min(it.y() + it.height() // 2 for it in row):
            yield from sorted(row, key=lambda it: it.x())
            row = []
        row.append(part)
    yield from sorted(row, key=lambda it: it.x())
