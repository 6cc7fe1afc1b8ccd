"""A household put together by keyboard, in a real view on a real store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.people.household_panel_view import HouseholdPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.record_types import Consent, Household, HouseholdMember, Person

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


def living(panel: HouseholdPanel, qtbot: QtBot) -> None:
    panel.model.add(LUIS, "Luis Prueba", "SPOUSE", added_is_head=False)
    qtbot.waitUntil(lambda: len(panel.members.rows()) == 2)


def test_the_head_can_be_changed_and_changed_back(
    panel: HouseholdPanel, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    living(panel, qtbot)
    panel.members.select(LUIS)
    assert panel.member_relationship.value() == "SPOUSE"
    panel.member_relationship.set_value("HEAD")
    panel.relate_button.click()
    qtbot.waitUntil(lambda: store.fetch(LIVING) == [(ROSA, None), (LUIS, "HEAD")])
    qtbot.waitUntil(lambda: _("relationship not asked") in panel.members.rows()[1].subtitle)
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch(LIVING) == [(ROSA, "HEAD"), (LUIS, "SPOUSE")])


def test_in_the_file_of_a_child_whoever_is_added_heads_unless_it_is_said_otherwise(
    services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Luz Prueba", birth_date="2018-01-01", birth_precision="DAY"))
        tx.create(Person(id=LUIS, name="Luis Prueba"))
    panel = HouseholdPanel(services, ROSA, "Luz Prueba", lambda: None)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.head.isVisible() and panel.head.value() == "added")
    panel.relationship.set_value("CHILD")
    panel.finder.chosen.emit(LUIS, "Luis Prueba")
    qtbot.waitUntil(lambda: store.fetch(LIVING) == [(ROSA, "CHILD"), (LUIS, "HEAD")])
    qtbot.waitUntil(lambda: not panel.head.isVisible())


def test_the_desk_sees_the_neighbourhood_alone(panel: HouseholdPanel) -> None:
    assert list(panel.dwelling.form.fields) == ["neighbourhood"]


@pytest.mark.parametrize("staff", [SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")])
def test_an_address_without_consent_is_refused_and_stays_typed(
    panel: HouseholdPanel, store: Store, qtbot: QtBot
) -> None:
    living(panel, qtbot)
    address = panel.dwelling.form.fields["address"]
    address.set_value("Calle 8 # 12-40")
    panel.dwelling.form.edited.emit()
    panel.dwelling.save_button.click()
    qtbot.waitUntil(panel.dwelling.problem.isVisible)
    assert address.value() == "Calle 8 # 12-40" and panel.is_typed_in()
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(
            Consent(id=f"{ROSA}.SENSITIVE", person=ROSA, scope="SENSITIVE", state="GIVEN", basis="CONSENT")
        )
    panel.dwelling.save_button.click()
    qtbot.waitUntil(lambda: store.fetch("SELECT address FROM household") == [("Calle 8 # 12-40",)])
    qtbot.waitUntil(lambda: not panel.is_typed_in())


def test_what_is_typed_about_a_dwelling_survives_a_lock(
    panel: HouseholdPanel, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    living(panel, qtbot)
    panel.dwelling.form.fields["neighbourhood"].set_value("La Mer")
    panel.members.select(LUIS)
    panel.member_relationship.set_value("SIBLING")
    texts = panel.draft_texts()
    again = HouseholdPanel(services, ROSA, "Rosa Prueba", lambda: None)
    qtbot.addWidget(again)
    again.restore_draft(texts)
    again.show()
    assert again.is_typed_in() and again.draft_texts() == texts
    qtbot.waitUntil(lambda: again.dwelling.form.fields["neighbourhood"].value() == "La Mer")
    assert again.members.current_id() == LUIS and again.member_relationship.value() == "SIBLING"
    assert again.draft_texts() == texts


def test_of_two_households_each_is_shown_with_what_is_typed_about_it(
    panel: HouseholdPanel, store: Store, qtbot: QtBot
) -> None:
    living(panel, qtbot)
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Household(id="K3F9Q7M-300", neighbourhood="Sur"))
        tx.create(Person(id="K3F9Q7M-102", name="Otto Prueba"))
        for person, relationship in ((ROSA, None), ("K3F9Q7M-102", "HEAD")):
            tx.create(
                HouseholdMember(
                    id=f"K3F9Q7M-300.{person}",
                    household="K3F9Q7M-300",
                    person=person,
                    relationship=relationship,
                    state="ACTIVE",
                    since="2027-03-02",
                )
            )
    panel.model.load()
    qtbot.waitUntil(panel.which.isVisible)
    first = panel.which.value()
    panel.dwelling.form.fields["neighbourhood"].set_value("Norte")
    panel.which.set_value("K3F9Q7M-300")
    panel.which.changed.emit()
    assert panel.dwelling.form.fields["neighbourhood"].value() == "Sur" and panel.is_typed_in()
    panel.which.set_value(first)
    panel.which.changed.emit()
    assert panel.dwelling.form.fields["neighbourhood"].value() == "Norte"
