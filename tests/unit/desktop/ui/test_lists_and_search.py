"""Lists, tables and the search field by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.ui.widgets import DataTable, ListRow, RowList, SearchField, initials
from tests.unit.desktop.ui.gallery import FOUND, RECENT, SampleRoster


@pytest.fixture
def people(qtbot: QtBot) -> RowList:
    rows = RowList("Personas")
    qtbot.addWidget(rows)
    rows.set_rows(FOUND, select_first=True)
    return rows


def test_the_model_of_a_list_is_sound(people: RowList) -> None:
    QAbstractItemModelTester(people.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    people.set_rows(RECENT)
    people.set_rows(())
    assert people.rows() == ()


def test_the_first_row_is_current_and_arrows_move(people: RowList, qtbot: QtBot) -> None:
    assert people.current_id() == FOUND[0].id
    with qtbot.waitSignal(people.current_changed) as moved:
        QTest.keyClick(people, Qt.Key.Key_Down)
    assert moved.args == [FOUND[1].id]


def test_enter_chooses_the_current_row(people: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people.chosen) as chosen:
        QTest.keyClick(people, Qt.Key.Key_Return)
    assert chosen.args == [FOUND[0].id]


def test_enter_with_ctrl_belongs_to_a_button_and_chooses_no_row(people: RowList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(people.chosen):
        QTest.keyClick(people, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_current_row_stays_where_it_is_still_among_the_new_ones(people: RowList) -> None:
    people.select(FOUND[2].id)
    people.set_rows((FOUND[2], FOUND[0]))
    assert people.current_id() == FOUND[2].id


def test_a_vanished_current_row_is_told(people: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people.current_changed) as gone:
        people.set_rows(RECENT)
    assert gone.args == [""]


def test_stepping_stops_at_both_ends(people: RowList) -> None:
    people.step(-5)
    assert people.current_id() == FOUND[0].id
    people.step(50)
    assert people.current_id() == FOUND[-1].id


def test_a_row_is_spoken_with_its_badges() -> None:
    row = RECENT[1]
    assert row.spoken() == "Pedro Pablo Quispe Mamani · Remisión pendiente · 10:31"
    assert ListRow("1", "Ana").spoken() == "Ana"


@pytest.mark.parametrize(
    ("name", "expected"), [("Yohana Carolina Chirinos", "YC"), ("Ana", "A"), ("", ""), ("123 Ñusta", "Ñ")]
)
def test_initials_are_two_letters_at_most(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_table_moves_by_row_and_enter_chooses(qapp: QApplication, qtbot: QtBot) -> None:
    table = DataTable("Lista", SampleRoster())
    qtbot.addWidget(table)
    QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.select_row(0)
    with qtbot.waitSignal(table.current_changed) as moved:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert moved.args == [1]
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [1]


@pytest.fixture
def search(qtbot: QtBot) -> SearchField:
    field = SearchField("Buscar", keys="F2")
    qtbot.addWidget(field)
    return field


def test_a_search_comes_once_after_a_pause(search: SearchField, qtbot: QtBot) -> None:
    searched: list[str] = []
    search.searched.connect(searched.append)
    with qtbot.waitSignal(search.searched):
        QTest.keyClicks(search, " yohana ")
    assert searched == ["yohana"]


def test_enter_searches_at_once_and_submits(search: SearchField, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    search.searched.connect(lambda text: told.append(("searched", text)))
    search.submitted.connect(lambda text: told.append(("submitted", text)))
    QTest.keyClicks(search, "K3F9")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert told == [("searched", "K3F9"), ("submitted", "K3F9")]


def test_arrows_move_in_the_list_below(search: SearchField, qtbot: QtBot) -> None:
    steps: list[int] = []
    search.moved.connect(steps.append)
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Up)
    assert steps == [1, -1]


def test_escape_empties_first_and_then_leaves(search: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(search, "ana")
    with qtbot.waitSignal(search.searched) as searched:
        QTest.keyClick(search, Qt.Key.Key_Escape)
    assert searched.args == [""]
    with qtbot.waitSignal(search.left):
        QTest.keyClick(search, Qt.Key.Key_Escape)


def test_a_text_set_by_the_program_is_not_searched_for(search: SearchField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(search.searched, wait=200):
        search.set_text_quietly("ana")


def test_what_a_scanner_typed_and_was_taken_out_is_no_new_search(search: SearchField, qtbot: QtBot) -> None:
    searched: list[str] = []
    search.searched.connect(searched.append)
    with qtbot.waitSignal(search.searched):
        QTest.keyClicks(search, "yohana")
    QTest.keyClicks(search, "C4RD")
    search.setText("yohana")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert searched == ["yohana"]
