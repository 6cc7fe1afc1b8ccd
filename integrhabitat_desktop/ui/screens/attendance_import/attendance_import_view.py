"""Import an attendance list: choose a file, look at what it means, check, import. Nothing is half-imported."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.import_screen_view import ImportScreen, ImportWords
from integrhabitat_desktop.ui.screens.attendance_import.attendance_import_view_model import (
    AttendanceImportViewModel,
)
from integrhabitat_desktop.ui.screens.attendance_import.attendance_report_view import AttendanceReportPanel
from integrhabitat_desktop.ui.screens.attendance_import.plan_panel_view import PlanPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.import_attendance import AttendancePlan, AttendanceReport


class AttendanceImportView(ImportScreen):
    """For the activity it is opened with."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services
        self._plan: AttendancePlan | None = None
        self._report: AttendanceReport | None = None
        self._panel: AttendanceReportPanel | None = None
        self.model = AttendanceImportViewModel(services)
        words = ImportWords(
            _("Import attendance"),
            _("People in rows, days in columns: XLSX or CSV."),
            _("Choose the attendance list"),
            _(
                "Crosses, ticks, letters or words will do. You will see who is meant, which marks stand already, "
                "and what has a problem, before anything is written."
            ),
            _("Attendance"),
        )
        super().__init__(words, self.model.cancel)
        self.setObjectName("attendance_import")
        self.model.proposed.connect(self._show_plan)
        self.model.checked.connect(self._show_report)
        self.model.decided.connect(self._show_decided)
        self.model.written.connect(self._done)
        self.model.progressed.connect(self.show_progress)

    def opened_with(self, argument: str) -> None:
        if argument != self.model.activity_id:
            self.model.activity_id = argument
            self._plan = self._panel = None
            self.show_start()

    def place(self) -> str:
        return self.model.activity_id

    def restore_place(self, place: str) -> None:
        self.opened_with(place)

    def leave(self) -> None:
        self._services.navigator.open_screen("attendance_matrix", self.model.activity_id)

    def read(self, path: Path) -> None:
        self.begin(_("Reading the file"))
        self.model.propose(path, self.failed)

    @Slot(object)
    def _show_plan(self, plan: AttendancePlan) -> None:
        self._plan, self._panel = plan, None
        self.set_title(_("Import attendance"), plan.title)
        panel = PlanPanel(plan, self._check)
        self.show_step(panel)
        panel.check_button.setFocus()

    def _check(self, plan: AttendancePlan) -> None:
        self._plan = plan
        self.begin(_("Checking the rows"))
        self.model.check(plan, self.failed)

    @Slot(object)
    def _show_report(self, report: AttendanceReport) -> None:
        panel = AttendanceReportPanel(
            report, decide=self.model.decide, write=self._write, back=self._back, export=self._export
        )
        self.show_step(panel)
        self._report, self._panel = report, panel
        (panel.write_button if panel.write_button.isEnabled() else panel.back_button).setFocus()

    @Slot(object)
    def _show_decided(self, report: AttendanceReport) -> None:
        if self._panel is not None:
            self._report = report
            self._panel.show_report(report)

    def _back(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _write(self, report: AttendanceReport, replaced: frozenset[tuple[int, int]]) -> None:
        self.begin(_("Importing"))
        self.model.write(report, replaced, self.failed)

    @Slot()
    def _done(self) -> None:
        self._plan = self._panel = None
        self.show_start()
        self.leave()

    def _export(self) -> None:
        if self._report is not None:
            save = partial(self.model.save_problems, self._report)
            self.save_problems(self._report.plan.path, save, self._services.notices)
