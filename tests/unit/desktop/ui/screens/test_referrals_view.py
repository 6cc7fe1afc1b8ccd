"""Referrals in a real view on a real store: written, agreed to, sent, and followed to the end."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.institutions.institutions_view import InstitutionsView
from integrhabitat_desktop.ui.screens.referrals.agreement_form_view import AgreementForm
from integrhabitat_desktop.ui.screens.referrals.referral_form_view import ReferralForm
from integrhabitat_desktop.ui.screens.referrals.referrals_view import ReferralsView
from integrhabitat_desktop.ui.screens.referrals.step_form_view import StepForm
from integrhabitat_desktop.ui.screens.referrals.task_form_view import TaskForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.record_types import Institution, Person, Restriction

ROSA, CLINIC, COURT = "K3F9Q7M-100", "K3F9Q7M-201", "K3F9Q7M-202"
STATUS = "SELECT status, consent_state, shared_fields FROM referral"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> ReferralsView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Rosa Prueba"))
        tx.create(Institution(id=COURT, name="Consultorio", sectors="LEGAL", state="ACTIVE"))
        tx.create(Institution(id=CLINIC, name="Puesto de salud", sectors="HEALTH", state="ACTIVE"))
    made = ReferralsView(services)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    return made


def new_form(view: ReferralsView, qtbot: QtBot) -> ReferralForm:
    view.opened_with(f"new:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ReferralForm))
    form = view.right.currentWidget()
    assert isinstance(form, ReferralForm)
    return form


def choose(form: ReferralForm, sector: str) -> None:
    form.sector.set_value(sector)
    form.sector.changed.emit()


def test_a_referral_without_consent_stays_a_draft_until_the_person_agrees(
    view: ReferralsView, store: Store, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    assert form.institution.combo.itemData(0) == CLINIC
    form.institution.set_value(CLINIC)
    form.save_button.click()
    qtbot.waitUntil(lambda: store.fetch(STATUS) == [("DRAFT", "NOT_ASKED", None)])
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.panel)
    view._begin_agreement()
    agreement = view.right.currentWidget()
    assert isinstance(agreement, AgreementForm)
    agreement.save_button.click()
    qtbot.waitUntil(agreement.problem.isVisible)
    agreement.fields.shared.set_value("AGE NAME")
    agreement.save_button.click()
    qtbot.waitUntil(lambda: store.fetch(STATUS) == [("CONSENTED", "GIVEN", "NAME AGE")])


def test_what_was_typed_stays_when_it_cannot_be_saved_or_the_window_is_locked(
    view: ReferralsView, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    choose(form, "LEGAL")
    form.institution.set_value(COURT)
    QTest.keyClicks(form.reason.edit, "Falta un permiso")
    form.consent.set_value("GIVEN")
    form.consent.changed.emit()
    form.save_button.click()
    qtbot.waitUntil(form.problem.isVisible)
    assert form.reason.value() == "Falta un permiso" and form.save_button.isEnabled()
    texts = view.draft_texts()
    view._put_away()
    view.restore_draft(texts)
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), ReferralForm))
    assert view.draft_texts() == texts


def test_a_sent_referral_is_followed_to_its_end(view: ReferralsView, store: Store, qtbot: QtBot) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    form.institution.set_value(CLINIC)
    form.consent.set_value("GIVEN")
    form.fields.shared.set_value("NAME")
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.panel)
    view._send()
    qtbot.waitUntil(lambda: store.fetch("SELECT status FROM referral") == [("SENT",)])
    qtbot.waitUntil(lambda: view._view is not None and view._view.referral.status == "SENT")
    view._begin_task()
    task = view.right.currentWidget()
    assert isinstance(task, TaskForm)
    task.day.set_value("2027-03-01")
    task.save_button.click()
    qtbot.waitUntil(lambda: len(view.list.rows()) == 1)
    assert view.list.rows()[0].id.startswith("task:")
    view._begin_step()
    step = view.right.currentWidget()
    assert isinstance(step, StepForm)
    step.status.set_value("REJECTED")
    step.save_button.click()
    qtbot.waitUntil(step.problem.isVisible)
    step.barrier.set_value("NO_PLACES")
    step.save_button.click()
    qtbot.waitUntil(
        lambda: store.fetch("SELECT status, barrier FROM referral") == [("REJECTED", "NO_PLACES")]
    )


def test_a_referral_is_passed_on_and_goes_on_as_a_draft_elsewhere(
    view: ReferralsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    form.institution.set_value(CLINIC)
    form.consent.set_value("GIVEN")
    form.fields.shared.set_value("NAME")
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.panel)
    view._send()
    qtbot.waitUntil(lambda: view._view is not None and view._view.referral.status == "SENT")
    assert view._view is not None
    first = view._view.referral.id
    view._begin_step()
    step = view._form
    assert isinstance(step, StepForm)
    assert not step.institution.isVisibleTo(step)
    step.status.set_value("REROUTED")
    step.status.changed.emit()
    assert step.institution.isVisibleTo(step)
    step.save_button.click()
    assert step.institution.error()
    step.institution.set_value(COURT)
    step.save_button.click()
    qtbot.waitUntil(lambda: view._view is not None and view._view.referral.id != first)
    rows = store.fetch("SELECT institution, status, continues FROM referral ORDER BY id")
    assert rows == [(CLINIC, "REROUTED", None), (COURT, "DRAFT", first)]
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch("SELECT status FROM referral WHERE gone = 0") == [("SENT",)])


def test_an_institution_is_added_and_found_by_name(
    services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view = InstitutionsView(services)
    qtbot.addWidget(view)
    view.show()
    view.activated()
    view._new()
    assert view._form is not None
    view._form.form.fields["name"].set_value("Registraduría")
    view._form.save_button.click()
    qtbot.waitUntil(lambda: [row.title for row in view.list.rows()] == ["Registraduría"])
    view.search_changed("notaría")
    assert view.list.rows() == ()
    view.search_changed("registraduria")
    assert len(view.list.rows()) == 1


def test_a_task_for_a_person_is_done_or_put_off_without_any_referral(
    view: ReferralsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.opened_with(f"task:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(view.right.currentWidget(), TaskForm))
    form = view.right.currentWidget()
    assert isinstance(form, TaskForm)
    form.day.set_value("2027-03-01")
    form.save_button.click()
    qtbot.waitUntil(lambda: len(view.list.rows()) == 1)
    view.list.chosen.emit(view.list.rows()[0].id)
    assert view.right.currentWidget() is view.task
    view.task._put_off(view.task.task_id)
    assert view.task.day.error()
    view.task.day.set_value("2027-03-05")
    view.task._put_off(view.task.task_id)
    qtbot.waitUntil(lambda: store.fetch("SELECT day, state FROM follow_up") == [("2027-03-05", "OPEN")])
    qtbot.waitUntil(lambda: view.right.currentWidget() is view.empty)
    services.notices.undo()
    qtbot.waitUntil(lambda: len(view.list.rows()) == 1)


def test_a_referral_that_was_begun_is_kept_when_somebody_else_is_referred(
    view: ReferralsView, store: Store, qtbot: QtBot
) -> None:
    luis = "K3F9Q7M-102"
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=luis, name="Luis Prueba"))
    form = new_form(view, qtbot)
    form.reason.set_value("Falta un permiso")
    view.opened_with(f"new:{luis}")
    qtbot.waitUntil(lambda: isinstance(view._form, ReferralForm) and view._form.person_id == luis)
    view.opened_with(f"new:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(view._form, ReferralForm) and view._form.person_id == ROSA)
    assert isinstance(view._form, ReferralForm) and view._form.reason.value() == "Falta un permiso"


def test_a_referral_cancelled_on_coming_back_from_the_directory_does_not_open_again(
    view: ReferralsView, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    with qtbot.waitSignal(view.model.renewed):
        view.activated()
        form.back_button.click()
    assert view._form is None
    assert view.draft_texts() == {}


def after_a_lock(view: ReferralsView, services: ScreenServices, qtbot: QtBot) -> ReferralsView:
    """Another window of the same person, given what the first one kept."""
    again = ReferralsView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(view.draft_texts())
    qtbot.waitUntil(again.right.is_filling_in)
    return again


def test_every_referral_that_was_begun_survives_a_lock(
    view: ReferralsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    luis = "K3F9Q7M-102"
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=luis, name="Luis Prueba"))
    new_form(view, qtbot).reason.set_value("Falta un permiso")
    view.opened_with(f"new:{luis}")
    qtbot.waitUntil(lambda: isinstance(view._form, ReferralForm) and view._form.person_id == luis)
    assert isinstance(view._form, ReferralForm)
    view._form.reason.set_value("Busca un curso")
    again = after_a_lock(view, services, qtbot)
    assert isinstance(again._form, ReferralForm)
    assert (again._form.person_id, again._form.reason.value()) == (luis, "Busca un curso")
    again.opened_with(f"new:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(again._form, ReferralForm) and again._form.person_id == ROSA)
    assert isinstance(again._form, ReferralForm)
    assert again._form.reason.value() == "Falta un permiso"


@pytest.mark.parametrize("kind", ["step_form", "task_form", "agreement_form"])
def test_what_is_typed_about_a_referral_stays_and_survives_a_lock(
    view: ReferralsView, services: ScreenServices, store: Store, qtbot: QtBot, kind: str
) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    form.institution.set_value(CLINIC)
    form.save_button.click()
    qtbot.waitUntil(lambda: view._form is None and view._view is not None)
    {"step_form": view._begin_step, "task_form": view._begin_task, "agreement_form": view._begin_agreement}[
        kind
    ]()
    opened = view._form
    if isinstance(opened, StepForm | TaskForm):
        QTest.keyClicks(opened.note.edit, "Llama el lunes")
    else:
        assert isinstance(opened, AgreementForm)
        opened.fields.shared.set_value("NAME")
    kept = view.draft_texts()
    services.notices.clear()
    view.opened_with(f"new:{ROSA}")
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.clear()
    view.opened_with(f"task:{ROSA}")
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    view.opened_with("K3F9Q7M-999")
    assert view._form is opened and view.draft_texts() == kept
    again = after_a_lock(view, services, qtbot)
    assert again._form is not None and again._form.objectName() == kind
    assert again.draft_texts() == kept


def test_nothing_stays_of_a_referral_whose_person_is_blocked_elsewhere(
    view: ReferralsView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    form.institution.set_value(CLINIC)
    form.save_button.click()
    qtbot.waitUntil(lambda: view._form is None and view._view is not None)
    view._begin_step()
    assert isinstance(view._form, StepForm)
    QTest.keyClicks(view._form.note.edit, "Llama el lunes")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Restriction(id=ROSA, person=ROSA, state="ACTIVE", since="2027-03-01"))
    services.changes.announce(ChangeSet(frozenset([("restriction", ROSA)])))
    qtbot.waitUntil(lambda: view._view is None)
    assert view.right.currentWidget() is view.empty and view.draft_texts() == {}


def test_a_task_for_a_person_that_was_being_written_survives_a_lock(
    view: ReferralsView, services: ScreenServices, qtbot: QtBot
) -> None:
    view.opened_with(f"task:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(view._form, TaskForm))
    assert isinstance(view._form, TaskForm)
    QTest.keyClicks(view._form.day.line, "el lun")
    again = after_a_lock(view, services, qtbot)
    assert isinstance(again._form, TaskForm) and again._form.day.line.text() == "el lun"


def test_a_task_that_is_chosen_while_a_referral_is_read_stays_on_the_screen(
    view: ReferralsView, qtbot: QtBot
) -> None:
    form = new_form(view, qtbot)
    choose(form, "HEALTH")
    form.institution.set_value(CLINIC)
    form.save_button.click()
    qtbot.waitUntil(lambda: view._view is not None and view._form is None)
    assert view._view is not None
    referral = view._view.referral.id
    view.opened_with(f"task:{ROSA}")
    qtbot.waitUntil(lambda: isinstance(view._form, TaskForm))
    assert isinstance(view._form, TaskForm)
    view._form.day.set_value("2027-03-01")
    view._form.save_button.click()
    qtbot.waitUntil(lambda: any(it.id.startswith("task:") for it in view.list.rows()))
    task = next(it.id for it in view.list.rows() if it.id.startswith("task:"))
    with qtbot.waitSignal(view.model.opened):
        view._open(referral)
        view._choose(task)
    assert view.right.currentWidget() is view.task
    assert view._view is None


def test_a_step_is_noted_for_the_referral_that_its_form_was_opened_for(
    view: ReferralsView, store: Store, qtbot: QtBot
) -> None:
    for sector, institution in (("HEALTH", CLINIC), ("LEGAL", COURT)):
        form = new_form(view, qtbot)
        choose(form, sector)
        form.institution.set_value(institution)
        form.save_button.click()
        qtbot.waitUntil(lambda: view._form is None)
    ids = dict(store.fetch("SELECT sector, id FROM referral"))
    view.opened_with(ids["HEALTH"])
    qtbot.waitUntil(lambda: view._view is not None and view._view.referral.id == ids["HEALTH"])
    view._begin_step()
    step = view._form
    assert isinstance(step, StepForm)
    # The answer to another choice comes while the form is open.
    view._open(ids["LEGAL"])
    qtbot.waitUntil(lambda: view._view is not None and view._view.referral.id == ids["LEGAL"])
    step.status.set_value("WITHDRAWN")
    step.save_button.click()
    qtbot.waitUntil(lambda: view._form is None)
    assert dict(store.fetch("SELECT sector, status FROM referral")) == {
        "HEALTH": "WITHDRAWN",
        "LEGAL": "DRAFT",
    }
