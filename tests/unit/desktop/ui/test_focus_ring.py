"""The focus ring follows the keyboard and never outlives its widget."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.widgets import CountryField, TextField, primary_button
from integrhabitat_desktop.ui.widgets.focus_ring import _Ring


@pytest.fixture
def form(qapp: QApplication, qtbot: QtBot) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(20, 20, 20, 20)
    for field in (TextField("Nombre"), CountryField("País"), primary_button("Guardar")):
        layout.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def ring_around(window: QWidget, target: QWidget) -> bool:
    (ring,) = window.findChildren(_Ring)
    area = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
    return ring.isVisible() and ring.geometry().contains(area) and ring.geometry() != area


def test_the_ring_moves_with_the_focus(form: QWidget) -> None:
    name, country = form.findChildren(TextField)[0], form.findChildren(CountryField)[0]
    name.setFocus()
    assert ring_around(form, name.line)
    country.setFocus()
    assert ring_around(form, country.combo)


def test_the_ring_follows_a_widget_that_moves(form: QWidget, qtbot: QtBot) -> None:
    name = form.findChildren(TextField)[0]
    name.setFocus()
    form.resize(700, 500)
    qtbot.waitUntil(lambda: ring_around(form, name.line))


def test_the_ring_goes_with_its_widget(form: QWidget) -> None:
    name = form.findChildren(TextField)[0]
    name.setFocus()
    name.hide()
    assert not any(
        ring.isVisible() and not ring_around(form, form.focusWidget()) for ring in form.findChildren(_Ring)
    )


@pytest.mark.parametrize("remove", [QWidget.close, QWidget.hide])
def test_a_deleted_widget_leaves_nothing_behind(form: QWidget, remove: Callable[[QWidget], object]) -> None:
    name = form.findChildren(TextField)[0]
    name.setFocus()
    remove(name)
    name.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    form.findChildren(CountryField)[0].setFocus()
    assert ring_around(form, form.findChildren(CountryField)[0].combo)
