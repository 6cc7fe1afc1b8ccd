"""Import an attendance list: choose a file, look at what it means, check, import. Nothing is half-imported."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.attendance_import.attendance_import_view_model import (
    AttendanceImportViewModel,
)
from integrhabitat_desktop.ui.screens.attendance_import.attendance_report_view import AttendanceReportPanel
from integrhabitat_desktop.ui.screens.attendance_import.plan_panel_view import PlanPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    EmptyState,
    ProgressPanel,
    Screen,
    choose_file,
    choose_new_file,
    clear_layout,
    column,
    link_button,
    primary_button,
    scrolling,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.import_attendance import AttendancePlan, AttendanceReport, Decisions
from integrhabitat_protocol.errors import ExpectedError


class AttendanceImportView(Screen):
    """One step after the other on one screen, for the activity it is opened with; going back is always possible."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Import attendance"), _("People in rows, days in columns: XLSX or CSV."))
        self.setObjectName("attendance_import")
        self._services = services
        self._plan: AttendancePlan | None = None
        self._report: AttendanceReport | None = None
        self._panel: AttendanceReportPanel | None = None
        self.model = AttendanceImportViewModel(services)
        self.back_button = link_button(_("Attendance"), self._leave, icon="arrow-left")
        self.choose_button = primary_button(
            _("Choose a file"), self._choose, icon="file-import", keys="Ctrl+O"
        )
        self.title_row.set_actions(self.back_button, self.choose_button)
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.progress = ProgressPanel(_("Working"), self.model.cancel)
        self.progress.hide()
        self.holder = QWidget()
        self._layout = QVBoxLayout(self.holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self.area = scrolling(column(self.problem, self.progress, self.holder, STRETCH, spacing=12))
        self.body.addWidget(self.area, 1)
        self.model.proposed.connect(self._show_plan)
        self.model.checked.connect(self._show_report)
        self.model.decided.connect(self._show_decided)
        self.model.written.connect(self._done)
        self.model.progressed.connect(self._show_progress)
        name_parts(self)
        self._show_start()

    def opened_with(self, argument: str) -> None:
        if argument != self.model.activity_id:
            self.model.activity_id = argument
            self._plan = self._report = None
            self._show_start()

    def activated(self) -> None:
        self.choose_button.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (KeyEntry("Ctrl+O", _("Choose a file")), KeyEntry("Ctrl+Enter", _("Go on")))

    def place(self) -> str:
        return self.model.activity_id

    def restore_place(self, place: str) -> None:
        self.opened_with(place)

    # Steps

    def _show_start(self) -> None:
        self.problem.hide()
        self._fill(
            EmptyState(
                "file-import",
                _("Choose the attendance list"),
                _(
                    "Crosses, ticks, letters or words will do. You will see who is meant, which marks stand already, "
                    "and what has a problem, before anything is written."
                ),
            )
        )

    def _choose(self) -> None:
        path = choose_file(self, _("Choose the attendance list"), "*.xlsx *.csv *.txt")
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file and show what it is taken for."""
        self.problem.hide()
        self._begin(_("Reading the file"))
        self.model.propose(path, self._failed)

    @Slot(object)
    def _show_plan(self, plan: AttendancePlan) -> None:
        self._plan, self._report = plan, None
        self.progress.hide()
        self.set_title(_("Import attendance"), plan.title)
        panel = PlanPanel(plan, self._check)
        self._fill(panel)
        panel.check_button.setFocus()

    def _check(self, plan: AttendancePlan) -> None:
        self._plan = plan
        self.problem.hide()
        self._begin(_("Checking the rows"))
        self.model.check(plan, self._failed)

    @Slot(object)
    def _show_report(self, report: AttendanceReport) -> None:
        self.progress.hide()
        self._report = report
        panel = AttendanceReportPanel(
            report, decide=self._decide, write=self._write, back=self._back, export=self._export
        )
        self._fill(panel)
        self._panel = panel
        (panel.write_button if panel.write_button.isEnabled() else panel.back_button).setFocus()

    def _decide(self, report: AttendanceReport, decisions: Decisions) -> None:
        self.model.decide(report, decisions)

    @Slot(object)
    def _show_decided(self, report: AttendanceReport) -> None:
        if self._panel is not None and self._report is not None:
            self._report = report
            self._panel.show_report(report)

    def _back(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _write(self, report: AttendanceReport, replaced: frozenset[tuple[int, int]]) -> None:
        self._begin(_("Importing"))
        self.model.write(report, replaced, self._failed)

    @Slot()
    def _done(self) -> None:
        self.progress.hide()
        self._plan = self._report = None
        self._show_start()
        self._leave()

    def _export(self) -> None:
        report = self._report
        if report is None:
            return
        name = f"{report.plan.path.stem}-problems.xlsx"
        target = choose_new_file(self, _("Save the problems"), name, "*.xlsx *.csv")
        if target is not None:
            self.model.save_problems(
                report,
                target,
                lambda: self._services.notices.show(_("Saved as {name}.").format(name=target.name)),
            )

    def _leave(self) -> None:
        self._services.navigator.open_screen("attendance_matrix", self.model.activity_id)

    # Progress

    def _begin(self, words: str) -> None:
        self.progress.title.set_text(words)
        self.progress.show()
        self.holder.setEnabled(False)

    @Slot(object)
    def _show_progress(self, report: ProgressReport) -> None:
        words = _("{done} of {total} rows").format(
            done=format_number(report.done), total=format_number(report.total)
        )
        self.progress.set_progress(report.done, report.total, words, report.seconds_left)

    def _failed(self, error: ExpectedError) -> None:
        self.progress.hide()
        self.holder.setEnabled(True)
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def _fill(self, *parts: QWidget) -> None:
        self._panel = None
        self.area.verticalScrollBar().setValue(0)
        clear_layout(self._layout)
        self.holder.setEnabled(True)
        for part in parts:
            self._layout.addWidget(part)
