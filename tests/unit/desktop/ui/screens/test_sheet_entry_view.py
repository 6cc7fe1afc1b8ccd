"""A sheet that came back, entered in the real view on a real store: one key a row, every mark saved at once."""

import random
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n.attendance_words import mark_letter
from integrhabitat_desktop.ui.scanned_codes import screen_of_code, screen_of_typed
from integrhabitat_desktop.ui.screens.sheet_entry.print_sheet_dialog import PrintSheetDialog
from integrhabitat_desktop.ui.screens.sheet_entry.sheet_entry_view import SheetEntryView
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.print_sign_in_sheet import SheetWish, print_sign_in_sheet
from integrhabitat_desktop.use_cases.restrict_records import restrict_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Enrolment, Person
from tests.fake_clock import FakeClock
from tests.unit.desktop.ui.conftest import BOGOTA, CENTRE

COURSE, SESSION = "K3F9Q7M-200", "K3F9Q7M-300"
PEOPLE = {"K3F9Q7M-101": "Ana Prueba", "K3F9Q7M-102": "Berta Muestra", "K3F9Q7M-103": "Carla Ensayo"}
STATUSES = "SELECT person, status FROM attendance WHERE status <> 'NOT_RECORDED' ORDER BY person"


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def desk(store: Store, clock: FakeClock, staff: SignedInStaff) -> Desk:
    return Desk(store, staff, clock, BOGOTA, CENTRE)


@pytest.fixture
def code(desk: Desk) -> str:
    """The code of a sheet with three names and two empty lines."""
    with desk.store.transaction(desk.staff.id) as tx:
        tx.create(Activity(id=COURSE, title="Costura", kind="WORKSHOP", state="OPEN"))
        tx.create(ActivitySession(id=SESSION, activity=COURSE, day=desk.today().isoformat(), state="PLANNED"))
        for person, name in PEOPLE.items():
            tx.create(Person(id=person, name=name))
            tx.create(
                Enrolment(id=natural_id(COURSE, person), activity=COURSE, person=person, status="ENROLLED")
            )
    print_sign_in_sheet(desk, SESSION, random.Random(4).randbytes, SheetWish(2))
    return str(desk.store.fetch("SELECT sheet_code FROM attendance_sheet")[0][0])


@pytest.fixture
def view(services: ScreenServices, code: str, qtbot: QtBot) -> SheetEntryView:
    made = SheetEntryView(services)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    return made


def opened(view: SheetEntryView, code: str, qtbot: QtBot) -> None:
    view.opened_with(code)
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 1)


def shown_name(view: SheetEntryView) -> str:
    return view.card.name.text()


def test_one_key_a_row_in_the_printed_order(
    view: SheetEntryView, code: str, store: Store, qtbot: QtBot
) -> None:
    view.start.code.setFocus()
    QTest.keyClicks(view.start.code.line, code.lower())
    QTest.keyClick(view.start.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 1)
    assert shown_name(view) == "Ana Prueba"
    QTest.keyClick(view.card, Qt.Key.Key_Return)
    assert shown_name(view) == "Berta Muestra"
    QTest.keyClicks(view.card, "a")
    assert shown_name(view) == "Carla Ensayo"
    QTest.keyClick(view.card, Qt.Key.Key_Backspace)
    assert shown_name(view) == "Berta Muestra"
    QTest.keyClicks(view.card, mark_letter("LATE").lower())
    QTest.keyClicks(view.card, "3")
    qtbot.waitUntil(
        lambda: (
            store.fetch(STATUSES)
            == [("K3F9Q7M-101", "PRESENT"), ("K3F9Q7M-102", "LATE"), ("K3F9Q7M-103", "EXCUSED")]
        )
    )
    assert view.card.parts.currentIndex() == 2


