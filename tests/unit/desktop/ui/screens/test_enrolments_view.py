"""The people of an activity on the screen: the waiting list, leaving, many at once, and what is typed stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.screens.activities.enrol_many_view import EnrolManyPanel
from integrhabitat_desktop.ui.screens.activities.enrolment_form_view import EnrolmentForm, LeaveForm
from integrhabitat_desktop.ui.screens.activities.enrolments_view import EnrolmentsView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import KitButton
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, create_activity
from integrhabitat_desktop.use_cases.register_person import Registration, register_person

NAMES = ("Ana Prueba", "Beto Prueba", "Cira Prueba")


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "FACILITATOR")


@pytest.fixture
def workshop(qtbot: QtBot, services: ScreenServices) -> str:
    """A workshop with two places, which Ana and Beto have; Cira waits. Another one is empty."""
    made: list[str] = []

    def work(desk: Desk) -> str:
        people = [register_person(desk, Registration(name=name), check_in=False).person_id for name in NAMES]
        activity = create_activity(desk, NewActivity("Costura", "WORKSHOP", capacity=2))
        enrol_people(desk, activity, people)
        return activity

    services.runner.run(work, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def shown(qtbot: QtBot, services: ScreenServices, activity: str) -> EnrolmentsView:
    view = EnrolmentsView(services)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.opened_with(activity)
    view.activated()
    qtbot.waitUntil(lambda: view._people is not None)
    return view


def titles(view: EnrolmentsView) -> list[str]:
    return [row.title for row in view.list.rows()]


def choose_part(view: EnrolmentsView, part: str) -> None:
    view.part.set_value(part)
    view.part.changed.emit()


def open_first(qtbot: QtBot, view: EnrolmentsView) -> EnrolmentForm:
    view.list.chosen.emit(view.list.rows()[0].id)
    form = view.right.opened(EnrolmentForm)
    assert form is not None
    return form


def press(form: EnrolmentForm, name: str) -> None:
    button = form.findChild(KitButton, name)
    assert button is not None
    button.click()


def leave(qtbot: QtBot, view: EnrolmentsView) -> None:
    form = open_first(qtbot, view)
    press(form, "leave_button")
    leaving = view.right.opened(LeaveForm)
    assert leaving is not None
    leaving.barrier.set_value("TRANSPORT")
    leaving.save_button.click()
    qtbot.waitUntil(lambda: not view.next_button.isHidden())


def test_a_place_that_becomes_free_is_given_to_who_is_next_with_one_key(
    qtbot: QtBot, services: ScreenServices, workshop: str
) -> None:
    view = shown(qtbot, services, workshop)
    assert titles(view) == ["Ana Prueba", "Beto Prueba"]
    assert view.next_button.isHidden()
    leave(qtbot, view)
    assert "Cira Prueba" in view.next_button.label()
    view.next_button.click()
    qtbot.waitUntil(lambda: titles(view) == ["Beto Prueba", "Cira Prueba"])
    choose_part(view, "former")
    assert titles(view) == ["Ana Prueba"]
    services.notices.undo()
    qtbot.waitUntil(lambda: not view.next_button.isHidden())


def test_leaving_is_taken_back_with_its_notice(qtbot: QtBot, services: ScreenServices, workshop: str) -> None:
    view = shown(qtbot, services, workshop)
    leave(qtbot, view)
    services.notices.undo()
    qtbot.waitUntil(lambda: titles(view) == ["Ana Prueba", "Beto Prueba"])
    assert view.next_button.isHidden()


def test_somebody_is_taken_in_beyond_the_places_and_that_is_said(
    qtbot: QtBot, services: ScreenServices, workshop: str
) -> None:
    view = shown(qtbot, services, workshop)
    choose_part(view, "waiting")
    form = open_first(qtbot, view)
    press(form, "take_in_button")
    qtbot.waitUntil(lambda: not view.over.isHidden())
    choose_part(view, "current")
    assert titles(view) == list(NAMES)


def test_a_changed_role_stays_when_somebody_else_is_opened_and_survives_a_lock(
    qtbot: QtBot, services: ScreenServices, workshop: str
) -> None:
    view = shown(qtbot, services, workshop)
    form = open_first(qtbot, view)
    form.role.set_value("VOLUNTEER")
    view.list.chosen.emit(view.list.rows()[1].id)
    assert view.right.opened(EnrolmentForm) is form
    kept, place = view.draft_texts(), view.place()
    view.close()
    again = EnrolmentsView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_place(place)
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again.right.opened(EnrolmentForm) is not None)
    brought_back = again.right.opened(EnrolmentForm)
    assert brought_back is not None
    assert (brought_back.row.person.name, brought_back.role.value()) == ("Ana Prueba", "VOLUNTEER")
    brought_back.save_button.click()
    qtbot.waitUntil(lambda: again.right.opened(EnrolmentForm) is None)


def test_a_spreadsheet_is_looked_up_and_only_who_is_ticked_is_enrolled(
    qtbot: QtBot, services: ScreenServices, workshop: str, tmp_path: Path
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("Nombre\nCira Prueba\nAna Prueba\nNadie Conocido\n", encoding="utf-8")
    made: list[str] = []
    services.runner.run(lambda desk: create_activity(desk, NewActivity("Danza", "WORKSHOP")), made.append)
    qtbot.waitUntil(lambda: bool(made))
    view = shown(qtbot, services, made[0])
    view.many_button.click()
    panel = view.right.opened(EnrolManyPanel)
    assert panel is not None
    panel.source.set_value("file")
    panel.source.changed.emit()
    panel.read(path)
    qtbot.waitUntil(lambda: len(panel.list.ticked()) == 2)
    assert [row.title for row in panel.nobody.rows()] == ["4: Nadie Conocido"]
    panel.list.select(panel.list.rows()[0].id)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert len(panel.list.ticked()) == 1
    left = panel.list.rows()[1].title
    panel.save_button.click()
    qtbot.waitUntil(lambda: titles(view) == [left])
    services.notices.undo()
    qtbot.waitUntil(lambda: titles(view) == [])


def test_the_last_day_of_who_left_cannot_be_emptied(
    qtbot: QtBot, services: ScreenServices, workshop: str
) -> None:
    view = shown(qtbot, services, workshop)
    hint = open_first(qtbot, view).ends_on._help.text()
    leave(qtbot, view)
    choose_part(view, "former")
    form = open_first(qtbot, view)
    assert form.ends_on._help.text() != hint
    form.ends_on.set_value(None)
    form.save_button.click()
    assert form.ends_on.error()
    assert view.right.opened(EnrolmentForm) is form
    form.ends_on.set_value(services.today().isoformat())
    form.ends_on.changed.emit()
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(EnrolmentForm) is None)


def test_completing_with_everybody_names_who_begins_later(
    qtbot: QtBot, services: ScreenServices, workshop: str
) -> None:
    view = shown(qtbot, services, workshop)
    form = open_first(qtbot, view)
    form.starts_on.set_value((services.today() + timedelta(days=7)).isoformat())
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(EnrolmentForm) is None)
    view.completed_button.click()
    qtbot.waitUntil(lambda: titles(view) == ["Ana Prueba"])
    notice = services.notices.current()
    assert notice is not None
    assert "Ana Prueba" in notice.text
