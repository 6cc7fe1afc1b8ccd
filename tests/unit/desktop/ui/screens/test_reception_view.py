"""The reception worked by keyboard in a real view on a real store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.card_token import RANDOM_BYTES, new_token
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.reception.headcount_form_view import HeadcountForm
from integrhabitat_desktop.ui.screens.reception.reception_view import ReceptionView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton, KitCheckBox
from integrhabitat_desktop.use_cases.keep_consents import Yes
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Card, CheckIn, HouseholdMember, Person
from tests.fake_clock import FakeClock

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


def test_enter_waits_for_its_own_answer(view: ReceptionView, store: Store, qtbot: QtBot) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view.results.current_id() == AMPARO)
    # Somebody types on and presses Enter before the new answer is there: Amparo must not be checked in.
    view.search_changed("rosa")
    view.search_submitted("rosa")
    qtbot.waitUntil(lambda: visits(store) != [])
    assert visits(store) == [f"{ROSA}.{TODAY}"]


def test_who_is_ticked_comes_in_with_the_person(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        for person in (AMPARO, ROSA):
            member = natural_id("K3F9Q7M-103", person)
            tx.create(HouseholdMember(id=member, household="K3F9Q7M-103", person=person, state="ACTIVE"))
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view.person.findChild(KitCheckBox, "together_1") is not None)
    box = view.person.findChild(KitCheckBox, "together_1")
    assert box is not None
    everyone = view.person.findChild(KitButton, "tick_all")
    assert everyone is not None
    for expected in (True, False, True):
        everyone.click()
        assert box.isChecked() is expected
    view.search_submitted("amparo")
    qtbot.waitUntil(lambda: visits(store) == [f"{AMPARO}.{TODAY}", f"{ROSA}.{TODAY}"])
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: visits(store) == [])


def test_a_scanned_card_checks_in_and_shows_the_person(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    token = new_token(bytes(range(RANDOM_BYTES)))
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Card(id="K3F9Q7M-102", person=ROSA, token=token, state="ISSUED"))
    assert view.card_scanned(token)
    qtbot.waitUntil(lambda: visits(store) == [f"{ROSA}.{TODAY}"])
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.person)
    assert view.card_scanned(token)
    qtbot.waitUntil(lambda: "Rosa Prueba Ñáñez ya está aquí." in str(services.notices.current()))
    assert visits(store) == [f"{ROSA}.{TODAY}"]


def test_a_scan_that_is_no_card_changes_nothing(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view.results.current_id() == AMPARO)
    view.card_scanned("Amparo")
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    assert visits(store) == []


def test_a_check_in_is_told_and_taken_back(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    view.search_submitted("amparo")
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    assert visits(store) == [f"{AMPARO}.{TODAY}"]
    services.notices.undo()
    qtbot.waitUntil(lambda: visits(store) == [])
    voided = store.get(CheckIn, f"{AMPARO}.{TODAY}")
    assert voided is not None
    assert voided.state == "VOID"


def test_nobody_found_begins_a_registration_with_what_was_typed(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("yohana chirinos")
    view.search_submitted("yohana chirinos")
    qtbot.waitUntil(lambda: view._form is not None)
    form = view._form
    assert form is not None and form.name.value() == "yohana chirinos"
    QTest.keyClicks(form.birth.line, "35")
    form.save_button.click()
    qtbot.waitUntil(lambda: len(visits(store)) == 1)
    row = store.fetch_one("SELECT birth_precision FROM person WHERE name = 'yohana chirinos'")
    assert row == ("ESTIMATED",)
    qtbot.waitUntil(lambda: view.draft_texts() == {})


def test_a_look_alike_is_offered_while_the_name_is_typed(view: ReceptionView, qtbot: QtBot) -> None:
    view.opened_with("register")
    form = view._form
    assert form is not None
    QTest.keyClicks(form.name.line, "Amparo Prueba Gomes")
    qtbot.waitUntil(lambda: [row.id for row in form.look_alikes.rows()] == [AMPARO])
    form.look_alikes.step(1)
    QTest.keyClick(form.look_alikes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == AMPARO)
    assert view._form is None


def test_a_name_that_is_missing_is_said_at_its_field_and_nothing_is_saved(
    view: ReceptionView, store: Store
) -> None:
    view.opened_with("register")
    form = view._form
    assert form is not None
    form.phone.set_value("3001188")
    form.save_button.click()
    assert form.name.error()
    assert form.phone.value() == "3001188"
    assert store.fetch_one("SELECT count(*) FROM person") == (2,)


def test_what_was_typed_survives_a_lock(view: ReceptionView, services: ScreenServices, qtbot: QtBot) -> None:
    view.opened_with("register")
    form = view._form
    assert form is not None
    form.name.set_value("Keisha Prueba")
    form.sex.set_value("F")
    kept = view.draft_texts()
    again = ReceptionView(services)
    qtbot.addWidget(again)
    again.restore_draft(kept)
    assert again.draft_texts() == kept


def test_a_service_is_recorded_for_the_person_on_the_screen(
    view: ReceptionView, store: Store, clock: FakeClock, qtbot: QtBot
) -> None:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._open_log()
    log = view._log
    assert log is not None
    qtbot.waitUntil(lambda: log.findChild(KitButton, "favourite_1") is not None)
    favourite = log.findChild(KitButton, "favourite_1")
    assert favourite is not None
    favourite.click()
    QTest.keyClicks(log.quantity.line, "3")
    log.save_button.click()
    qtbot.waitUntil(lambda: store.fetch_one("SELECT quantity FROM service_delivery") == (3,))
    qtbot.waitUntil(lambda: log.service.value() is None)
    # The same again has to be said twice.
    log.service.set_value("T1.02")
    log.save_button.click()
    qtbot.waitUntil(lambda: not log.problem.isHidden())
    log.save_button.click()
    qtbot.waitUntil(lambda: store.fetch_one("SELECT count(*) FROM service_delivery") == (2,))


def test_a_service_for_the_household_is_corrected_for_one_of_them(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        for person in (AMPARO, ROSA):
            member = natural_id("K3F9Q7M-103", person)
            tx.create(HouseholdMember(id=member, household="K3F9Q7M-103", person=person, state="ACTIVE"))
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._open_log()
    log = view._log
    assert log is not None
    box = log.findChild(KitCheckBox, "also_1")
    assert box is not None
    box.click()
    log.service.set_value("T1.10")
    log.service.changed.emit()
    log.save_button.click()
    qtbot.waitUntil(log.problem.isVisible)
    log.value.set_value("50000")
    log.mechanism.set_value("CASH")
    log.save_button.click()
    given = "SELECT person, value, currency FROM service_delivery WHERE state = 'DONE' ORDER BY person"
    qtbot.waitUntil(lambda: len(store.fetch(given)) == 2)
    qtbot.waitUntil(lambda: len(log.given.rows()) == 1)
    log.given.chosen.emit(log.given.rows()[0].id)
    assert log.value.value() == "50000" and not log.people.isVisible()
    log.value.set_value("60000")
    log.save_button.click()
    qtbot.waitUntil(lambda: [row[1] for row in store.fetch(given)] == ["60000", "50000"])
    qtbot.waitUntil(lambda: not log.void_button.isVisible())
    log.given.chosen.emit(log.given.rows()[0].id)
    log.void_button.click()
    qtbot.waitUntil(lambda: len(store.fetch(given)) == 1)
    qtbot.waitUntil(lambda: "Retirado" in str(services.notices.current()))
    services.notices.undo()
    qtbot.waitUntil(lambda: len(store.fetch(given)) == 2)


def test_who_was_registered_stays_on_the_screen(
    view: ReceptionView, services: ScreenServices, qtbot: QtBot
) -> None:
    view.search_changed("prueba")
    qtbot.waitUntil(lambda: view._card is not None and len(view.results.rows()) == 2)
    view.lists.register_button.click()
    assert view._form is not None
    view._form.name.set_value("Ximena Prueba")
    view._form.save_button.click()
    # The search is answered anew after the change, and others match it too.
    qtbot.waitUntil(lambda: len(view.results.rows()) == 3)
    asked: list[None] = []
    services.runner.run(lambda _desk: None, asked.append)
    qtbot.waitUntil(lambda: asked != [])
    assert view._card is not None and view._card.person.name == "Ximena Prueba"
    assert view.results.current_id() == view._card.person.id


def test_keys_work_as_soon_as_a_card_is_shown(view: ReceptionView, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def look(_card: object) -> None:
        button = view.person.findChild(KitButton, "check_in")
        seen.append(button is not None and button.isVisible())

    view.model.card_changed.connect(look)
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: seen != [])
    assert seen[0]


def test_whoever_does_not_want_to_be_registered_is_counted(
    view: ReceptionView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.lists.count_button.click()
    form = view.right.opened(HeadcountForm)
    assert form is not None
    form.save_button.click()
    qtbot.waitUntil(form.problem.isVisible)
    QTest.keyClicks(form.numbers["women"].line, "2")
    form.save_button.click()
    qtbot.waitUntil(lambda: store.fetch("SELECT women, men FROM headcount WHERE gone = 0") == [(2, None)])
    qtbot.waitUntil(lambda: "2" in form.so_far.text())
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch("SELECT count(*) FROM headcount WHERE gone = 0") == [(0,)])


def test_a_service_that_was_being_recorded_survives_a_lock(
    view: ReceptionView, services: ScreenServices, qtbot: QtBot
) -> None:
    view.show_person(AMPARO)
    qtbot.waitUntil(lambda: view._card is not None)
    view._open_log()
    assert view._log is not None
    view._log.service.set_value("T1.02")
    view._log.note.set_value("Para dos días")
    kept = view.draft_texts()
    again = ReceptionView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again._log is not None)
    assert again.draft_texts() == kept


def test_a_scan_does_not_take_a_registration_away_that_was_begun(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    token = new_token(bytes(range(RANDOM_BYTES)))
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Card(id="K3F9Q7M-200", person=ROSA, token=token, state="ISSUED"))
    view._begin()
    assert view._form is not None
    QTest.keyClicks(view._form.name.line, "Luisa")
    assert view.card_scanned(token)
    qtbot.waitUntil(lambda: visits(store) == [f"{ROSA}.{TODAY}"])
    qtbot.waitUntil(lambda: view._card is not None and view._card.person.id == ROSA)
    assert view._form is not None and view._form.name.value() == "Luisa"


def test_consent_is_answered_at_the_desk_and_shown_on_the_card(
    view: ReceptionView, store: Store, qtbot: QtBot
) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: view.person.findChild(KitButton, "consent") is not None)
    button = view.person.findChild(KitButton, "consent")
    assert button is not None
    button.click()
    panel = view.right.opened(ConsentPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.scopes.current_id() == "REGISTER")
    panel.model.say_yes("REGISTER", Yes("VERBAL", expires_on=TODAY))
    qtbot.waitUntil(lambda: panel.scopes.rows()[0].icon == "circle-check")
    assert store.fetch("SELECT scope, state, asked_by FROM consent") == [("REGISTER", "GIVEN", "K3F9Q7M-1")]
    panel.back_button.click()
    assert view.right.currentWidget() is view.person
