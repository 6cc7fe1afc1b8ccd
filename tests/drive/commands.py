"""The commands of a driven window: real clicks and keys on what is really on the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QMenu, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.main_window import MainWindow
from tests.drive import stopwatch
from tests.drive.keyboard import keyboard, press, scan, tab_to, type_text, where
from tests.drive.on_screen import NotThere, find, names, texts, top_window

Command = dict[str, Any]
Answer = dict[str, Any]


def click(command: Command) -> Answer:
    """Click in the middle of a widget, once it takes clicks."""
    widget = find(command["name"])
    if not widget.isEnabled():
        raise NotThere(f"{command['name']} takes no clicks")
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
    inner = keyboard()
    line = inner.lineEdit() if isinstance(inner, QComboBox) else inner
    if isinstance(line, QLineEdit):
        line.selectAll()
    return {}


def _close_list() -> None:
    """A click elsewhere closes an open list of suggestions first."""
    popup = QApplication.activePopupWidget()
    if popup is not None and not isinstance(popup, QMenu):
        popup.close()


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


def pick(command: Command) -> Answer:
    """Go down in the open menu to the entry with this text, given in English, and press Enter."""
    menu, wanted = QApplication.activePopupWidget(), _(command["text"])
    if not isinstance(menu, QMenu):
        raise NotThere("no menu is open")
    for _entry in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        if active is not None and active.text() == wanted:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return {}
    raise NotThere(f"no entry {wanted!r}")


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
    from tests.drive.inspection import described, faults
    from tests.drive.inspection_at_rest import restless

    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    at = keyboard()
    QTest.keyClick(at, Qt.Key.Key_Tab)  # the order of Tab is made when it is pressed
    at.setFocus()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    busy = [f"paints again and again: {described(it)}" for it in restless(application)]
    return {"faults": [*faults(top_window()), *busy]}


COMMANDS: dict[str, Callable[[Command], Answer]] = {
    "click": click,
    "focus": focus,
    "type": type_text,
    "press": press,
    "scan": scan,
    "tab_to": tab_to,
    "where": where,
    "begin": stopwatch.begin,
    "confirmed": stopwatch.confirmed,
    "found": stopwatch.found,
    "inspect": inspect,
    "expect": expect,
    "read": read,
    "screen": open_screen,
    "shot": shot,
    "choose": choose,
    "pick": pick,
    "settle": settle,
    "there": lambda command: {"there": _is_there(command["name"])},
    "texts": lambda _command: {"texts": texts()},
    "names": lambda _command: {"names": names()},
}
