"""Sessions by a rule in the form, and one session changed alone or with its series."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.screens.activities.activities_view import ActivitiesView
from integrhabitat_desktop.ui.screens.activities.session_panel_view import SessionPanel
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionsForm
from integrhabitat_desktop.ui.series_words import changed_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.change_series import Reach, SeriesChanged
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.plan_activity import (
    NewActivity,
    SessionTimes,
    create_activity,
    list_sessions,
)
from integrhabitat_desktop.use_cases.plan_series import RecordChange
from integrhabitat_protocol.record_types import ActivitySession


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(qtbot: QtBot, services: ScreenServices) -> ActivitiesView:
    """Activities with one workshop: four Mondays from today on."""
    made: list[str] = []
    times = SessionTimes("2027-03-01", "14:00", "16:00", weekly(date(2027, 3, 1), 4))
    services.runner.run(
        lambda desk: create_activity(desk, NewActivity("Costura", "WORKSHOP"), times), made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    shown = ActivitiesView(services)
    qtbot.addWidget(shown)
    shown.resize(1200, 800)
    shown.show()
    shown.activated()
    qtbot.waitUntil(lambda: bool(shown.panel.sessions.current_id()))
    return shown


def days(qtbot: QtBot, services: ScreenServices) -> list[str]:
    found: list[list[str]] = []

    def work(desk: Desk) -> list[str]:
        (activity,) = desk.store.fetch("SELECT id FROM activity")[0]
        return [it.day[5:] for it in list_sessions(desk, activity) if it.state != "CANCELLED"]

    services.runner.run(work, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def opened(qtbot: QtBot, view: ActivitiesView) -> SessionPanel:
    view.panel.change_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is not None)
    panel = view.right.opened(SessionPanel)
    assert panel is not None
    return panel


def test_a_rule_shows_its_days_and_the_holidays_left_out(
    qtbot: QtBot, view: ActivitiesView, services: ScreenServices
) -> None:
    view._add_sessions()
    form = view.right.opened(SessionsForm)
    assert form is not None
    QTest.keyClick(form.times.repeats.combo, Qt.Key.Key_Down)
    assert form.times.weekdays.days() == (0,)
    qtbot.waitUntil(lambda: form.times.preview.isVisible())
    qtbot.waitUntil(lambda: "22 de marzo de 2027: Día de San José" in form.times.preview.skipped.text())
    assert form.times.preview.count.text().startswith("8 ")
    form.times.count.set_value("2")
    form.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionsForm) is None)
    assert days(qtbot, services) == ["03-01", "03-01", "03-08", "03-08", "03-15", "03-22"]


def test_a_rule_without_weekdays_is_not_sent(qtbot: QtBot, view: ActivitiesView) -> None:
    view._add_sessions()
    form = view.right.opened(SessionsForm)
    assert form is not None
    QTest.keyClick(form.times.repeats.combo, Qt.Key.Key_Down)
    form.times.weekdays.set_value(None)
    assert form.times.value() is None
    assert not form.times.are_readable()
    assert form.times.weekdays.error()


def test_the_ways_to_repeat_follow_the_first_day(qtbot: QtBot, view: ActivitiesView) -> None:
    view._add_sessions()
    form = view.right.opened(SessionsForm)
    assert form is not None
    form.times.first_day.set_value("2027-02-28")
    form.times.fit()
    combo = form.times.repeats.combo
    offered = {str(combo.itemData(row)) for row in range(combo.count())}
    assert {"MONTH_DAY.1.28", "MONTH_DAY.1.31", "MONTH_WEEKDAY.1.4", "MONTH_WEEKDAY.1.-1"} <= offered


def test_a_session_moves_with_the_following_ones_and_back(
    qtbot: QtBot, view: ActivitiesView, services: ScreenServices, notices: Notices
) -> None:
    panel = opened(qtbot, view)
    panel.day.set_value("2027-03-02")
    panel.reach.set_value(Reach.FROM_HERE.value)
    assert panel.is_typed_in()
    panel.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is None)
    assert days(qtbot, services) == ["03-02", "03-09", "03-16", "03-23"]


def test_looking_at_what_could_be_done_is_no_work_to_lose(qtbot: QtBot, view: ActivitiesView) -> None:
    panel = opened(qtbot, view)
    for choice in ("CANCEL", "NOT_HELD", "REPEAT", "MOVE"):
        panel.what.set_value(choice)
        panel._fit()
        assert not panel.is_typed_in()


def test_cancelling_all_needs_a_reason(qtbot: QtBot, view: ActivitiesView, services: ScreenServices) -> None:
    panel = opened(qtbot, view)
    panel.what.set_value("CANCEL")
    panel._fit()
    panel.save_button.click()
    assert panel.reason.error()
    panel.reason.set_value("PLACE")
    panel.reach.set_value(Reach.ALL.value)
    panel.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is None)
    assert days(qtbot, services) == []


def test_a_holiday_is_told_beside_the_day_and_again_once_it_is_saved(
    qtbot: QtBot, view: ActivitiesView, services: ScreenServices, notices: Notices
) -> None:
    panel = opened(qtbot, view)
    assert panel.outlook.isHidden()
    panel.day.line.setText("22/03/2027")
    panel.day.line.textEdited.emit("22/03/2027")
    panel.day.changed.emit()
    qtbot.waitUntil(lambda: not panel.outlook.isHidden())
    said = panel.outlook.label.text()
    assert "Día de San José" in said and "14:00" in said
    panel.what.set_value("CANCEL")
    panel._fit()
    qtbot.waitUntil(panel.outlook.isHidden)
    panel.what.set_value("MOVE")
    panel._fit()
    qtbot.waitUntil(panel.outlook.isVisible)
    panel.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is None)
    assert days(qtbot, services) == ["03-08", "03-15", "03-22", "03-22"]
    notice = notices.current()
    assert notice is not None and notice.text.count("22") >= 2


def test_a_notice_tells_what_changed_came_went_and_stayed() -> None:
    changes = (RecordChange(ActivitySession, "K3F9Q7M-1", {}, {}),)
    assert changed_words(SeriesChanged(5, 0, changes, removed=1, left_out=("2027-03-22",))).startswith("5 ")
    words = changed_words(SeriesChanged(0, 2, changes, added=3, removed=4))
    assert [word for word in words.split() if word.isdecimal()] == ["3", "4", "2"]
    many = SeriesChanged(4, 0, changes, closed=("2027-03-22", "2027-03-25", "2027-03-26", "2027-05-01"))
    assert changed_words(many).endswith("….")


def test_taking_it_back_says_on_which_day_it_takes_place(
    qtbot: QtBot, view: ActivitiesView, notices: Notices
) -> None:
    panel = opened(qtbot, view)
    panel.what.set_value("CANCEL")
    panel.reason.set_value("PLACE")
    panel.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is None)
    again = opened(qtbot, view)
    again.save_button.click()
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is None)
    notice = notices.current()
    assert notice is not None and "1 de marzo de 2027" in notice.text


def test_a_draft_of_a_session_comes_back_after_a_lock(
    qtbot: QtBot, view: ActivitiesView, services: ScreenServices
) -> None:
    panel = opened(qtbot, view)
    panel.what.set_value("CANCEL")
    panel.note.set_value("Obras en el salon")
    kept = view.draft_texts()
    again = ActivitiesView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(kept)
    qtbot.waitUntil(lambda: again.right.opened(SessionPanel) is not None)
    back = again.right.opened(SessionPanel)
    assert back is not None
    assert (back.note.value(), back.why.isHidden()) == ("Obras en el salon", False)
