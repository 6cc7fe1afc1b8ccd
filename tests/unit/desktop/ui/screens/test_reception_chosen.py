"""Whom the desk acts for: commands meet whoever was typed or chosen, however fast somebody works."""

import pytest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton
from integrhabitat_protocol.record_types import Person

AMPARO, ROSA = "K3F9Q7M-100", "K3F9Q7M-101"
TODAY = "2027-03-01"


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


def visits(store: Store) -> list[str]:
    return [row[0] for row in store.fetch("SELECT id FROM check_in WHERE state = 'DONE' ORDER BY id")]


def test_a_command_waits_for_the_person_that_was_typed(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == AMPARO)
    # Somebody types on and presses the key of the service before the new answer is there.
    view.search_changed("rosa")
    button = view.person.findChild(KitButton, "service")
    assert button is not None
    button.click()
    assert view._log is None
    qtbot.waitUntil(lambda: view._log is not None)
    assert view._card is not None and view._card.person.id == ROSA


def test_a_command_for_somebody_who_is_not_found_does_nothing(view: ReceptionView, qtbot: QtBot) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view._card is not None)
    view.search_changed("nadie se llama así")
    button = view.person.findChild(KitButton, "service")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.empty)
    assert view._log is None


def test_a_command_waits_for_the_person_that_was_chosen(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("prueba")
    qtbot.waitUntil(lambda: view._card is not None and len(view.results.rows()) == 2)
    other = ({AMPARO, ROSA} - {view.results.current_id()}).pop()
    # The arrow and the key of the service come faster than the card of whom the arrow leads to.
    view.results.select(other)
    button = view.person.findChild(KitButton, "service")
    assert button is not None
    button.click()
    assert view._log is None
    qtbot.waitUntil(lambda: view._log is not None)
    assert view._card is not None and view._card.person.id == other


def test_a_command_never_passes_to_who_is_chosen_next(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._load_card(AMPARO)  # asked for again, not here yet
    view._run_for_answer(view._check_in_shown)
    view._select(ROSA)
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert view._waiting_command is None and visits(store) == []


def test_a_person_who_is_gone_leaves_the_screen_with_whatever_waited(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    with store.transaction("K3F9Q7M-1") as tx:
        tx.delete(Person, AMPARO)
    view._load_card(AMPARO)
    view._run_for_answer(view._check_in_shown)
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.empty)
    view._select(ROSA)
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert visits(store) == []


def test_an_untouched_service_log_goes_with_its_person_when_somebody_else_is_found(
    view: ReceptionView, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == AMPARO)
    view._open_log()
    assert view._log is not None
    view.search_changed("rosa")
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert view._log is None and view.right.currentWidget() is view.person


def test_what_is_typed_for_one_person_stays_and_the_one_found_meanwhile_comes_next(
    view: ReceptionView, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == AMPARO)
    view._open_log()
    log = view._log
    assert log is not None
    log._choose("T1.02")
    view.search_changed("rosa")
    qtbot.waitUntil(lambda: view.results.current_id() == ROSA)
    assert view._log is log and view._card is not None and view._card.person.id == AMPARO
    view._put_away()
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert view.right.currentWidget() is view.person


def test_people_who_live_apart_come_in_together_and_are_taken_back_together(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view.results.current_id() == AMPARO)
    view.lists.gather_button.click()
    view.search_changed("rosa")
    qtbot.waitUntil(lambda: view.results.current_id() == ROSA)
    view.lists.gather_button.click()
    assert view.lists.group.people() == (AMPARO, ROSA) and view.lists.group.isVisible()
    # Typed and pressed before the answer is there: whom it is about is whoever was typed.
    view.search_changed("amparo")
    view.lists.gather_button.click()
    qtbot.waitUntil(lambda: view.lists.group.people() == (ROSA,))
    view.lists.gather_button.click()
    assert view.lists.group.people() == (ROSA, AMPARO)
    view.lists.group.check_in_button.click()
    qtbot.waitUntil(lambda: visits(store) == [f"{AMPARO}.{TODAY}", f"{ROSA}.{TODAY}"])
    assert view.lists.group.people() == () and not view.lists.group.isVisible()
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: visits(store) == [])
