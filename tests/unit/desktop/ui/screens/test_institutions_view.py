"""The directory of institutions in a real view on a real store."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.ui.screens.institutions.institution_form_view import InstitutionForm
from integrhabitat_desktop.ui.screens.institutions.institutions_view import InstitutionsView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import TextField
from integrhabitat_protocol.record_types import Institution

CLINIC, COURT = "K3F9Q7M-201", "K3F9Q7M-202"


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> InstitutionsView:
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Institution(id=COURT, name="Consultorio", sectors="LEGAL", state="ACTIVE"))
        tx.create(Institution(id=CLINIC, name="Puesto de salud", sectors="HEALTH", state="ACTIVE"))
    return shown(InstitutionsView(services), qtbot)


def shown(view: InstitutionsView, qtbot: QtBot) -> InstitutionsView:
    qtbot.addWidget(view)
    view.show()
    view.activated()
    return view


def form_of(view: InstitutionsView, institution: str, qtbot: QtBot) -> InstitutionForm:
    qtbot.waitUntil(lambda: view._form is not None and view._form.institution_id == institution)
    form = view._form
    assert form is not None
    return form


def focal_point(form: InstitutionForm) -> TextField:
    field = form.form.fields["focal_point"]
    assert isinstance(field, TextField)
    return field


@pytest.mark.parametrize("institution", [CLINIC, ""])
def test_what_is_typed_about_an_institution_stays_when_another_is_chosen_and_survives_a_lock(
    view: InstitutionsView, services: ScreenServices, store: Store, qtbot: QtBot, institution: str
) -> None:
    if institution:
        view.model.open(institution)
    else:
        view._new()
    form = form_of(view, institution, qtbot)
    QTest.keyClicks(focal_point(form).line, "Elvira")
    view.model.open(COURT)
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    assert view._form is form
    kept = view.draft_texts()
    again = shown(InstitutionsView(services), qtbot)
    again.restore_draft(kept)
    reopened = form_of(again, institution, qtbot)
    assert focal_point(reopened).value() == "Elvira"
    QTest.keyClicks(focal_point(reopened).line, " Prueba")
    if institution:
        again.model.confirm(institution)  # which opens it anew where nothing is typed
        qtbot.waitUntil(
            lambda: store.fetch("SELECT checked_on FROM institution WHERE id = ?", (CLINIC,)) != [(None,)]
        )
        reopened.save_button.click()
        qtbot.waitUntil(lambda: again._form is None)
        found = store.get(Institution, institution)
        assert found is not None and found.focal_point == "Elvira Prueba"