def test_a_half_entered_sheet_goes_on_where_it_was_left(
    view: SheetEntryView, code: str, store: Store, qtbot: QtBot
) -> None:
    opened(view, code, qtbot)
    QTest.keyClick(view.card, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: store.fetch(STATUSES) == [("K3F9Q7M-101", "ABSENT")])
    view.other_button.click()
    qtbot.waitUntil(lambda: [it.badges[0].text for it in view.start.sheets.rows()] == ["2 sin marcar"])
    view.start.sheets.setFocus()
    QTest.keyClick(view.start.sheets, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.pages.currentIndex() == 1)
    assert shown_name(view) == "Berta Muestra"


def test_an_empty_line_takes_somebody_who_is_new(
    view: SheetEntryView, code: str, store: Store, qtbot: QtBot
) -> None:
    opened(view, code, qtbot)
    for _row in PEOPLE:
        QTest.keyClick(view.card, Qt.Key.Key_Return)
    assert view.card.parts.currentIndex() == 2
    line = view.card.walk_ins.field.line
    QTest.keyClicks(line, "Dora Visita")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(store.fetch(STATUSES)) == 4)
    qtbot.waitUntil(lambda: "5" in view.card.line_words.text())
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert view.right.currentWidget() is view.end
    qtbot.waitUntil(lambda: len(view.rows.rows()) == 5)


def test_a_mark_is_taken_back_with_undo(
    view: SheetEntryView, code: str, store: Store, services: ScreenServices, qtbot: QtBot
) -> None:
    opened(view, code, qtbot)
    view.card.buttons["EXCUSED"].click()
    qtbot.waitUntil(lambda: store.fetch(STATUSES) == [("K3F9Q7M-101", "EXCUSED")])
    qtbot.waitUntil(lambda: services.notices.current() is not None)
    services.notices.undo()
    qtbot.waitUntil(lambda: store.fetch(STATUSES) == [])


def test_a_row_of_somebody_blocked_is_passed_over_with_a_sentence(
    view: SheetEntryView, code: str, desk: Desk, qtbot: QtBot
) -> None:
    restrict_record(desk, "K3F9Q7M-101", "BLOCK")
    opened(view, code, qtbot)
    assert shown_name(view) == "Berta Muestra"
    QTest.keyClick(view.card, Qt.Key.Key_Backspace)
    assert "1" in view.card.sentence.label.text() and view.card.parts.currentIndex() == 1
    assert "Ana" not in view.card.sentence.label.text() + view.rows.rows()[0].title
    QTest.keyClick(view.card, Qt.Key.Key_Return)
    assert shown_name(view) == "Berta Muestra"


def test_a_wrong_code_is_told_beside_the_field_and_stays(view: SheetEntryView, qtbot: QtBot) -> None:
    view.opened_with("S12-345-678")
    qtbot.waitUntil(view.start.problem.isVisible)
    assert view.start.code.value() == "S12-345-678" and view.pages.currentIndex() == 0


def test_a_scan_of_a_sheet_opens_it_from_anywhere(code: str) -> None:
    assert screen_of_code(code) == "sheet_entry"
    assert screen_of_typed(code) == screen_of_typed(SHEET_CODE.shown(code)) == "sheet_entry"
    assert screen_of_code("Rosa Prueba") == screen_of_code("") == ""


def test_no_name_that_is_typed_is_taken_for_a_code() -> None:
    names = (f"S{''.join(letters)}" for letters in product("AEST", repeat=8))
    meant = [name for name in names if screen_of_code(name)]
    assert meant and not any(screen_of_typed(name) for name in meant)


def test_the_dialog_gives_the_wish(qtbot: QtBot, view: SheetEntryView) -> None:
    wishes: list[SheetWish] = []
    dialog = PrintSheetDialog(view, "CO", wishes.append)
    dialog.open()
    dialog.blank_lines.set_value("4")
    dialog.with_qr.set_value("0")
    dialog.save_button.click()
    assert wishes == [SheetWish(4, "LETTER", with_qr=False)]
