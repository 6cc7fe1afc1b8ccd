"""The matrix in the window: keys, what each opens, its papers, and that it follows the records."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.ui.screens.attendance_matrix import attendance_matrix_view
from integrhabitat_desktop.ui.screens.attendance_matrix.attendance_matrix_view import AttendanceMatrixView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import (
    Activity,
    ActivitySession,
    Attendance,
    Consent,
    Enrolment,
    Person,
)

ACTIVITY = "K3F9Q7M-200"
SESSIONS = ("K3F9Q7M-301", "K3F9Q7M-302", "K3F9Q7M-303")
DAYS = ("2027-02-01", "2027-02-08", "2027-02-15")
NAMES = ("Keisha Prueba", "Luz Prueba", "Pedro Prueba")


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> AttendanceMatrixView:
    """A month of three sessions, the second one cancelled."""
    set_language("en")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN"))
        for number, (session, day) in enumerate(zip(SESSIONS, DAYS, strict=True)):
            state = "CANCELLED" if number == 1 else "HELD"
            tx.create(
                ActivitySession(
                    id=session,
                    activity=ACTIVITY,
                    day=day,
                    starts_at="14:00",
                    ends_at="16:00",
                    state=state,
                    state_reason="WEATHER" if number == 1 else None,
                )
            )
        for number, name in enumerate(NAMES):
            person = f"K3F9Q7M-{100 + number}"
            tx.create(Person(id=person, name=name))
            consent = natural_id(person, "REGISTER")
            tx.create(Consent(id=consent, person=person, scope="REGISTER", state="GIVEN"))
            tx.create(
                Enrolment(
                    id=natural_id(ACTIVITY, person),
                    activity=ACTIVITY,
                    person=person,
                    status="ENROLLED",
                    starts_on=DAYS[0] if number else DAYS[2],
                )
            )
        for at, number, status in ((0, 1, "PRESENT"), (0, 2, "ABSENT"), (2, 1, "LATE")):
            person = f"K3F9Q7M-{100 + number}"
            tx.create(
                Attendance(
                    id=natural_id(SESSIONS[at], person),
                    session=SESSIONS[at],
                    person=person,
                    status=status,
                )
            )
    made = AttendanceMatrixView(services)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    with qtbot.waitSignal(made.model.loaded):
        made.opened_with(ACTIVITY)
    return made


def shown(view: AttendanceMatrixView) -> list[list[str]]:
    model = view.table_model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_letters_blanks_signs_and_totals(view: AttendanceMatrixView) -> None:
    assert shown(view) == [
        ["Keisha Prueba", "", "", "?", "no data", "0 h", "0"],
        ["Luz Prueba", "P", "–", "L", "2 of 2", "4 h", "2"],
        ["Pedro Prueba", "A", "–", "?", "0 of 1", "0 h", "0"],
    ]
    assert view.title_row.subtitle.text() == "Attendance: 2 of 3 · 1 person per session"


def test_a_cell_is_told_in_full_words(view: AttendanceMatrixView) -> None:
    view.table.select_cell(1, 3)
    assert (
        view.detail.text() == "Luz Prueba · Monday, 15 February 2027 · 14:00 · 1 present · 2 to mark · Late"
    )
    view.table.select_cell(0, 1)
    assert view.detail.text().endswith("not enrolled on that day")
    view.table.select_cell(1, 2)
    assert "Cancelled" in view.detail.text()
    view.table.select_cell(1, 0)
    assert view.detail.text() == "Luz Prueba · attended 2 of 2 · 2 of the last 2 · 2 in a row · 4 h"


def test_the_model_keeps_the_rules_of_models(view: AttendanceMatrixView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.table_model)
    assert view.table_model.rowCount(view.table_model.index(0, 0)) == 0
    assert view.table_model.data(QModelIndex()) is None


def test_arrows_and_letters_move_and_enter_opens_session_or_person(
    view: AttendanceMatrixView, services: ScreenServices, qtbot: QtBot
) -> None:
    view.table.setFocus()
    QTest.keyClicks(view.table, "ped")
    QTest.keyClick(view.table, Qt.Key.Key_Right)
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 1)
    with qtbot.waitSignal(services.navigator.screen_wanted) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert opened.args == ["activities", SESSIONS[0]]
    QTest.keyClick(view.table, Qt.Key.Key_Left)
    with qtbot.waitSignal(services.navigator.person_wanted) as person:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert person.args == ["K3F9Q7M-102"]


def test_a_mark_made_elsewhere_appears_and_the_place_stays(
    view: AttendanceMatrixView, services: ScreenServices, store: Store, qtbot: QtBot
) -> None:
    view.table.select_cell(2, 3)
    with store.transaction("K3F9Q7M-1") as tx:
        record = natural_id(SESSIONS[2], "K3F9Q7M-102")
        tx.create(Attendance(id=record, session=SESSIONS[2], person="K3F9Q7M-102", status="PRESENT"))
    with qtbot.waitSignal(view.model.loaded):
        services.changes.announce(ChangeSet(frozenset([("attendance", record)])))
    assert shown(view)[2][3] == "P"
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 3)


@pytest.mark.parametrize(("save", "name", "begins"), [("print_button", "m.pdf", b"%PDF")])
def test_the_matrix_is_saved_as_a_paper(
    view: AttendanceMatrixView,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    tmp_path: Path,
    save: str,
    name: str,
    begins: bytes,
) -> None:
    target = tmp_path / name
    monkeypatch.setattr(attendance_matrix_view, "choose_new_file", lambda *_arguments: target)
    getattr(view, save).click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: target.read_bytes().startswith(begins))


def test_list_and_register_are_saved_from_the_menu(
    view: AttendanceMatrixView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    names = iter(("list.pdf", "register.xlsx"))
    monkeypatch.setattr(attendance_matrix_view, "choose_new_file", lambda *_arguments: tmp_path / next(names))
    view.table.select_cell(1, 1)
    for _words, command, keys in view._entries():
        if keys:
            command()
    qtbot.waitUntil(lambda: (tmp_path / "list.pdf").exists() and (tmp_path / "register.xlsx").exists())


def test_another_span_shows_more_around_the_same_day(view: AttendanceMatrixView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.model.loaded):
        view.span.set_value("quarter")
        view.span.changed.emit()
    assert view.period.text() == "January to March 2027"
    place = view.place()
    with qtbot.waitSignal(view.model.loaded):
        view.restore_place(place)
    assert view.span.value() == "quarter"


def test_the_names_stay_in_sight_while_marks_are_scrolled(view: AttendanceMatrixView) -> None:
    view.resize(640, 500)
    view.table.select_cell(0, 6)
    assert view.table.horizontalScrollBar().value() > 0
    view.table.select_cell(0, 1)
    names_end = view.table.columnWidth(0)
    assert view.table.visualRect(view.table.currentIndex()).left() >= names_end - 1
