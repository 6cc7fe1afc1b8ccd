"""The door screen: a scan or a name checks in, and after a while nothing of anybody is left on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token
from integrhabitat_desktop.ui.screens.kiosk.kiosk_view import FORGET_MS, KioskView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.record_types import Card, Person
from tests.drive.on_screen import texts_in

ROSA = "K3F9Q7M-101"
VISITS = "SELECT person FROM check_in WHERE state = 'DONE'"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> KioskView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Rosa Prueba Ñáñez", neighbourhood="Sur"))
    made = KioskView(services)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    return made


def texts(widget: QWidget) -> str:
    """Everything that can be read on the widget now."""
    return " ".join(texts_in(widget))


def test_a_typed_name_and_enter_check_in_and_only_name_and_age_are_shown(
    view: KioskView, store: Store, qtbot: QtBot
) -> None:
    QTest.keyClicks(view.finder.field.line, "rosa")
    qtbot.waitUntil(lambda: len(view.finder.matches.rows()) == 1)
    row = view.finder.matches.rows()[0]
    assert (row.title, row.subtitle) == ("Rosa Prueba Ñáñez", "")
    QTest.keyClick(view.finder.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: store.fetch(VISITS) == [(ROSA,)])
    qtbot.waitUntil(view.said.isVisible)
    assert "Rosa" in view.said.label.text() and view.finder.query() == ""


def test_a_scan_checks_in(view: KioskView, store: Store, qtbot: QtBot) -> None:
    token = new_token(bytes(range(RANDOM_BYTES)))
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Card(id="K3F9Q7M-200", person=ROSA, token=token, state="ISSUED"))
    assert view.card_scanned(token)
    qtbot.waitUntil(lambda: store.fetch(VISITS) == [(ROSA,)])


def test_after_twenty_seconds_nothing_of_anybody_is_left(
    view: KioskView, services: ScreenServices, qtbot: QtBot
) -> None:
    assert view.forget_timer.interval() == FORGET_MS == 20_000
    QTest.keyClicks(view.finder.field.line, "rosa")
    qtbot.waitUntil(lambda: len(view.finder.matches.rows()) == 1)
    assert view.forget_timer.isActive()
    services.notices.show("Rosa Prueba Ñáñez quedó registrada.")
    view.forget_timer.timeout.emit()
    assert "rosa" not in texts(view).casefold()
    assert services.notices.current() is None
    assert QApplication.focusWidget() in (view.finder.field.line, None)


def test_a_registration_is_covered_and_not_lost(view: KioskView, store: Store, qtbot: QtBot) -> None:
    view._begin()
    form = view._form
    assert form is not None
    QTest.keyClicks(form.name.line, "Luisa Ensayo")
    view.forget_timer.timeout.emit()
    assert "luisa" not in texts(view).casefold()
    view._uncover()
    assert form.name.value() == "Luisa Ensayo"
    form.save_button.click()
    qtbot.waitUntil(lambda: len(store.fetch(VISITS)) == 1)
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view.door)
