"""The import in the window, worked by its buttons and keys."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.ui import import_screen_view
from integrhabitat_desktop.ui.screens.people_import.columns_panel_view import ColumnsPanel
from integrhabitat_desktop.ui.screens.people_import.people_import_view import PeopleImportView
from integrhabitat_desktop.ui.screens.people_import.report_panel_view import ReportPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Banner
from integrhabitat_desktop.use_cases.import_people import Column

REGISTER = """Nombre;Nacimiento;Barrio
Ana Ruiz Paz;17/11/1989;Siloé
Ana Ruiz Paz;17/11/1989;Siloé
Luz Gil;31/02/1990;Siloé
;1/1/1990;Siloé
"""


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="cp1252")
    return path


@pytest.fixture
def view(qtbot: QtBot, services: ScreenServices) -> PeopleImportView:
    set_language("en")
    shown = PeopleImportView(services)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    return shown


def columns_of(qtbot: QtBot, view: PeopleImportView, file: Path) -> ColumnsPanel:
    with qtbot.waitSignal(view.model.proposed):
        view.read(file)
    panel = view.findChild(ColumnsPanel)
    assert isinstance(panel, ColumnsPanel)
    return panel


def report_of(qtbot: QtBot, view: PeopleImportView, file: Path) -> ReportPanel:
    panel = columns_of(qtbot, view, file)
    with qtbot.waitSignal(view.model.checked):
        panel.check_button.click()
    report = view.findChild(ReportPanel)
    assert isinstance(report, ReportPanel)
    return report


def names(store: Store) -> list[str]:
    return [row[0] for row in store.fetch("SELECT name FROM person ORDER BY name")]


def test_a_register_is_imported_and_the_list_of_people_opens(
    qtbot: QtBot, view: PeopleImportView, services: ScreenServices, register: Path, store: Store
) -> None:
    report = report_of(qtbot, view, register)
    assert report.write_button.label() == "Import 1 person"
    assert [it.trailing for it in report.problems.rows()] == ["row 4", "row 5"]
    with qtbot.waitSignal(services.navigator.screen_wanted) as opened:
        report.write_button.click()
    assert opened.args[0] == "people"
    assert names(store) == ["Ana Ruiz Paz"]


def test_a_duplicate_is_taken_along_by_enter_and_incomplete_rows_by_their_box(
    qtbot: QtBot, view: PeopleImportView, register: Path, store: Store
) -> None:
    report = report_of(qtbot, view, register)
    report.duplicates.setFocus()
    report.duplicates.step(1)
    qtbot.keyClick(report.duplicates, Qt.Key.Key_Return)
    assert report.duplicates.rows()[0].trailing == "will be imported · row 3"
    report.with_incomplete.click()
    assert report.write_button.label() == "Import 3 people"
    with qtbot.waitSignal(view.model.written):
        report.write_button.click()
    assert names(store) == ["Ana Ruiz Paz", "Ana Ruiz Paz", "Luz Gil"]


def test_a_meaning_that_is_changed_counts(
    qtbot: QtBot, view: PeopleImportView, register: Path, store: Store
) -> None:
    panel = columns_of(qtbot, view, register)
    panel.fields[1].set_value(Column.IGNORE.value)
    with qtbot.waitSignal(view.model.checked):
        panel.check_button.click()
    report = view.findChild(ReportPanel)
    assert isinstance(report, ReportPanel)
    # Without birth dates two equal names are no reason to leave anybody out.
    assert report.write_button.label() == "Import 3 people"


def test_the_row_of_the_titles_can_be_changed(
    qtbot: QtBot, view: PeopleImportView, tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Sexo;Barrio\nNombre;Sector\nAna Ruiz Paz;Siloé\n", encoding="utf-8")
    panel = columns_of(qtbot, view, path)
    assert panel.titles_field.value() == "0"
    with qtbot.waitSignal(view.model.proposed):
        panel.titles_field.combo.setCurrentIndex(2)
    moved = view.findChildren(ColumnsPanel)[-1]
    assert view.focusWidget() is moved.titles_field.combo
    assert (moved.titles_field.value(), moved.fields[0].value()) == ("1", Column.NAME.value)
    with qtbot.waitSignal(view.model.checked):
        moved.check_button.click()
    report = view.findChild(ReportPanel)
    assert isinstance(report, ReportPanel)
    assert report.write_button.label() == "Import 1 person"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].title = "Portada"
    book.worksheets[0].append(["Registro de beneficiarios"])
    for name, people in (("Adultos", ["Ana Ruiz Paz", "Luz Gil", "Hombres"]), ("Niños", ["Eva Ruiz Paz"])):
        sheet = book.create_sheet(name)
        for cells in (["Nombre"], *[[person] for person in people]):
            sheet.append(cells)
    path = tmp_path / "register.xlsx"
    book.save(path)
    return path


def test_another_sheet_of_the_workbook_is_read_where_it_is_chosen(
    qtbot: QtBot, view: PeopleImportView, workbook: Path
) -> None:
    panel = columns_of(qtbot, view, workbook)
    (told,) = panel.findChildren(Banner)
    assert told.label.text() == (
        "Only the sheet “Adultos” is read. 2 other sheets hold rows too: Portada (1 row), Niños (2 rows)"
    )
    assert panel.sheet_field is not None and panel.sheet_field.value() == "Adultos"
    with qtbot.waitSignal(view.model.proposed):
        panel.sheet_field.combo.setCurrentIndex(2)
    other = view.findChildren(ColumnsPanel)[-1]
    assert other.sheet_field is not None and other.sheet_field.value() == "Niños"
    assert view.focusWidget() is other.sheet_field.combo
    with qtbot.waitSignal(view.model.checked):
        other.check_button.click()
    report = view.findChild(ReportPanel)
    assert isinstance(report, ReportPanel)
    assert report.write_button.label() == "Import 1 person"


def test_a_sheet_without_people_is_told_and_the_one_before_stays(
    qtbot: QtBot, view: PeopleImportView, workbook: Path
) -> None:
    panel = columns_of(qtbot, view, workbook)
    assert panel.sheet_field is not None
    panel.sheet_field.combo.setCurrentIndex(0)
    qtbot.waitUntil(view.problem.isVisible)
    assert view.problem.label.text() == "There are no rows under the titles of this file."
    back = view.findChildren(ColumnsPanel)[-1]
    assert back.sheet_field is not None and back.sheet_field.value() == "Adultos"


def test_rows_that_are_passed_over_are_listed(qtbot: QtBot, view: PeopleImportView, workbook: Path) -> None:
    report = report_of(qtbot, view, workbook)
    (row,) = report.skipped.rows()
    assert (row.title, row.subtitle, row.trailing) == ("Hombres", "Passed over: totals", "row 4")


def test_consent_is_kept_for_everybody(
    qtbot: QtBot, view: PeopleImportView, register: Path, store: Store
) -> None:
    report = report_of(qtbot, view, register)
    report.consent.basis.set_value("CONSENT")
    report.consent.notice.set_value("2025-2")
    with qtbot.waitSignal(view.model.written):
        report.write_button.click()
    assert store.fetch("SELECT basis, notice_version FROM consent") == [("CONSENT", "2025-2")]


def test_problems_are_saved_where_it_is_said(
    qtbot: QtBot,
    view: PeopleImportView,
    services: ScreenServices,
    register: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(import_screen_view, "choose_new_file", lambda *_arguments: target)
    report = report_of(qtbot, view, register)
    button = report.findChild(QPushButton, "save_problems")
    assert isinstance(button, QPushButton)
    button.click()
    words = "The birth date cannot be read: 31/02/1990"
    qtbot.waitUntil(lambda: target.exists() and words in target.read_text(encoding="utf-8-sig"))


def test_a_file_that_cannot_be_used_is_told_in_place(
    qtbot: QtBot, view: PeopleImportView, tmp_path: Path
) -> None:
    view.read(tmp_path / "nowhere.csv")
    qtbot.waitUntil(view.problem.isVisible)
    assert view.problem.label.text() == "This file is not there. Choose it again."
