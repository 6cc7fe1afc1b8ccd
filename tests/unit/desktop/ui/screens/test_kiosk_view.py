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


def test_a_registration_that_was_locked_away_waits_covered_and_the_door_goes_on_with_it(
    services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view = KioskView(services)
    qtbot.addWidget(view)
    view.restore_draft({"name": "Yuleisi"})
    view.show()
    view.activated()
    assert view.pages.currentWidget() is view.cover and "Yuleisi" not in texts(view)
    view._uncover()
    assert view._form is not None and view.pages.currentWidget() is view._form
    assert view._form.name.value() == "Yuleisi"
    # A card is not read unnoticed meanwhile.
    assert view.card_scanned("H" * 29)
    qtbot.waitUntil(view._form.problem.isVisible)
    view._put_away()
    assert view.pages.currentWidget() is view.door


def test_the_door_leaves_the_notices_of_other_screens_alone(services: ScreenServices, qtbot: QtBot) -> None:
    view = KioskView(services)
    qtbot.addWidget(view)
    view.restore_draft({"name": "Yuleisi"})
    services.notices.show("Rosa está aquí.", undo=lambda: None)
    view.forget()
    assert services.notices.current() is not None


def test_what_is_typed_while_nothing_has_the_keyboard_goes_into_the_field(
    view: KioskView, qtbot: QtBot
) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.clearFocus()
    assert QApplication.focusWidget() is None
    QTest.keyClick(view, Qt.Key.Key_R)
    assert view.finder.query() == "r"
