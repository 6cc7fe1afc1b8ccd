"""The window locks when nobody is there, and only then."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.idle_watch import IdleWatch
from tests.fake_clock import FakeClock


def test_a_key_puts_the_lock_off_and_silence_brings_it_once(
    qapp: QApplication, qtbot: QtBot, clock: FakeClock
) -> None:
    locked: list[str] = []
    watch = IdleWatch(qapp, clock, timedelta(minutes=4), lambda: locked.append("locked"))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    clock.advance(minutes=3, seconds=59)
    QTest.keyClick(window, Qt.Key.Key_A)
    clock.advance(minutes=3, seconds=59)
    watch.look()
    assert locked == []
    clock.advance(seconds=1)
    watch.look()
    watch.look()
    assert locked == ["locked"]


def test_a_clock_set_back_starts_the_waiting_anew(qapp: QApplication, clock: FakeClock) -> None:
    locked: list[str] = []
    watch = IdleWatch(qapp, clock, timedelta(minutes=4), lambda: locked.append("locked"))
    clock.advance(days=-1)
    watch.look()
    clock.advance(minutes=4)
    watch.look()
    assert locked == ["locked"]
