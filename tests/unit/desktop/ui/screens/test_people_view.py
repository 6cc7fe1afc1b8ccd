"""A file opened, edited and changed meanwhile by another computer."""

import pytest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.people.people_view import PeopleView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.record_types import Consent, Contact, Person

AMPARO = "K3F9Q7M-100"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> PeopleView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=AMPARO, name="Amparo Prueba", neighbourhood="Siloé"))
        tx.create(Contact(id="K3F9Q7M-101", person=AMPARO, channel="PHONE", value="3001"))
    made = PeopleView(services)
    made.resize(1194, 640)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: len(made.list.rows()) == 1)
    made.opened_with(AMPARO)
    qtbot.waitUntil(lambda: made._file is not None)
    return made


def fields(view: PeopleView, record_type: str) -> dict[str, object]:
    assert view._form is not None
    form = next(form for _id, form in view._form._forms if form.record_type == record_type)
    return dict(form.fields)


def test_only_what_was_changed_is_saved(view: PeopleView, store: Store, qtbot: QtBot) -> None:
    view._begin_edit()
    assert view._form is not None
    fields(view, "person")["neighbourhood"].set_value("El Pozón")  # type: ignore[attr-defined]
    view._form.save_button.click()
    qtbot.waitUntil(lambda: view._form is None)
    changes = store.fetch("SELECT op, fields FROM outbox ORDER BY counter DESC LIMIT 1")
    assert changes[0][0] == "edit" or "neighbourhood" in changes[0][1]
    person = store.get(Person, AMPARO)
    assert person is not None
    assert (person.name, person.neighbourhood) == ("Amparo Prueba", "El Pozón")


def test_a_change_from_elsewhere_keeps_what_is_typed_and_is_told(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view._begin_edit()
    form = view._form
    assert form is not None
    typed = fields(view, "person")
    typed["neighbourhood"].set_value("El Pozón")  # type: ignore[attr-defined]
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, AMPARO, neighbourhood="Manrique", preferred_name="Ampi")
    services.changes.announce(ChangeSet(frozenset([("person", AMPARO)])))
    qtbot.waitUntil(lambda: not form.meanwhile.isHidden())
    assert typed["neighbourhood"].value() == "El Pozón"  # type: ignore[attr-defined]
    assert typed["preferred_name"].value() == "Ampi"  # type: ignore[attr-defined]


def test_what_was_changed_survives_a_lock(view: PeopleView, services: ScreenServices, qtbot: QtBot) -> None:
    view._begin_edit()
    fields(view, "contact")["value"].set_value("3999")  # type: ignore[attr-defined]
    kept = view.draft_texts()
    again = PeopleView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again._form is not None)
    assert again.draft_texts() == kept


def test_those_whom_nobody_asked_are_listed_until_they_are_asked(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id="K3F9Q7M-102", name="Beto Prueba"))
        tx.create(Consent(id="K3F9Q7M-102.REGISTER", person="K3F9Q7M-102", scope="REGISTER", state="REFUSED"))
    services.changes.announce(ChangeSet(frozenset([("person", "K3F9Q7M-102")])))
    qtbot.waitUntil(lambda: len(view.list.rows()) == 2)
    qtbot.waitUntil(lambda: view.not_asked_button.label().endswith(": 1"))
    view.search_changed("beto")
    qtbot.waitUntil(view.not_asked_button.isHidden)
    view.search_changed("")
    qtbot.waitUntil(lambda: not view.not_asked_button.isHidden())
    view.not_asked_button.click()
    qtbot.waitUntil(lambda: [row.id for row in view.list.rows()] == [AMPARO])
    button = view.file.findChild(KitButton, "consent")
    assert button is not None
    button.click()
    panel = view.findChild(ConsentPanel)
    assert panel is not None
    panel.model.say_no("REGISTER")
    # Nobody is left to be asked: everybody is shown again.
    qtbot.waitUntil(lambda: len(view.list.rows()) == 2)
    qtbot.waitUntil(view.not_asked_button.isHidden)


def test_no_answer_is_given_in_passing_while_a_file_is_edited(
    view: PeopleView, store: Store, services: ScreenServices, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Consent(id=f"{AMPARO}.SURVEY", person=AMPARO, scope="SURVEY", state="GIVEN"))
    view.opened_with(AMPARO)
    qtbot.waitUntil(lambda: view._file is not None and len(view._file.parts) == 2)
    view._begin_edit()
    assert view._form is not None
    assert {form.record_type for _id, form in view._form._forms} == {"person", "contact"}
    assert view._form.findChild(KitButton, "new_consent") is None
