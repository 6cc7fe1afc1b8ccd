"""What is on the screen of a driven window: its widgets by name, and the texts that can be read."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)


class NotThere(Exception):  # noqa: N818 - an answer to the one who drives, not a fault
    """What the command speaks of is not on the screen (yet)."""


# Qt for Python forgets a dialog of Qt's own, and all its parts, once nobody holds the dialog.
_held: list[QWidget] = []


def top_window() -> QWidget:
    """The window a person would be working in: an open dialog before the window behind it."""
    popup = QApplication.activePopupWidget()
    dialog = popup if isinstance(popup, QMenu) else QApplication.activeModalWidget()
    if dialog is not None:
        return dialog
    windows = [it for it in QApplication.topLevelWidgets() if it.isVisible() and it.isWindow()]
    active = QApplication.activeWindow()
    if active is not None and active in windows:
        return active
    if not windows:
        raise NotThere("no window")
    return windows[-1]


def find(name: str, *, enabled: bool = True) -> QWidget:
    """The visible widget with this object name, accessible name or button text."""
    root = top_window()
    _held[:] = [root]
    candidates = [it for it in [root, *root.findChildren(QWidget)] if it.isVisible()]
    tests: tuple[Callable[[QWidget], bool], ...] = (
        lambda it: it.objectName() == name,
        lambda it: it.accessibleName() == name,
        lambda it: isinstance(it, QAbstractButton) and it.text().replace("&", "") == name,
    )
    for fits in tests:
        found = [it for it in candidates if fits(it)]
        if found:
            widget = found[0]
            if enabled and not widget.isEnabled():
                raise NotThere(f"{name} is not enabled")
            return widget
    raise NotThere(f"nothing is called {name}")


def texts() -> list[str]:
    """Every text that can be read on the screen."""
    return texts_in(top_window())


def texts_in(root: QWidget) -> list[str]:
    """Every text that can be read in a widget."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.text():
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit) and widget.toPlainText():
            found.append(widget.toPlainText())
        elif widget.accessibleName():
            found.append(widget.accessibleName())
    return found


def names() -> list[str]:
    """What `find` could find, for whoever writes a drive."""
    return [
        f"{type(it).__name__} {it.objectName()!r} {it.accessibleName()!r}"
        + (f" {it.text()!r}" if isinstance(it, QAbstractButton) else "")
        for it in top_window().findChildren(QWidget)
        if it.isVisible() and (it.objectName() or it.accessibleName())
    ]
