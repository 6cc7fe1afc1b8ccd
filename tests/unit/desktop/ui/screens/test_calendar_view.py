"""The calendar on a real store: keys go from day to day, holidays have names, a session opens beside it."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.ui.screens.activities.session_panel_view import SessionPanel
from integrhabitat_desktop.ui.screens.calendar.calendar_table_model import CELL_ROLE, DayCell
from integrhabitat_desktop.ui.screens.calendar.calendar_view import CalendarView
from integrhabitat_desktop.ui.screens.calendar.calendar_view_model import Span, days_in_sight, next_month
from integrhabitat_desktop.ui.screens.calendar.closed_days_view import ClosedDaysPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity

TODAY = date(2027, 3, 1)


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(qtbot: QtBot, services: ScreenServices) -> CalendarView:
    """March 2027 in Colombia, with three Mondays of a workshop."""
    made: list[str] = []
    times = SessionTimes(TODAY.isoformat(), "14:00", "16:00", weekly(TODAY, 3))
    services.runner.run(
        lambda desk: create_activity(desk, NewActivity("Costura", "WORKSHOP"), times), made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    shown = CalendarView(services)
    qtbot.addWidget(shown)
    shown.resize(1130, 640)
    shown.show()
    shown.activated()
    qtbot.waitUntil(lambda: shown.model.page is not None)
    return shown


def cell(view: CalendarView, day: str) -> DayCell:
    found = view.grid.model().data(view._days.index_of(date.fromisoformat(day)), CELL_ROLE)
    assert isinstance(found, DayCell)
    return found


def press(view: CalendarView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view.grid, key)


def test_a_month_shows_sessions_and_named_holidays(view: CalendarView) -> None:
    assert view.title() == "Marzo de 2027"
    assert [it.title for it in cell(view, "2027-03-08").sessions] == ["Costura"]
    closed = cell(view, "2027-03-22").closed
    assert closed is not None and closed.title.startswith("Día de San José")
    assert cell(view, "2027-04-01").is_outside and not cell(view, "2027-03-31").is_outside
    spoken = view._days.index_of(date(2027, 3, 8)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("lunes, 8 de marzo de 2027") and "Costura" in spoken


def test_keys_go_from_day_to_day_and_month_to_month(view: CalendarView, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert view.model.day == date(2027, 3, 9)
    press(view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: view.title() == "Abril de 2027")
    press(view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.title() == "Marzo de 2027")
    assert view.model.day == TODAY
    press(view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: view.title() == "Febrero de 2027")
    assert view.grid.currentIndex() == view._days.index_of(date(2027, 2, 28))


def test_a_week_shows_seven_days(view: CalendarView, qtbot: QtBot) -> None:
    view.span.set_value(Span.WEEK.value)
    view._change_span()
    qtbot.waitUntil(lambda: view._days.rowCount() == 1)
    assert [it.title for it in cell(view, "2027-03-01").sessions] == ["Costura"]
    assert view.place() == "WEEK 2027-03-01"


def all_in_sight(widgets: list[QAbstractButton]) -> bool:
    return all(it.visibleRegion().boundingRect() == it.rect() for it in widgets)


def test_all_choices_of_which_sessions_are_in_sight_beside_the_calendar(
    view: CalendarView, qtbot: QtBot
) -> None:
    view.resize(1174, 640)
    view.day_panel.sessions.chosen.emit(view.day_panel.sessions.rows()[0].id)
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is not None)
    panel = view.right.opened(SessionPanel)
    assert panel is not None
    for choice in ("MOVE", "CANCEL"):
        panel.what.set_value(choice)
        panel._fit()
        buttons = panel.reach.findChildren(QAbstractButton)
        assert len(buttons) == 3
        qtbot.waitUntil(partial(all_in_sight, buttons))


def test_a_session_opens_beside_the_calendar(view: CalendarView, qtbot: QtBot) -> None:
    view.day_panel.sessions.chosen.emit(view.day_panel.sessions.rows()[0].id)
    qtbot.waitUntil(lambda: view.right.opened(SessionPanel) is not None)


def test_a_closed_day_is_added_and_ends(view: CalendarView, qtbot: QtBot) -> None:
    view._close_this_day()
    panel = view.right.opened(ClosedDaysPanel)
    assert panel is not None and panel.day.value() == "2027-03-01"
    panel.occasion.set_value("Fumigacion")
    panel.save_button.click()
    qtbot.waitUntil(lambda: len(panel.own.rows()) == 1)
    qtbot.waitUntil(lambda: (it := cell(view, "2027-03-01").closed) is not None and it.is_own)
    panel.remove_button.click()
    qtbot.waitUntil(lambda: panel.own.rows() == ())
    qtbot.waitUntil(lambda: cell(view, "2027-03-01").closed is None)


def test_the_table_of_days_keeps_the_rules_of_qt(view: CalendarView) -> None:
    QAbstractItemModelTester(view._days, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_month_later_is_the_last_day_of_a_shorter_one() -> None:
    assert next_month(date(2027, 1, 31)) == date(2027, 2, 28)
    assert next_month(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert next_month(date(2027, 12, 5)) == date(2028, 1, 5)
    assert days_in_sight(Span.MONTH, date(2027, 2, 14)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert days_in_sight(Span.WEEK, date(2027, 3, 7)) == (date(2027, 3, 1), date(2027, 3, 7))
