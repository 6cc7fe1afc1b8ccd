"""The screens of the day in real views on a real store: marking, calling and closing are a key away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.screens.today.day_view import CloseOfDayView
from integrhabitat_desktop.ui.screens.today.today_view import TodayView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance, Enrolment, Person

ROSA, COURSE, NOW = "K3F9Q7M-100", "K3F9Q7M-200", "K3F9Q7M-309"
TASKS = "SELECT kind, state, activity, gone FROM follow_up"


@pytest.fixture
def centre(services: ScreenServices, store: Store) -> ScreenServices:
    """A course with three sessions that Rosa missed, and one today."""
    today = services.today()
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Person(id=ROSA, name="Rosa Prueba"))
        tx.create(Activity(id=COURSE, title="Costura", kind="WORKSHOP", state="OPEN"))
        tx.create(Enrolment(id=natural_id(COURSE, ROSA), activity=COURSE, person=ROSA, status="ENROLLED"))
        tx.create(ActivitySession(id=NOW, activity=COURSE, day=today.isoformat(), state="PLANNED"))
        for week in (1, 2, 3):
            session = f"K3F9Q7M-30{week}"
            day = (today - timedelta(weeks=week)).isoformat()
            tx.create(ActivitySession(id=session, activity=COURSE, day=day, state="HELD"))
            mark_id = natural_id(session, ROSA)
            tx.create(Attendance(id=mark_id, session=session, person=ROSA, status="ABSENT"))
    return services


@pytest.fixture
def view(centre: ScreenServices, qtbot: QtBot) -> TodayView:
    return shown(centre, qtbot)


def shown(services: ScreenServices, qtbot: QtBot) -> TodayView:
    made = TodayView(services)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: bool(made.sessions.rows()))
    return made


def asked_for(services: ScreenServices) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []
    services.navigator.screen_wanted.connect(lambda key, argument: asked.append((key, argument)))
    return asked


def test_one_key_opens_the_list_of_the_session_that_is_on(centre: ScreenServices, qtbot: QtBot) -> None:
    facilitator = replace(centre, staff=SignedInStaff("K3F9Q7M-1", "Ana Lucía", "FACILITATOR"))
    view = shown(facilitator, qtbot)
    asked = asked_for(centre)
    assert view.sessions.current_id() == NOW
    QTest.keyClick(view.sessions, Qt.Key.Key_Return)
    assert asked == [("activities", NOW)]


def test_a_call_is_noted_is_then_a_task_and_can_be_taken_back(
    view: TodayView, centre: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    assert [it.title for it in view.absent_card.list.rows()] == ["Rosa Prueba"]
    view.absent_card.call.click()
    qtbot.waitUntil(lambda: store.fetch(TASKS) == [("CALL", "OPEN", COURSE, 0)])
    qtbot.waitUntil(lambda: [it.title for it in view.tasks_card.list.rows()] == ["Rosa Prueba"])
    assert not view.absent_card.list.isVisible()
    centre.notices.undo()
    qtbot.waitUntil(lambda: bool(view.absent_card.list.rows()))
    assert view.tasks_card.list.rows() == ()


def test_a_task_is_done_with_one_button(view: TodayView, store: Store, qtbot: QtBot) -> None:
    view.absent_card.visit.click()
    qtbot.waitUntil(lambda: bool(view.tasks_card.list.rows()))
    view.tasks_card.done_button.click()
    qtbot.waitUntil(lambda: store.fetch(TASKS) == [("HOME_VISIT", "DONE", COURSE, 0)])
    qtbot.waitUntil(lambda: not view.tasks_card.list.rows())
    assert not view.absent_card.list.rows()


def test_each_open_matter_leads_to_where_it_is_seen_to(centre: ScreenServices, qtbot: QtBot) -> None:
    view = CloseOfDayView(centre)
    qtbot.addWidget(view)
    view.show()
    view.activated()
    qtbot.waitUntil(lambda: bool(view.open.rows()))
    asked = asked_for(centre)
    QTest.keyClick(view.open, Qt.Key.Key_Return)
    assert asked == [("activities", NOW)]
    assert not view.after.isEnabled()
    view.before.click()
    qtbot.waitUntil(lambda: view.after.isEnabled())
    assert view.open.rows() == ()
