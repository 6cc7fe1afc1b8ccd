"""How long the program takes and how many keys it wants: from the first key to the notice that is painted."""

import time
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from integrhabitat_desktop.ui.widgets import RowList
from integrhabitat_desktop.ui.widgets.screen import Screen
from tests.drive.keyboard import main_window, pressed
from tests.drive.on_screen import NotThere, find

Command = dict[str, Any]
Answer = dict[str, Any]


class _Painted(QObject):
    """Notes what the labels say whenever they are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[float, str]] = []
        self._watched: WeakKeyDictionary[QLabel, bool] = WeakKeyDictionary()

    def watch(self, label: QLabel) -> None:
        if label not in self._watched:
            self._watched[label] = True
            label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QLabel):
            self.said.append((time.perf_counter(), watched.text()))
        return False


_painted = _Painted()
_answered: WeakKeyDictionary[Screen, str] = WeakKeyDictionary()


def begin(_command: Command) -> Answer:
    """Count keys and look at the notices from now on."""
    window = main_window()
    _painted.watch(window.status_line.text)
    said = getattr(window.current_screen(), "said", None)
    for label in said.findChildren(QLabel) if isinstance(said, QWidget) else ():
        _painted.watch(label)
    _listen(window.current_screen())
    _painted.said.clear()
    pressed.begin()
    return {}


def confirmed(command: Command) -> Answer:
    """Wait until a notice that begins with `text` was painted; the keys, scans and seconds up to it."""
    moment = next((at for at, text in _painted.said if text.startswith(command["text"])), None)
    if moment is None or pressed.first is None:
        raise NotThere(f"no notice {command['text']!r}, but {[text for _, text in _painted.said]}")
    return {"keys": pressed.keys, "scans": pressed.scans, "seconds": moment - pressed.first}


def found(command: Command) -> Answer:
    """Wait until the answer to `query` is in a list with the row `id`; how many rows below the current one."""
    screen = main_window().current_screen()
    _listen(screen)
    if _answered.get(screen) != command["query"]:
        raise NotThere(f"no answer to {command['query']!r} yet")
    rows = find(command["name"])
    assert isinstance(rows, RowList)
    ids = [row.id for row in rows.rows()]
    if command["id"] not in ids:
        raise NotThere(f"{command['id']} is not among the {len(ids)} found for {command['query']!r}")
    current = rows.current_id()
    at = ids.index(current) if current in ids else -1
    return {"down": ids.index(command["id"]) - at, "place": ids.index(command["id"]) + 1, "of": len(ids)}


def _listen(screen: Screen) -> None:
    """Note which search a screen has answered; "" while it shows who is expected."""
    if screen in _answered or not hasattr(screen, "model") or not hasattr(screen.model, "found"):
        return
    _answered[screen] = ""
    screen.model.found.connect(lambda query, _matches: _answered.update({screen: query.strip()}))
    screen.model.desk_changed.connect(lambda _desk: _answered.update({screen: ""}))
