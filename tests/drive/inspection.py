"""What is wrong with what is on the screen, as a person with weak eyes or a screen reader would find it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QWidget

from integrhabitat_desktop.ui.widgets import PlainLabel, SidePanel
from integrhabitat_desktop.ui.widgets.buttons import KitButton

_SLACK = 2  # pixels; fonts round


def faults(window: QWidget) -> list[str]:
    """Controls without a name, text that is cut, parts outside the window that nothing scrolls to, broken tab
    order, keys that two controls answer so that neither does."""
    shown = [it for it in window.findChildren(QWidget) if it.isVisible() and it.window() is window]
    return [
        *(f"no name for screen readers: {described(it)}" for it in shown if _is_nameless(it)),
        *(f"text is cut: {described(it)}" for it in shown if _is_cut(it)),
        *(f"outside the window: {described(it)}" for it in shown if _is_outside(it, window)),
        *_unreached(window, shown),
        *_before_the_fields(window, shown),
        *_contested_keys(window),
    ]


def _is_control(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and widget.isEnabled()


def _is_nameless(widget: QWidget) -> bool:
    return _is_control(widget) and not widget.accessibleName() and widget.property("kit") != "inner"


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, KitButton):
        return widget.width() + _SLACK < widget.minimumSizeHint().width() or (
            widget.height() + _SLACK < widget.sizeHint().height()
        )
    if (
        not isinstance(widget, QLabel)
        or not widget.text()
        or (widget.pixmap() is not None and not widget.pixmap().isNull())
    ):
        return False
    if isinstance(widget, PlainLabel) and widget.is_elided():
        return widget.height() + _SLACK < widget.fontMetrics().height()
    if widget.wordWrap():
        return widget.height() + _SLACK < widget.heightForWidth(widget.width())
    return (
        widget.width() + _SLACK < widget.fontMetrics().horizontalAdvance(widget.text())
        or widget.height() + _SLACK < widget.fontMetrics().height()
    )


def _is_outside(widget: QWidget, window: QWidget) -> bool:
    if not _is_control(widget) or _scrolls(widget):
        return False
    corner = widget.mapTo(window, QPoint(widget.width(), widget.height()))
    return corner.x() > window.width() + _SLACK or corner.y() > window.height() + _SLACK


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _unreached(window: QWidget, shown: list[QWidget]) -> list[str]:
    """Controls that Tab never comes to from the first one."""
    controls = [it for it in shown if _is_control(it)]
    if not controls:
        return []
    reached, at = set(), controls[0]
    for _ in range(5000):
        reached.add(at)
        following = at.nextInFocusChain()
        if following is None or following is controls[0]:
            break
        at = following
    return [f"not reached by Tab: {described(it)}" for it in controls if it not in reached]


def _before_the_fields(window: QWidget, shown: list[QWidget]) -> list[str]:
    """Actions below the fields of a panel to which Tab comes before it comes to the last field."""
    chain, at = [window], window.nextInFocusChain()
    while at is not None and at is not window:
        chain.append(at)
        at = at.nextInFocusChain()
    place = {it: number for number, it in enumerate(chain)}
    found = []
    for panel in (it for it in shown if isinstance(it, SidePanel)):
        scrolled = panel.findChild(QScrollArea)
        assert scrolled is not None
        controls = [it for it in shown if _is_control(it) and panel.isAncestorOf(it) and it is not scrolled]
        fields = [it for it in controls if scrolled.isAncestorOf(it)]
        end = scrolled.mapTo(window, QPoint(0, scrolled.height())).y()
        below = [it for it in controls if it not in fields and it.mapTo(window, QPoint(0, 0)).y() >= end]
        last = max((place[it] for it in fields), default=-1)
        found += [f"Tab comes before the fields to: {described(it)}" for it in below if place[it] < last]
    return found


def _contested_keys(window: QWidget) -> list[str]:
    answering: dict[str, list[str]] = {}
    for shortcut in window.findChildren(QShortcut):
        of = shortcut.parent()
        if isinstance(of, QWidget) and of.isVisible() and of.isEnabled() and shortcut.isEnabled():
            for sequence in shortcut.keys():  # noqa: SIM118 - no dict, the keys of a QShortcut
                answering.setdefault(sequence.toString(), []).append(described(of))
    return [f"two answer {key}: {' and '.join(them)}" for key, them in answering.items() if len(them) > 1]


def described(widget: QWidget) -> str:
    """What a fault calls a widget."""
    text = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    parent = widget.parentWidget()
    name = widget.objectName() or (parent.objectName() if parent is not None else "")
    return f"{type(widget).__name__} {name} {text[:60]!r}"
