"""Nothing that cannot be seen gets what is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.widgets.focus_keeper import FocusKeeper


class TwoPages(QWidget):
    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.stack = QStackedWidget()
        for line in (self.first, self.second):
            page = QWidget()
            QVBoxLayout(page).addWidget(line)
            self.stack.addWidget(page)
        QVBoxLayout(self).addWidget(self.stack)
        self.keeper = FocusKeeper(application, self, self.stack.setFocus)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> TwoPages:
    made = TwoPages(qapp)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.first.setFocus()
    return made


def test_a_page_that_is_not_shown_gives_the_keyboard_back(window: TwoPages, qtbot: QtBot) -> None:
    window.second.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.first)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_X)
    assert (window.first.text(), window.second.text()) == ("x", "")


def test_a_page_that_is_shown_in_the_same_breath_keeps_it(window: TwoPages, qtbot: QtBot) -> None:
    window.second.setFocus()
    window.stack.setCurrentIndex(1)
    qtbot.waitUntil(window.second.isVisible)
    QApplication.processEvents()
    assert QApplication.focusWidget() is window.second


def test_where_nobody_is_left_the_window_is_asked(window: TwoPages, qtbot: QtBot) -> None:
    window.second.setFocus()
    window.first.setEnabled(False)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.stack)
