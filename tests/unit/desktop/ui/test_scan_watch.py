"""A scanner types into whatever has the keyboard; only cards may come of it, and hands are never taken for one."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token
from integrhabitat_desktop.ui.widgets.scan_watch import ScanWatch

TOKEN = new_token(bytes(range(RANDOM_BYTES)))
SCANNER, HAND = 0.008, 0.09
_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Keys(QWidget):
    """Notes the keys that reach it, as a list with commands on letters does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed: list[str] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.append(event.text())


class Room:
    """A window with a field, a note, a list with commands and a default button."""

    def __init__(self, qapp: QApplication) -> None:
        self.window = QWidget()
        self.field, self.note, self.keys, self.button = (
            QLineEdit(),
            QPlainTextEdit(),
            Keys(),
            QPushButton("Go"),
        )
        layout = QVBoxLayout(self.window)
        for part in (self.field, self.note, self.keys, self.button):
            layout.addWidget(part)
        self.time = 0.0
        self.scans: list[str] = []
        self.clicks: list[bool] = []
        self.entered: list[str] = []
        self.watch = ScanWatch(qapp, self.window, lambda: self.time)
        self.watch.scanned.connect(self.scans.append)
        self.button.clicked.connect(lambda: self.clicks.append(True))
        self.field.returnPressed.connect(lambda: self.entered.append(self.field.text()))

    def type(self, widget: QWidget, text: str, pause: float, *, enter: bool = True) -> None:
        widget.setFocus()
        self.time += 5
        for sign in text:
            if sign in _KEYS:
                QTest.keyClick(QApplication.focusWidget() or widget, _KEYS[sign])
            else:
                QTest.keyClicks(QApplication.focusWidget() or widget, sign)
            self.time += pause
        if enter:
            QTest.keyClick(widget, Qt.Key.Key_Return)


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    made = Room(qapp)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: made.window.isActiveWindow())
    yield made
    qapp.removeEventFilter(made.watch)


def test_a_card_is_read_whatever_has_the_keyboard(room: Room) -> None:
    for widget in (room.field, room.note, room.keys, room.button):
        room.type(widget, TOKEN, SCANNER)
    assert room.scans == [TOKEN] * 4
    assert room.clicks == [] and room.entered == []


def test_what_stood_in_a_field_stays_and_the_scan_does_not(room: Room) -> None:
    room.field.setText("Rosa ")
    room.note.setPlainText("Prefiere la tarde. ")
    room.note.moveCursor(room.note.textCursor().MoveOperation.End)
    room.field.end(False)
    room.type(room.field, TOKEN, SCANNER)
    room.type(room.note, TOKEN, SCANNER)
    assert room.field.text() == "Rosa " and room.note.toPlainText() == "Prefiere la tarde. "


@pytest.mark.parametrize("text", ["Maria", "123456", "=1+1;--", "http://a.example"])
def test_a_code_from_outside_presses_nothing(room: Room, text: str) -> None:
    room.type(room.field, text, SCANNER)
    room.type(room.keys, text, SCANNER)
    room.type(room.button, text, SCANNER)
    assert room.scans == [text] * 3
    assert room.field.text() == "" and room.entered == [] and room.clicks == []
    # The first sign may have been a person's; of the others none reached the list.
    assert len(room.keys.pressed) == 1


def test_hands_are_hands(room: Room, qtbot: QtBot) -> None:
    room.type(room.field, "Maria Prueba", HAND)
    room.type(room.keys, "jo4", HAND)
    assert room.scans == [] and room.entered == ["Maria Prueba"]
    assert room.keys.pressed == ["j", "o", "4", "\r"]


def test_two_keys_of_a_quick_hand_both_arrive(room: Room, qtbot: QtBot) -> None:
    room.type(room.keys, "jo", 0.01, enter=False)
    qtbot.waitUntil(lambda: room.keys.pressed == ["j", "o"])
    assert room.scans == []


def test_a_slow_scanner_is_known_by_the_card(room: Room) -> None:
    room.type(room.field, TOKEN, 0.06)
    assert room.scans == [TOKEN] and room.field.text() == "" and room.entered == []


def test_a_misread_card_is_a_scan_too(room: Room) -> None:
    room.type(room.field, TOKEN[:-1] + ("0" if TOKEN[-1] != "0" else "1"), 0.06)
    assert len(room.scans) == 1 and room.entered == []


def test_a_scan_into_another_window_does_nothing_there(room: Room, qtbot: QtBot) -> None:
    other = QLineEdit()
    pressed: list[Callable[[], None]] = []
    other.returnPressed.connect(lambda: pressed.append(other.clear))
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: other.isActiveWindow())
    room.type(other, TOKEN, SCANNER)
    assert room.scans == [] and pressed == [] and other.text() == ""
    room.type(other, "Rosa", HAND)
    assert len(pressed) == 1 and other.text() == "Rosa"


@pytest.mark.parametrize("tail", ["\r", "\t", "AB\r", "\rTERCERA LINEA\r\r"])
def test_what_a_scanner_sends_after_its_enter_belongs_to_the_scan(room: Room, tail: str) -> None:
    for widget in (room.field, room.keys, room.button):
        room.type(widget, TOKEN + "\r" + tail, SCANNER, enter=False)
    assert room.scans == [TOKEN] * 3
    assert room.entered == [] and room.clicks == [] and room.field.text() == ""
    room.type(room.field, "Rosa", HAND)
    assert room.entered == ["Rosa"]


def test_a_code_of_two_signs_is_a_scan_too_and_a_tab_may_end_it(room: Room) -> None:
    room.type(room.field, "78", SCANNER)
    room.type(room.field, "7788\t", SCANNER, enter=False)
    assert room.scans == ["78", "7788"] and room.entered == [] and room.field.text() == ""
    assert room.window.focusWidget() is room.field


def test_keys_that_waited_for_a_busy_window_are_still_those_of_a_hand(room: Room) -> None:
    room.field.setFocus()
    room.time += 5
    for stamp, key in enumerate((Qt.Key.Key_R, Qt.Key.Key_O, Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_Return)):
        text = "" if key is Qt.Key.Key_Return else chr(key).lower()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(1_000_000_000 + 120 * stamp)
            QApplication.sendEvent(room.field, event)
    assert room.scans == [] and room.entered == ["rosa"]
