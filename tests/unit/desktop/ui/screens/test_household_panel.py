"""A household put together by keyboard, in a real view on a real store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.people.household_panel_view import HouseholdPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.record_types import Person

ROSA, LUIS = "K3F9Q7M-100", "K3F9Q7M-101"
LIVING = "SELECT person, relationship FROM household_member WHERE state = 'ACTIVE' ORDER BY person"


@pytest.fixture
def panel(services: ScreenServices, store: Store, qtbot: QtBot) -> HouseholdPanel:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Rosa Prueba"))
        tx.create(Person(id=LUIS, name="Luis Prueba"))
    made = HouseholdPanel(services, ROSA, "Rosa Prueba", lambda: None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_adds_who_was_typed_with_the_chosen_relationship(
    panel: HouseholdPanel, store: Store, qtbot: QtBot
) -> None:
    panel.relationship.set_value("CHILD")
    QTest.keyClicks(panel.finder.field.line, "luis")
    QTest.keyClick(panel.finder.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: store.fetch(LIVING) == [(ROSA, "HEAD"), (LUIS, "CHILD")])
    qtbot.waitUntil(lambda: len(panel.members.rows()) == 2)
    assert panel.finder.query() == "" and panel.relationship.value() is None


def test_leaving_can_be_taken_back(
    panel: HouseholdPanel, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    panel.model.add(LUIS, "Luis Prueba", None)
    qtbot.waitUntil(lambda: len(panel.members.rows()) == 2)
    panel.members.select(LUIS)
    panel.leave_button.click()
    qtbot.waitUntil(lambda: [row[0] for row in store.fetch(LIVING)] == [ROSA])
    qtbot.waitUntil(lambda: "ya no vive ahí" in str(services.notices.current()))
    services.notices.undo()
    qtbot.waitUntil(lambda: len(panel.members.rows()) == 2)


def test_the_person_is_not_offered_to_live_with_themselves(panel: HouseholdPanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.finder.field.line, "prueba")
    qtbot.waitUntil(lambda: [row.id for row in panel.finder.matches.rows()] == [LUIS])
