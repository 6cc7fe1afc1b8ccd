"""The inspection of screens finds what it is there for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.widgets import SidePanel, TextField, plain_label, primary_button, row
from integrhabitat_desktop.ui.widgets.tab_order import follow_layout
from tests.drive.inspection import faults
from tests.drive.inspection_at_rest import restless


def test_it_finds_what_is_nameless_cut_outside_or_out_of_reach(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    nameless = QLineEdit(window)
    nameless.setObjectName("nameless")
    nameless.setGeometry(0, 0, 100, 30)
    cut = plain_label("Un texto que no cabe en tan poco espacio")
    cut.setParent(window)
    cut.setGeometry(0, 40, 60, 20)
    low = plain_label("Un texto de varias líneas que necesita más alto del que tiene", wrapped=True)
    low.setParent(window)
    low.setGeometry(0, 60, 100, 18)
    outside = primary_button("Guardar")
    outside.setParent(window)
    outside.setGeometry(280, 100, 120, 40)
    lonely = QLineEdit(window)
    lonely.setAccessibleName("Sin Tab")
    lonely.setGeometry(0, 150, 100, 30)
    window.show()
    found = faults(window)
    assert [it.split(":")[0] for it in found] == [
        "no name for screen readers", "text is cut", "text is cut", "outside the window"
    ]  # fmt: skip


def test_a_sound_window_has_no_faults(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    field = QLineEdit(window)
    field.setAccessibleName("Nombre")
    field.setGeometry(0, 0, 100, 30)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    label = plain_label("Nombre")
    label.setParent(window)
    label.setGeometry(0, 40, 200, 30)
    window.show()
    assert faults(window) == []


def test_an_action_that_tab_reaches_before_the_fields_above_it_takes_its_place_once_tab_follows_the_layout(
    qtbot: QtBot,
) -> None:
    search, field, save = TextField("Buscar"), TextField("Nombre"), primary_button("Guardar")
    panel = SidePanel("Persona")
    panel.show_content(field, foot=save)
    window = row(search, panel)
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    QWidget.setTabOrder(search.line, save)
    QWidget.setTabOrder(save, field.line)
    assert [it.split(":")[0] for it in faults(window)] == ["Tab comes before the fields to"]
    follow_layout(window)
    assert faults(window) == []


class Restless(QWidget):
    """Wakes its neighbour whenever it paints, as two halves of one table once did."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.neighbour: QWidget = self

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.neighbour.update()


def test_two_widgets_that_wake_each_other_for_ever_are_found(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    one, other = Restless(window), Restless(window)
    one.neighbour, other.neighbour = other, one
    one.setGeometry(0, 0, 80, 50)
    other.setGeometry(100, 0, 80, 50)
    window.show()
    assert {one, other} <= set(restless(qapp))
    one.neighbour = other.neighbour = QWidget()
    qtbot.wait(50)
    assert restless(qapp) == []


def test_two_buttons_that_answer_one_key_are_found_while_both_can_be_pressed(qtbot: QtBot) -> None:
    save, begin = primary_button("Guardar", keys="Ctrl+S"), primary_button("Empezar", keys="Ctrl+S")
    window = row(save, begin)
    qtbot.addWidget(window)
    window.show()
    assert [it.split(":")[0] for it in faults(window)] == ["two answer Ctrl+S"]
    begin.setEnabled(False)
    assert faults(window) == []
