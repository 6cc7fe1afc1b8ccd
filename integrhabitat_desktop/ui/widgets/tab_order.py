"""The order of the Tab key: as the eye reads, also where parts of a screen came later than others."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def follow_layout(window: QWidget) -> None:
    """Let Tab go through what is in sight in the order of the layouts.

    Qt keeps the order in which controls were made: a row that was added to a form would come after its buttons.
    """
    for one, following in pairwise(_controls(window)):
        QWidget.setTabOrder(one, following)


def _controls(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and widget.focusProxy() is None:
        yield widget
    for part in _parts(widget):
        if part.isVisible() and not part.isWindow():
            yield from _controls(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """The parts of a widget in reading order; those that no layout places come last."""
    placed: list[QWidget | None] = []
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        placed = [widget.widget()]
    elif isinstance(widget, QSplitter):
        placed = [widget.widget(number) for number in range(widget.count())]
    elif layout is not None:
        placed = list(_laid_out(layout))
    yield from filter(None, placed)
    children = widget.children()
    if len(children) > len(placed):
        yield from (it for it in children if isinstance(it, QWidget) and it not in placed)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    number = 0
    while (item := layout.itemAt(number)) is not None:
        inner, part = item.layout(), item.widget()
        if part is not None:
            yield part
        elif inner is not None:
            yield from _laid_out(inner)
        number += 1
