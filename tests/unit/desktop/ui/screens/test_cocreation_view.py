"""The co-creation screen by keyboard alone: write as people talk, move, vote, undo; nothing typed gets lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.domain.cocreation_rules import Contribution
from integrhabitat_desktop.domain.problem_tree import listed, problem_tree
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.launch.demo_cocreation import fill_cocreation
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.screens.cocreation.board_view import MATRIX
from integrhabitat_desktop.ui.screens.cocreation.cocreation_view import CocreationView
from integrhabitat_desktop.ui.screens.cocreation.contribution_form_view import ContributionForm
from integrhabitat_desktop.ui.screens.cocreation.proposals_panel_view import ProposalsPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import enrol_people
from integrhabitat_desktop.use_cases.keep_cocreation import Board, open_board
from integrhabitat_desktop.use_cases.plan_activity import NewActivity, SessionTimes, create_activity
from integrhabitat_desktop.use_cases.register_person import Registration, register_person

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "FACILITATOR")


def in_store(services: ScreenServices, qtbot: QtBot, work: Callable[[Desk], object]) -> object:
    """What `work` gives on the thread of the store."""
    found: list[object] = []
    services.runner.run(work, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.fixture
def activity(services: ScreenServices, qtbot: QtBot) -> str:
    def make(desk: Desk) -> str:
        first = (desk.today() - timedelta(weeks=3)).isoformat()
        made = create_activity(desk, NewActivity("Mesa", "COCREATION_SESSION"), SessionTimes(first))
        person = register_person(desk, Registration(name="Yuleisi Gomez Perez"), check_in=False).person_id
        enrol_people(desk, made, [person])
        return made

    return str(in_store(services, qtbot, make))


@pytest.fixture
def screen(services: ScreenServices, activity: str, qtbot: QtBot) -> Iterator[CocreationView]:
    view = shown(services, activity, qtbot)
    yield view
    services.runner.drop()


def shown(services: ScreenServices, activity: str, qtbot: QtBot) -> CocreationView:
    view = CocreationView(services)
    view.resize(1150, 640)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    view.opened_with(activity)
    qtbot.waitUntil(lambda: view.writing.isVisible())
    return view


@pytest.fixture
def filled(services: ScreenServices, activity: str, qtbot: QtBot) -> Iterator[CocreationView]:
    in_store(services, qtbot, lambda desk: fill_cocreation(desk, activity))
    view = shown(services, activity, qtbot)
    qtbot.waitUntil(lambda: bool(view.board.tree()))
    yield view
    services.runner.drop()


def items(services: ScreenServices, qtbot: QtBot, activity: str) -> tuple[Contribution, ...]:
    found = in_store(services, qtbot, lambda desk: open_board(desk, activity).items)
    assert isinstance(found, tuple)
    return found


def outline(services: ScreenServices, qtbot: QtBot, activity: str) -> list[tuple[str, str, int]]:
    tree = problem_tree(items(services, qtbot, activity))
    return [(it.element, it.words, depth) for it, depth in listed(tree)]


def write(view: CocreationView, words: str, key: Qt.Key = ENTER) -> None:
    view.writing.line.setFocus()
    QTest.keyClicks(view.writing.line, words)
    QTest.keyClick(view.writing.line, key)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)


def find(view: CocreationView, words: str) -> Contribution:
    return next(it for it, _depth in listed(view.board.tree()) if it.words.startswith(words))


def test_a_tree_is_written_without_waiting_and_without_the_mouse(
    screen: CocreationView, services: ScreenServices, activity: str, qtbot: QtBot
) -> None:
    assert screen.writing.line.hasFocus()
    write(screen, "arriendos caros")
    write(screen, "sin contrato", TAB)
    write(screen, "consultorio", TAB)
    write(screen, "sin papeles", TAB)
    write(screen, "modelo de contrato", TAB)
    write(screen, "ingresos diarios")
    qtbot.waitUntil(lambda: len(listed(screen.board.tree())) == 6)
    assert outline(services, qtbot, activity) == [
        ("DEMAND", "arriendos caros", 0),
        ("CAUSE", "sin contrato", 1),
        ("ASSET", "consultorio", 2),
        ("DIFFERENTIAL", "sin papeles", 2),
        ("SOLUTION", "modelo de contrato", 2),
        ("CAUSE", "ingresos diarios", 1),
    ]


def test_an_empty_line_is_left_by_tab_like_any_field(screen: CocreationView) -> None:
    screen.writing.line.setFocus()
    press(screen.writing.line, TAB)
    assert not screen.writing.line.hasFocus()


def test_a_text_that_points_at_somebody_stays_until_it_is_reworded_or_kept_on_purpose(
    screen: CocreationView, services: ScreenServices, activity: str, qtbot: QtBot
) -> None:
    write(screen, "echaron a yuleisi gomez")
    assert screen.writing.warning.isVisible()
    assert screen.writing.words() == "echaron a yuleisi gomez"
    assert items(services, qtbot, activity) == ()
    QTest.keyClick(screen.writing.line, ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(screen.board.tree()) == 1)
    assert not screen.writing.warning.isVisible()


def test_letters_typed_in_the_tree_begin_a_new_contribution_beside_the_chosen_one(
    filled: CocreationView, qtbot: QtBot
) -> None:
    filled.board.select(find(filled, "Fondo de").id)
    QTest.keyClicks(filled.board.outline, "b")
    write(filled, "anco de horas")
    qtbot.waitUntil(lambda: any(it.words == "banco de horas" for it, _depth in listed(filled.board.tree())))
    made = find(filled, "banco de horas")
    assert (made.element, made.parent) == ("SOLUTION", find(filled, "Piden codeudor").id)


def test_votes_are_counted_by_key_and_the_whole_counting_is_undone(
    filled: CocreationView, services: ScreenServices, notices: Notices, activity: str, qtbot: QtBot
) -> None:
    solution = find(filled, "Fondo de")
    filled.board.select(solution.id)
    for _vote in range(4):
        QTest.keyClicks(filled.board.outline, "+")

    def votes() -> int | None:
        return find(filled, "Fondo de").votes

    qtbot.waitUntil(lambda: votes() == (solution.votes or 0) + 4)
    notices.undo()
    qtbot.waitUntil(lambda: votes() == solution.votes)
    QTest.keyClicks(filled.board.outline, "12")
    qtbot.waitUntil(lambda: votes() == 12)


def step_down(view: CocreationView, qtbot: QtBot) -> None:
    parent = find(view, "Mesa de mediac").parent
    press(view.board.outline, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: find(view, "Mesa de mediac").parent != parent)


def test_a_contribution_is_moved_by_keys_and_moved_back_by_undo(
    filled: CocreationView, notices: Notices, qtbot: QtBot
) -> None:
    solution, cause = find(filled, "Mesa de mediac"), find(filled, "Piden codeudor")
    filled.board.select(solution.id)
    before = solution.parent
    for _step in range(2):  # beyond the last place of its cause, past the deeper cause, to the next one
        step_down(filled, qtbot)
    assert find(filled, "Mesa de mediac").parent == cause.id
    assert filled.board.current_id() == solution.id
    notices.undo()
    qtbot.waitUntil(lambda: find(filled, "Mesa de mediac").parent not in (cause.id, before))


def test_deleting_takes_what_belongs_to_it_and_undo_brings_all_back(
    filled: CocreationView, notices: Notices, qtbot: QtBot
) -> None:
    count = len(listed(filled.board.tree()))
    filled.board.select(find(filled, "Piden codeudor").id)
    press(filled.board.outline, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(listed(filled.board.tree())) == count - 5)
    notices.undo()
    qtbot.waitUntil(lambda: len(listed(filled.board.tree())) == count)


def test_rewording_keeps_what_was_being_written(filled: CocreationView, qtbot: QtBot) -> None:
    filled.writing.begin("a medio escribir")
    filled.board.select(find(filled, "Fondo de").id)
    press(filled.board.outline, ENTER)
    assert filled.writing.words().startswith("Fondo de")
    filled.writing.line.clear()
    write(filled, "Fondo comunitario")
    qtbot.waitUntil(lambda: any(it.words == "Fondo comunitario" for it, _d in listed(filled.board.tree())))
    assert filled.writing.words() == "a medio escribir"


def test_a_cell_of_the_matrix_is_written_in_where_it_stands(filled: CocreationView, qtbot: QtBot) -> None:
    filled.board.set_view(MATRIX)
    matrix = filled.board.matrix
    empty = next(
        matrix.matrix.index(row, 1)
        for row in range(matrix.matrix.rowCount())
        if matrix.matrix.item_at(matrix.matrix.index(row, 1)) is None
    )
    cause = matrix.matrix.cause_at(empty)
    matrix.setCurrentIndex(empty)
    QTest.keyClicks(matrix, "t")
    write(filled, "ienda del barrio")
    qtbot.waitUntil(lambda: any(it.words == "tienda del barrio" for it, _d in listed(filled.board.tree())))
    made = find(filled, "tienda del barrio")
    assert cause is not None and (made.element, made.parent) == ("ASSET", cause.id)


def test_what_is_typed_survives_a_lock(
    filled: CocreationView, services: ScreenServices, activity: str, qtbot: QtBot
) -> None:
    filled.writing.begin("sin terminar")
    filled.right.open_details(find(filled, "Compra conjunta").id)
    form = filled.right.opened(ContributionForm)
    assert form is not None
    form.form.fields["responsible"].set_value("Junta")
    drafts = filled.draft_texts()
    again = CocreationView(services)
    qtbot.addWidget(again)
    again.show()
    again.restore_draft(drafts)
    qtbot.waitUntil(lambda: again.right.opened(ContributionForm) is not None)
    restored = again.right.opened(ContributionForm)
    assert restored is not None
    assert restored.form.fields["responsible"].value() == "Junta"
    assert again.writing.words() == "sin terminar"


def test_a_dropped_solution_needs_a_reason_and_then_shows_above_with_its_history(
    filled: CocreationView, qtbot: QtBot
) -> None:
    item = find(filled, "Compra conjunta")
    filled.right.open_details(item.id)
    form = filled.right.opened(ContributionForm)
    assert form is not None
    fields = form.form.fields
    fields["status"].set_value("DROPPED")
    fields["status"].changed.emit()
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(fields["status_reason"].error()))
    fields["status_reason"].set_value("No hay bodega")
    form.save_button.click()
    qtbot.waitUntil(lambda: find(filled, "Compra conjunta").status == "DROPPED")
    assert filled.news.isVisible()
    filled.right.open_proposals()
    panel = filled.right.opened(ProposalsPanel)
    assert panel is not None
    assert len(panel.list.rows()) == 6
    assert "2" in panel.summary.text()


def test_what_a_status_still_needs_is_said_at_its_field(filled: CocreationView, qtbot: QtBot) -> None:
    item = find(filled, "Compra conjunta")
    filled.right.open_details(item.id)
    form = filled.right.opened(ContributionForm)
    assert form is not None
    fields = form.form.fields
    fields["status_on"].set_value("2199-01-01")
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(fields["status_on"].error()))
    fields["status_on"].set_value(item.status_on)
    fields["responsible"].set_value(None)
    fields["status"].set_value("RESOURCED")
    fields["status"].changed.emit()
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(fields["responsible"].error()))
    assert not fields["status_on"].error()
    assert not form.problem.isVisible()


def test_whoever_only_reads_has_nothing_to_write_with(
    services: ScreenServices, activity: str, filled: CocreationView, qtbot: QtBot
) -> None:
    board = in_store(services, qtbot, lambda desk: open_board(desk, activity))
    assert isinstance(board, Board)
    filled.model.loaded.emit(replace(board, may_write=False))
    assert not filled.writing.isVisible()
    QTest.keyClicks(filled.board.outline, "+")
    assert find(filled, "Fondo de").votes == 28


def test_a_text_that_could_not_be_saved_waits_beside_the_next_one(screen: CocreationView) -> None:
    screen.writing.begin("el siguiente")
    screen.writing.come_back("el anterior", "No se guardo.")
    assert screen.writing.words() == "el siguiente"
    assert screen.writing.held.isVisible()
    assert screen.writing.held.button is not None
    screen.writing.held.button.click()
    assert screen.writing.words() == "el anterior"
    assert "el siguiente" in screen.writing.held.label.text()


def test_another_group_is_not_opened_over_what_is_being_written(
    filled: CocreationView, services: ScreenServices, activity: str, notices: Notices, qtbot: QtBot
) -> None:
    filled.writing.begin("a medio escribir")
    filled.opened_with("K3F9Q7M-77")
    assert filled.model.activity_id == activity
    assert notices.current() is not None
    assert filled.writing.words() == "a medio escribir"


def test_the_tree_and_the_matrix_keep_the_laws_of_their_models(
    filled: CocreationView, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(filled.board.outline.tree_model)
    qtmodeltester.check(filled.board.matrix.matrix)


def test_no_title_of_the_matrix_is_cut_and_each_is_told_whole(filled: CocreationView) -> None:
    filled.resize(820, 640)
    filled.board.view_field.set_value(MATRIX)
    filled.board.view_field.changed.emit()
    table, model = filled.board.matrix, filled.board.matrix.matrix
    metrics = table.horizontalHeader().fontMetrics()
    for column in range(model.columnCount()):
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        widest = max(metrics.horizontalAdvance(word) for word in title.split())
        assert widest < table.columnWidth(column)
        assert title in str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def test_a_theme_that_does_not_fit_its_box_ends_in_an_ellipsis(filled: CocreationView) -> None:
    combo = filled.board.theme_field.combo
    combo.setFixedWidth(theme().px(140))
    assert combo.shown_text() != combo.currentText()
    assert combo.shown_text().endswith("…")
    combo.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), combo.mapToGlobal(QPoint(5, 5))))
    assert combo.currentText() in combo.toolTip()
    combo.setFixedWidth(theme().px(900))
    assert combo.shown_text() == combo.currentText()
