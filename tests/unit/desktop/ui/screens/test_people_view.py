"""A file opened, edited and changed meanwhile by another computer."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.consent.scope_panel_view import ScopePanel
from integrhabitat_desktop.ui.screens.people.guardian_panel_view import GuardianPanel
from integrhabitat_desktop.ui.screens.people.household_panel_view import HouseholdPanel
from integrhabitat_desktop.ui.screens.people.people_view import PeopleView
from integrhabitat_desktop.ui.screens.people.restrict_form_view import RestrictForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Field, KitButton
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.record_types import (
    Contact,
    GuardianLink,
    Household,
    HouseholdMember,
    Person,
    PersonMerge,
    PersonPair,
    PersonProfile,
)
from tests.unit.desktop.ui.screens.people_with_amparo import AMPARO, begin_new, people_with_amparo, type_into

BETO = "K3F9Q7M-103"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> PeopleView:
    return people_with_amparo(services, store, qtbot)


def test_a_single_hit_stands_at_the_top_of_the_list(view: PeopleView, qtbot: QtBot) -> None:
    view.search_changed("amparo")
    qtbot.waitUntil(lambda: not view.more_button.isVisible())
    top = view.list.mapTo(view, view.list.rect().topLeft()).y()
    assert top - view.title_row.geometry().bottom() < view.height() // 10


def test_the_file_of_somebody_who_came_of_age_keeps_the_way_to_end_a_link(
    view: PeopleView, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, AMPARO, birth_date="2009-02-28", birth_precision="DAY")
        tx.create(Person(id=BETO, name="Beto Prueba"))
        tx.create(
            GuardianLink(
                id=f"{AMPARO}.{BETO}", minor=AMPARO, adult=BETO, relationship="CAREGIVER", state="ACTIVE"
            )
        )
    view.opened_with(AMPARO)
    qtbot.waitUntil(lambda: view.file.findChild(KitButton, "guardian") is not None)
    view._open_guardian()
    panel = view.right.opened(GuardianPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.adults.rows()) == 1)
    assert panel.of_age.isVisible() and not panel.adding.isVisible()
    panel.adults.select(f"{AMPARO}.{BETO}")
    panel.end_button.click()
    qtbot.waitUntil(lambda: store.fetch("SELECT state FROM guardian_link") == [("ENDED",)])


def test_a_pair_that_was_decided_differently_is_told_at_the_way_to_the_duplicates_and_in_the_file(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=BETO, name="Amparo Prueva"))
        tx.create(PersonMerge(id=BETO, person=BETO, survivor=AMPARO, state="JOINED"))
        tx.create(PersonPair(id=f"{AMPARO}.{BETO}", first=AMPARO, second=BETO, state="DIFFERENT"))
    services.changes.announce(ChangeSet(frozenset([("person_pair", f"{AMPARO}.{BETO}")])))
    qtbot.waitUntil(lambda: "1" in view.pairs_button.label())
    qtbot.waitUntil(lambda: view._file is not None and any(it.disputed for it in view._file.joined))
    opened: list[tuple[str, str]] = []
    services.navigator.screen_wanted.connect(lambda *wanted: opened.append(wanted))
    decide = next(it for it in view.file.findChildren(KitButton) if it.label() == _("Decide"))
    decide.click()
    assert opened[0][0] == "pairs"


def test_what_is_typed_about_a_dwelling_is_there_again_after_a_lock(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Household(id="K3F9Q7M-300", neighbourhood="Siloé"))
        tx.create(
            HouseholdMember(
                id=f"K3F9Q7M-300.{AMPARO}", household="K3F9Q7M-300", person=AMPARO, state="ACTIVE"
            )
        )
    view._open_household()
    panel = view.right.opened(HouseholdPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.dwelling.form.fields["neighbourhood"].value() == "Siloé")
    panel.dwelling.form.fields["neighbourhood"].set_value("El Poz")
    kept = view.draft_texts()
    again = after_a_lock(view, services, qtbot)
    qtbot.waitUntil(lambda: again.right.opened(HouseholdPanel) is not None)
    reopened = again.right.opened(HouseholdPanel)
    assert reopened is not None
    qtbot.waitUntil(lambda: reopened.dwelling.form.fields["neighbourhood"].value() == "El Poz")
    assert again.draft_texts() == kept


def fields(view: PeopleView, record_type: str) -> dict[str, Field]:
    assert view._form is not None
    form = next(form for _id, form in view._form._forms if form.record_type == record_type)
    return dict(form.fields)


def test_only_what_was_changed_is_saved(view: PeopleView, store: Store, qtbot: QtBot) -> None:
    view._begin_edit()
    assert view._form is not None
    fields(view, "person")["neighbourhood"].set_value("El Pozón")
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
    typed["neighbourhood"].set_value("El Pozón")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.update(Person, AMPARO, neighbourhood="Manrique", preferred_name="Ampi")
    services.changes.announce(ChangeSet(frozenset([("person", AMPARO)])))
    qtbot.waitUntil(lambda: not form.meanwhile.isHidden())
    assert typed["neighbourhood"].value() == "El Pozón"
    assert typed["preferred_name"].value() == "Ampi"


def test_what_was_changed_survives_a_lock(view: PeopleView, services: ScreenServices, qtbot: QtBot) -> None:
    view._begin_edit()
    fields(view, "contact")["value"].set_value("3999")
    kept = view.draft_texts()
    again = PeopleView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again._form is not None)
    assert again.draft_texts() == kept


def after_a_lock(view: PeopleView, services: ScreenServices, qtbot: QtBot) -> PeopleView:
    """Another window of the same person, given what the first one kept."""
    again = PeopleView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(view.draft_texts())
    qtbot.waitUntil(lambda: again.right.is_filling_in())
    return again


def test_notes_and_documents_that_were_begun_survive_a_lock_each_for_itself(
    view: PeopleView, services: ScreenServices, qtbot: QtBot
) -> None:
    view._begin_edit()
    begin_new(view, "contact")  # nothing is typed here
    for text in ("Vino con su hermana", "Llamar el lunes"):
        type_into(begin_new(view, "person_note").fields["text"], text)
    type_into(begin_new(view, "identity_document").fields["number"], "CC-77")
    again = after_a_lock(view, services, qtbot)
    assert again._form is not None
    begun = [form for record_id, form in again._form._forms if not record_id]
    assert [form.record_type for form in begun] == ["person_note", "person_note", "identity_document"]
    assert [form.fields["text"].value() for form in begun[:2]] == ["Vino con su hermana", "Llamar el lunes"]
    assert begun[2].fields["number"].value() == "CC-77"


def test_what_was_typed_into_a_contact_that_went_meanwhile_becomes_a_new_one(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view._begin_edit()
    type_into(fields(view, "contact")["safe_hours"], "de tarde")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.delete(Contact, "K3F9Q7M-101")
    again = after_a_lock(view, services, qtbot)
    assert again._form is not None
    record_id, contact = again._form._forms[-1]
    assert (record_id, contact.record_type, contact.fields["safe_hours"].value()) == (
        "",
        "contact",
        "de tarde",
    )


def test_a_birth_year_that_was_changed_stays_a_year_after_a_lock(
    view: PeopleView, services: ScreenServices, qtbot: QtBot
) -> None:
    view._begin_edit()
    type_into(fields(view, "person")["birth_date"], "1989")
    again = after_a_lock(view, services, qtbot)
    assert again._form is not None
    values = again._form._forms[0][1].values()
    assert values["birth_precision"] == "YEAR"
    assert str(values["birth_date"]).startswith("1989")


def test_a_situation_that_came_from_elsewhere_goes_on_in_the_form_that_was_begun(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view._begin_edit()
    form = begin_new(view, "person_profile")
    assert view._form is not None
    form.fields["education"].set_value("PRIMARY")
    profile_id = AMPARO
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(PersonProfile(id=profile_id, person=AMPARO, education="PRIMARY_INC"))
    services.changes.announce(ChangeSet(frozenset([("person_profile", profile_id)])))
    meanwhile = view._form.meanwhile
    qtbot.waitUntil(lambda: not meanwhile.isHidden())
    assert (profile_id, form) in view._form._forms
    assert form.changes() == {"education": "PRIMARY"}


def test_choosing_somebody_else_does_not_take_a_typed_note_away(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=BETO, name="Beto Prueba"))
    services.changes.announce(ChangeSet(frozenset([("person", BETO)])))
    qtbot.waitUntil(lambda: len(view.list.rows()) == 2)
    view._begin_edit()
    form = view._form
    type_into(begin_new(view, "person_note").fields["text"], "Vino con su hermana")
    others: list[Callable[[], None]] = [
        lambda: view.list.chosen.emit(BETO),
        lambda: view.opened_with(BETO),
        view._open_household,
        view._begin_edit,
    ]
    for choose in others:
        choose()
        notice = services.notices.current()
        assert notice is not None and "Amparo Prueba" in notice.text
        services.notices.clear()
        assert view._form is form
        keyboard = view.window().focusWidget()
        assert keyboard is not None and form is not None and form.isAncestorOf(keyboard)
    view._put_away()
    view.list.chosen.emit(BETO)
    qtbot.waitUntil(lambda: view._file is not None and view._file.person.record_id == BETO)


def test_a_form_in_which_nothing_is_typed_makes_room(
    view: PeopleView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=BETO, name="Beto Prueba"))
    view._begin_edit()
    begin_new(view, "person_note")
    view.opened_with(BETO)
    qtbot.waitUntil(lambda: view._file is not None and view._file.person.record_id == BETO)
    assert view._form is None and services.notices.current() is None


def test_who_answers_for_a_child_and_an_answer_that_is_written_down_survive_a_lock(
    view: PeopleView, services: ScreenServices, qtbot: QtBot
) -> None:
    view._open_guardian()
    guardian = view.right.opened(GuardianPanel)
    assert guardian is not None
    type_into(guardian.evidence, "Registro civil 12")
    again = after_a_lock(view, services, qtbot)
    kept = again.right.opened(GuardianPanel)
    assert kept is not None and kept.evidence.value() == "Registro civil 12"
    view._put_away()
    view._open_consent()
    consent = view.right.opened(ConsentPanel)
    assert consent is not None
    qtbot.waitUntil(lambda: bool(consent.scopes.rows()))
    consent._open("PHOTO_PUBLIC")
    scope = consent.findChild(ScopePanel)
    assert scope is not None
    button = scope.findChild(KitButton, "say_yes")
    assert button is not None
    button.click()
    type_into(scope.evidence, "Folio 7")
    again = after_a_lock(view, services, qtbot)
    qtbot.waitUntil(lambda: again.findChild(ScopePanel) is not None)
    kept_scope = again.findChild(ScopePanel)
    assert kept_scope is not None
    assert (kept_scope.scope, kept_scope.evidence.value()) == ("PHOTO_PUBLIC", "Folio 7")
    assert again.draft_texts() == view.draft_texts()


@pytest.mark.parametrize("staff", [SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")])
def test_why_a_record_is_to_be_blocked_survives_a_lock(
    view: PeopleView, services: ScreenServices, qtbot: QtBot
) -> None:
    view._open_restrict()
    form = view.right.opened(RestrictForm)
    assert form is not None
    type_into(form.note, "Por carta")
    again = after_a_lock(view, services, qtbot)
    kept = again.right.opened(RestrictForm)
    assert kept is not None and kept.note.value() == "Por carta"
