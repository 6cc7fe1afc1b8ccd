"""What becomes of the people on the screen when something changes meanwhile."""

import pytest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.people.people_view import PeopleView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.record_types import (
    Consent,
    Person,
    Restriction,
)
from tests.unit.desktop.ui.screens.people_with_amparo import AMPARO, begin_new, people_with_amparo, type_into

BETO = "K3F9Q7M-103"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> PeopleView:
    return people_with_amparo(services, store, qtbot)


def test_a_file_that_is_closed_while_it_is_read_again_stays_closed(view: PeopleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.model.file_renewed):
        view.activated()
        view._close_file()
    assert view._file is None
    assert view.right.currentWidget() is view.empty


@pytest.mark.parametrize("is_editing", [False, True])
def test_who_is_blocked_elsewhere_leaves_the_screen(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot, is_editing: bool
) -> None:
    if is_editing:
        view._begin_edit()
        type_into(begin_new(view, "person_note").fields["text"], "Vino con su hermana")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Restriction(id=AMPARO, person=AMPARO, state="ACTIVE", since="2026-11-17"))
    services.changes.announce(ChangeSet(frozenset([("restriction", AMPARO)])))
    qtbot.waitUntil(lambda: view._file is None)
    assert view.right.currentWidget() is view.empty
    assert view.draft_texts() == {}
    notice = services.notices.current()
    assert notice is not None and notice.kind is NoticeKind.PROBLEM
    qtbot.waitUntil(lambda: view.list.rows() == ())


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
