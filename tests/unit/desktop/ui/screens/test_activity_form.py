"""The form of an activity: short at first, fitting to its kind, and nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.screens.activities.activities_view import ActivitiesView
from integrhabitat_desktop.ui.screens.activities.activity_form_view import ActivityForm
from integrhabitat_desktop.ui.screens.activities.cancel_form_view import CancelForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import TextField
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity
from integrhabitat_protocol.record_types import Activity, ActivitySession


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def activity(qtbot: QtBot, services: ScreenServices) -> str:
    """A training with a topic, on two days still to come."""
    made: list[str] = []

    def work(desk: Desk) -> str:
        new = NewActivity("Costura", "TRAINING", topic="FINANCE", capacity=12)
        return create_activity(
            desk, new, SessionTimes("2027-03-08", rule=weekly(date.fromisoformat("2027-03-08"), 2))
        )

    services.runner.run(work, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def shown(qtbot: QtBot, services: ScreenServices) -> ActivitiesView:
    view = ActivitiesView(services)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.activated()
    return view


def opened(qtbot: QtBot, view: ActivitiesView, activity: str) -> ActivityForm:
    qtbot.waitUntil(lambda: view.list.current_id() == activity)
    view.forms.edit(activity)
    qtbot.waitUntil(lambda: view.right.opened(ActivityForm) is not None)
    form = view.right.opened(ActivityForm)
    assert form is not None
    return form


def text(form: ActivityForm, name: str) -> QWidget:
    field = form.fields[name]
    assert isinstance(field, TextField)
    return field.line


def record(qtbot: QtBot, services: ScreenServices, activity: str) -> Activity:
    found: list[Activity | None] = []
    services.runner.run(lambda desk: desk.store.get(Activity, activity), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] is not None
    return found[0]


def test_the_form_is_short_until_more_is_asked_for(
    qtbot: QtBot, services: ScreenServices, activity: str
) -> None:
    form = opened(qtbot, shown(qtbot, services), activity)
    assert not form.fields["partner"].isVisible()
    form.details_button.click()
    assert form.fields["partner"].isVisible()
    assert form.fields["topic"].isVisible()


def test_another_kind_hides_what_is_not_asked_and_drops_nothing(
    qtbot: QtBot, services: ScreenServices, activity: str
) -> None:
    view = shown(qtbot, services)
    form = opened(qtbot, view, activity)
    form.details_button.click()
    form.fields["least_age"].set_value(None)
    form.fields["kind"].set_value("CAMPAIGN")
    form.fields["kind"].changed.emit()
    # The topic and the places are filled in: they stay in sight. The ages are empty: they go.
    assert form.fields["topic"].isVisible()
    assert form.fields["capacity"].isVisible()
    assert not form.fields["least_age"].isVisible()
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(ActivityForm) is None)
    saved = record(qtbot, services, activity)
    assert (saved.kind, saved.topic, saved.capacity) == ("CAMPAIGN", "FINANCE", 12)


def test_what_is_typed_stays_when_something_else_is_opened_and_survives_a_lock(
    qtbot: QtBot, services: ScreenServices, activity: str
) -> None:
    view = shown(qtbot, services)
    form = opened(qtbot, view, activity)
    form.details_button.click()
    QTest.keyClicks(text(form, "partner"), "Fundacion Prueba")
    view.new_button.click()
    assert view.right.opened(ActivityForm) is form
    kept = view.draft_texts()
    view.close()
    again = shown(qtbot, services)
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again.right.opened(ActivityForm) is not None)
    brought_back = again.right.opened(ActivityForm)
    assert brought_back is not None
    assert brought_back.activity_id == activity
    assert brought_back.fields["partner"].value() == "Fundacion Prueba"
    assert brought_back.fields["partner"].isVisible()


def test_a_new_activity_takes_every_field_and_is_taken_back(qtbot: QtBot, services: ScreenServices) -> None:
    view = shown(qtbot, services)
    view.new_button.click()
    qtbot.waitUntil(lambda: view.right.opened(ActivityForm) is not None)
    form = view.right.opened(ActivityForm)
    assert form is not None
    QTest.keyClicks(text(form, "title"), "Olla comunitaria")
    form.fields["kind"].set_value("COMMUNITY_KITCHEN")
    form.details_button.click()
    for name, value in (("capacity", "30"), ("fee_type", "FREE"), ("principles", "P06 P08")):
        form.fields[name].set_value(value)
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(view.list.rows()))
    made = record(qtbot, services, view.list.rows()[0].id)
    assert (made.kind, made.capacity, made.fee_type, made.principles) == (
        "COMMUNITY_KITCHEN",
        30,
        "FREE",
        "P06 P08",
    )
    services.notices.undo()
    qtbot.waitUntil(lambda: not view._activities)


def test_cancelling_asks_why_and_cancels_the_sessions_to_come(
    qtbot: QtBot, services: ScreenServices, activity: str
) -> None:
    view = shown(qtbot, services)
    qtbot.waitUntil(lambda: view.list.current_id() == activity)
    view._cancel(activity)
    form = view.right.opened(CancelForm)
    assert form is not None
    form.save_button.click()
    assert form.reason.error()
    form.reason.set_value("PLACE")
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(CancelForm) is None)
    assert record(qtbot, services, activity).state == "CLOSED"
    qtbot.waitUntil(lambda: view._activities[activity].state == "CLOSED")
    sessions: list[list[str]] = []
    services.runner.run(
        lambda desk: [
            it.state
            for row in desk.store.fetch("SELECT id FROM activity_session ORDER BY day")
            if (it := desk.store.get(ActivitySession, row[0])) is not None
        ],
        sessions.append,
    )
    qtbot.waitUntil(lambda: bool(sessions))
    assert sessions == [["CANCELLED", "CANCELLED"]]
