"""The import of an attendance list in the window, worked by its buttons and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.i18n import set_language
from integrhabitat_desktop.ui import import_screen_view
from integrhabitat_desktop.ui.notices import Notice
from integrhabitat_desktop.ui.screens.attendance_import.attendance_import_view import AttendanceImportView
from integrhabitat_desktop.ui.screens.attendance_import.attendance_report_view import AttendanceReportPanel
from integrhabitat_desktop.ui.screens.attendance_import.plan_panel_view import PlanPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Attendance, Enrolment, Person

ACTIVITY, SESSION = "K3F9Q7M-200", "K3F9Q7M-301"
LIST = """Nombre;1/2/2027;8/2/2027
Luz Prueba;X;F
Pedro Pruebas;Z;X
Wilmer Nuevo;;X
"""


@pytest.fixture
def staff() -> SignedInStaff:
    return SignedInStaff("K3F9Q7M-1", "Ana Lucía", "COORDINATOR")


@pytest.fixture
def view(services: ScreenServices, store: Store, qtbot: QtBot) -> AttendanceImportView:
    set_language("en")
    with store.transaction("K3F9Q7M-1") as tx:
        tx.create(Activity(id=ACTIVITY, title="Taller", kind="WORKSHOP", state="OPEN"))
        tx.create(ActivitySession(id=SESSION, activity=ACTIVITY, day="2027-02-01", state="HELD"))
        for number, name in enumerate(("Luz Prueba", "Pedro Prueba")):
            person = f"K3F9Q7M-{100 + number}"
            tx.create(Person(id=person, name=name))
            tx.create(
                Enrolment(
                    id=natural_id(ACTIVITY, person), activity=ACTIVITY, person=person, status="ENROLLED"
                )
            )
        record = natural_id(SESSION, "K3F9Q7M-100")
        tx.create(Attendance(id=record, session=SESSION, person="K3F9Q7M-100", status="LATE"))
    made = AttendanceImportView(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.opened_with(ACTIVITY)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def plan_of(view: AttendanceImportView, qtbot: QtBot, file: Path) -> PlanPanel:
    with qtbot.waitSignal(view.model.proposed):
        view.read(file)
    return view.findChildren(PlanPanel)[-1]


def report_of(view: AttendanceImportView, qtbot: QtBot, panel: PlanPanel) -> AttendanceReportPanel:
    with qtbot.waitSignal(view.model.checked):
        panel.check_button.click()
    return view.findChildren(AttendanceReportPanel)[-1]


def statuses(store: Store) -> list[tuple[str, str]]:
    rows = store.fetch(
        "SELECT person.name, attendance.status FROM attendance JOIN person ON person.id = attendance.person"
        " JOIN activity_session AS held ON held.id = attendance.session"
        " WHERE attendance.status <> 'NOT_RECORDED' ORDER BY person.name, held.day"
    )
    return [(row[0], row[1]) for row in rows]


def test_a_list_is_checked_decided_imported_and_taken_back(
    view: AttendanceImportView, services: ScreenServices, store: Store, qtbot: QtBot, file: Path
) -> None:
    panel = plan_of(view, qtbot, file)
    assert [it.value() for it in panel.days.values()] == [SESSION, "new"]
    panel.signs["z"].set_value("EXCUSED")
    report = report_of(view, qtbot, panel)
    assert report.facts.text() == "1 new mark · 1 differs · 2 rows with a problem"
    with qtbot.waitSignal(view.model.decided):
        report._decide_on(3, "K3F9Q7M-101")
    with qtbot.waitSignal(view.model.decided):
        report.register_all.click()
    report.differing.setFocus()
    report.differing.step(1)
    qtbot.keyClick(report.differing, Qt.Key.Key_Return)
    assert report.write_button.label() == "Import 5 marks"
    with qtbot.waitSignals([view.model.written, services.navigator.screen_wanted]):
        report.write_button.click()
    assert statuses(store) == [
        ("Luz Prueba", "PRESENT"),
        ("Luz Prueba", "ABSENT"),
        ("Pedro Prueba", "EXCUSED"),
        ("Pedro Prueba", "PRESENT"),
        ("Wilmer Nuevo", "PRESENT"),
    ]
    notice = services.notices.current()
    assert isinstance(notice, Notice) and notice.text == "5 marks imported."
    services.notices.undo()
    qtbot.waitUntil(lambda: statuses(store) == [("Luz Prueba", "LATE")])


def test_problems_are_saved_as_they_stand_after_a_decision(
    view: AttendanceImportView, qtbot: QtBot, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(import_screen_view, "choose_new_file", lambda *_arguments: target)
    panel = plan_of(view, qtbot, file)
    panel.signs["z"].set_value("EXCUSED")
    report = report_of(view, qtbot, panel)
    with qtbot.waitSignal(view.model.decided):
        report._decide_on(3, "K3F9Q7M-101")
    report.export_button.click()
    qtbot.waitUntil(target.exists)
    saved = target.read_text(encoding="utf-8-sig")
    assert "Wilmer Nuevo" in saved
    assert "Pedro" not in saved


def test_a_file_without_days_is_refused_with_a_sentence(
    view: AttendanceImportView, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("Nombre;Sexo\nLuz;F\n", encoding="utf-8")
    view.read(path)
    qtbot.waitUntil(view.problem.isVisible)
    assert "17/11/2026" in view.problem.label.text()


def test_nothing_is_chosen_for_a_person_that_nobody_named(
    view: AttendanceImportView, store: Store, qtbot: QtBot, file: Path
) -> None:
    report = report_of(view, qtbot, plan_of(view, qtbot, file))
    assert [row.title for row in report.unsure.rows()] == ["Pedro Pruebas"]
    assert not report.register_all.isChecked()
    with qtbot.waitSignal(view.model.written):
        report.write_button.click()
    assert statuses(store) == [("Luz Prueba", "LATE"), ("Luz Prueba", "ABSENT")]
