"""The commands of a driven window: real clicks and keys on what is really on the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from integrhabitat_desktop.ui.main_window import MainWindow

Command = dict[str, Any]
Answer = dict[str, Any]


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


def click(command: Command) -> Answer:
    """Click in the middle of a widget."""
    widget = find(command["name"])
    _close_list()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_middle(widget))
    return {}


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def focus(command: Command) -> Answer:
    """Put the keyboard into a widget, as Tab would; an earlier text in it is marked to be replaced."""
    widget = find(command["name"])
    _close_list()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    inner = _keyboard()
    line = inner.lineEdit() if isinstance(inner, QComboBox) else inner
    if isinstance(line, QLineEdit):
        line.selectAll()
    return {}


def type_text(command: Command) -> Answer:
    """Type a text, key by key, where the keyboard is."""
    _take_for_hands(True)
    for sign in command["text"]:
        if sign.isascii():
            QTest.keyClick(_keyboard(), sign)
            continue
        # Qt's test keys know ASCII only; this is what a keyboard with such a key sends.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(_keyboard(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
    return {}


def press(command: Command) -> Answer:
    """Press keys such as "Enter", "Ctrl+2", "Down"; several separated by blanks."""
    _take_for_hands(True)
    for keys in command["keys"].split():
        sequence = QKeySequence(keys)
        if not sequence.count():
            raise ValueError(f"no such key: {keys}")
        combination = sequence[0]  # type: ignore[index]  # the stubs leave this out
        QTest.keyClick(_keyboard(), combination.key(), combination.keyboardModifiers())
    return {}


def scan(command: Command) -> Answer:
    """What a scanner does that reads a card: types its text faster than any hand, then Enter."""
    _take_for_hands(False)
    for sign in command["text"]:
        QTest.keyClick(_keyboard(), sign)
    QTest.keyClick(_keyboard(), Qt.Key.Key_Return)
    return {}


def _take_for_hands(are_hands: bool) -> None:
    """These keys come faster than a scanner's: say whether they are meant as a person's."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.scan_watch.fastest_hand = 0.0 if are_hands else 1.0


def _close_list() -> None:
    """A click elsewhere closes an open list of suggestions first."""
    popup = QApplication.activePopupWidget()
    if popup is not None and not isinstance(popup, QMenu):
        popup.close()


def _keyboard() -> QWidget:
    if QApplication.activeWindow() is None:
        # Without a screen nothing makes the window active again after a dialog of Qt's own.
        top_window().activateWindow()
        QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    window = top_window()
    return QApplication.focusWidget() or window.focusWidget() or window


def _is_there(name: str) -> bool:
    try:
        find(name, enabled=False)
    except NotThere:
        return False
    return True


def expect(command: Command) -> Answer:
    """Wait for a text on the screen (`text`), for its absence (`gone`), a widget (`name`) or a screen (`screen`)."""
    if "text" in command and not any(command["text"] in it for it in texts()):
        raise NotThere(f"no text {command['text']!r}")
    if "gone" in command and any(command["gone"] in it for it in texts()):
        raise NotThere(f"text {command['gone']!r} is still there")
    if "name" in command:
        find(command["name"])
    if "absent" in command and _is_there(command["absent"]):
        raise NotThere(f"{command['absent']} is still there")
    if "screen" in command:
        window = top_window()
        key = window.current_key() if isinstance(window, MainWindow) else ""
        if key != command["screen"]:
            raise NotThere(f"screen {key!r}")
    return {"texts": texts() if command.get("tell") else []}


def open_screen(command: Command) -> Answer:
    """Open a screen with the key that stands beside it in the menu."""
    window = top_window()
    if not isinstance(window, MainWindow):
        raise NotThere("the main window is not open")
    button = window.side_bar.button(command["key"])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=_middle(button))
    return {}


def read(command: Command) -> Answer:
    """The text of a widget."""
    widget = find(command["name"], enabled=False)
    text = getattr(widget, "text", None)
    return {"text": str(text()) if callable(text) else widget.accessibleName()}


def shot(command: Command) -> Answer:
    """Save a picture of the window."""
    path = Path(command["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    if not top_window().window().grab().save(str(path)):
        raise OSError(f"the picture {path.name} could not be saved")
    return {}


def choose(command: Command) -> Answer:
    """Make the row with this text the current one of a list."""
    widget = find(command["name"])
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    if not isinstance(widget, QAbstractItemView) or model is None:
        raise ValueError(f"{command['name']} is no list")
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        if command["text"] in str(index.data()):
            widget.setCurrentIndex(index)
            return {}
    raise NotThere(f"no row {command['text']!r}")


def settle(command: Command) -> Answer:
    """Wait until a list has `count` rows, or with `more` at least so many."""
    widget = find(command["name"])
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    rows = model.rowCount() if model is not None else -1
    if rows != command["count"] and not (command.get("more") and rows >= command["count"]):
        raise NotThere(f"{rows} rows in {command['name']}")
    return {"rows": rows}


def inspect(_command: Command) -> Answer:
    """What is wrong with what is on the screen; see `inspection`."""
    from tests.drive.inspection import faults

    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return {"faults": faults(top_window())}


COMMANDS: dict[str, Callable[[Command], Answer]] = {
    "click": click,
    "focus": focus,
    "type": type_text,
    "press": press,
    "scan": scan,
    "inspect": inspect,
    "expect": expect,
    "read": read,
    "screen": open_screen,
    "shot": shot,
    "choose": choose,
    "settle": settle,
    "there": lambda command: {"there": _is_there(command["name"])},
    "texts": lambda _command: {"texts": texts()},
    "names": lambda _command: {"names": names()},
}
