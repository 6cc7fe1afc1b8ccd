"""What is typed at the reception stays until it is saved or cancelled, over a lock too."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.consent.scope_panel_view import ScopePanel
from integrhabitat_desktop.ui.screens.reception.headcount_form_view import HeadcountForm
from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView
from integrhabitat_desktop.ui.screens.reception.service_log_view import ServiceLogPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton
from integrhabitat_protocol.record_types import Person

AMPARO, ROSA = "K3F9Q7M-100", "K3F9Q7M-101"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> ReceptionView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=AMPARO, name="Amparo Prueba Gómez"))
        tx.create(Person(id=ROSA, name="Rosa Prueba Ñáñez"))
    made = ReceptionView(services)
    made.resize(1194, 640)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    return made


def after_a_lock(view: ReceptionView, services: ScreenServices, qtbot: QtBot) -> ReceptionView:
    """Another window of the same person, given what the first one kept."""
    again = ReceptionView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(view.draft_texts())
    qtbot.waitUntil(again.right.is_filling_in)
    return again


def opened_log(view: ReceptionView, qtbot: QtBot) -> ServiceLogPanel:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._open_log()
    assert view._log is not None
    return view._log


def test_a_correction_is_a_correction_after_a_lock_too(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    log = opened_log(view, qtbot)
    log.service.set_value("T1.02")
    log.save_button.click()
    qtbot.waitUntil(lambda: len(log.given.rows()) == 1)
    log.given.chosen.emit(log.given.rows()[0].id)
    QTest.keyClicks(log.quantity.line, "4")
    again = after_a_lock(view, services, qtbot)
    kept = again._log
    assert kept is not None and kept.void_button.isVisibleTo(kept)
    kept.save_button.click()
    given = "SELECT quantity FROM service_delivery"
    qtbot.waitUntil(lambda: store.fetch(given) == [(4,)])


def test_who_is_given_the_same_survives_a_lock(
    view: ReceptionView, services: ScreenServices, qtbot: QtBot
) -> None:
    log = opened_log(view, qtbot)
    log.service.set_value("T1.02")
    log.people.finder.chosen.emit(ROSA, "Rosa Prueba")
    again = after_a_lock(view, services, qtbot)
    assert again._log is not None
    assert again._log.people.chosen() == [AMPARO, ROSA]


def test_a_second_service_of_the_day_is_asked_anew_for_other_people(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    log = opened_log(view, qtbot)
    log.service.set_value("T1.02")
    log.save_button.click()
    qtbot.waitUntil(lambda: log.service.value() is None)
    words = log.save_button.label()
    log.service.set_value("T1.02")
    log.save_button.click()
    qtbot.waitUntil(lambda: log.save_button.label() != words)
    log.people.finder.chosen.emit(ROSA, "Rosa Prueba")
    assert log.save_button.label() == words
    log.save_button.click()
    qtbot.waitUntil(lambda: log.save_button.label() != words)
    assert store.fetch_one("SELECT count(*) FROM service_delivery") == (1,)


@pytest.mark.parametrize("opened", ["registration", "service_log", "headcount_form"])
def test_what_is_typed_at_the_desk_stays_until_it_is_saved_or_cancelled(
    view: ReceptionView, services: ScreenServices, qtbot: QtBot, opened: str
) -> None:
    if opened == "registration":
        view._begin()
        assert view._form is not None
        QTest.keyClicks(view._form.phone.line, "3001")
    elif opened == "service_log":
        QTest.keyClicks(opened_log(view, qtbot).quantity.line, "3")
    else:
        view._begin_count()
        count = view.right.opened(HeadcountForm)
        assert count is not None
        QTest.keyClicks(count.numbers["men"].line, "2")
    panel = view.right.currentWidget()
    assert panel is not None
    kept = view.draft_texts()
    others: list[Callable[[], object]] = [
        view._begin,
        view._begin_count,
        lambda: view.opened_with("register"),
        lambda: view.show_person(ROSA),
    ]
    for other in others:
        other()
        notice = services.notices.current()
        assert notice is not None and notice.kind is NoticeKind.WARNING
        services.notices.clear()
        assert view.right.currentWidget() is panel and view.draft_texts() == kept
        assert panel.isAncestorOf(view.window().focusWidget())
    view.search_changed("nadie con este nombre")
    view.search_submitted("nadie con este nombre")
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    view._show_scanned(ROSA)
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert view.right.currentWidget() is panel and view.draft_texts() == kept
    again = after_a_lock(view, services, qtbot)
    assert again.right.findChild(QWidget, opened) is not None
    assert again.draft_texts() == kept


def test_an_empty_form_makes_room_for_the_next(view: ReceptionView, services: ScreenServices) -> None:
    view._begin_count()
    view._begin()
    assert view._form is not None and view.right.opened(HeadcountForm) is None
    assert services.notices.current() is None


def test_an_answer_that_is_written_down_at_the_desk_survives_a_lock(
    view: ReceptionView, services: ScreenServices, qtbot: QtBot
) -> None:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._open_consent()
    consent = view.right.opened(ConsentPanel)
    assert consent is not None
    qtbot.waitUntil(lambda: bool(consent.scopes.rows()))
    consent._open("SURVEY")
    scope = consent.findChild(ScopePanel)
    button = consent.findChild(KitButton, "say_yes")
    assert scope is not None and button is not None
    button.click()
    QTest.keyClicks(scope.evidence.line, "Folio 7")
    again = after_a_lock(view, services, qtbot)
    qtbot.waitUntil(lambda: again.findChild(ScopePanel) is not None)
    assert again.draft_texts() == view.draft_texts()


def test_the_keyboard_goes_back_to_where_it_came_from_and_never_to_undo(
    view: ReceptionView, qtbot: QtBot
) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.results.setFocus()
    view._begin()
    assert view._form is not None
    qtbot.waitUntil(lambda: view._form is not None and view._form.name.line.hasFocus())
    view._put_away()
    assert view.results.hasFocus()
