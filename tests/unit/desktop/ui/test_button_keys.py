"""The keys of buttons do what they say, whichever of the two Enter keys is meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.widgets import primary_button

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("keys", "key", "modifier"),
    [
        ("Esc", Qt.Key.Key_Escape, NONE),
        ("Ctrl+S", Qt.Key.Key_S, CONTROL),
        ("Alt+1", Qt.Key.Key_1, ALT),
        ("Ctrl+Enter", Qt.Key.Key_Return, CONTROL),
        ("Ctrl+Enter", Qt.Key.Key_Enter, CONTROL),
    ],
)
def test_a_key_presses_its_button_once(
    keys: str, key: Qt.Key, modifier: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    window = QWidget()
    QVBoxLayout(window).addWidget(primary_button("Guardar", lambda: pressed.append(keys), keys=keys))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    QTest.keyClick(window, key, modifier)
    assert pressed == [keys]
