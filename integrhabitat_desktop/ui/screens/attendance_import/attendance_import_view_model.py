"""What the screen for importing attendance does, without a widget: read, check, decide, write, take back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.attendance_import_words import imported_words, problem_words
from integrhabitat_desktop.ui.background_runner import Failed, LongJob
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.attendance_problems import FileForm, problems_as_file
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_attendance import (
    AttendancePlan,
    AttendanceReport,
    Decisions,
    check_attendance,
    decide,
    propose_attendance,
)
from integrhabitat_desktop.use_cases.write_attendance import ImportedAttendance, undo_import, write_attendance


class AttendanceImportViewModel(QObject):
    """Long steps run on the thread for such jobs and can be cancelled."""

    proposed = Signal(object)  # an AttendancePlan
    checked = Signal(object)  # an AttendanceReport
    decided = Signal(object)  # an AttendanceReport
    written = Signal()
    progressed = Signal(object)  # a ProgressReport

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self._job: LongJob | None = None
        self.activity_id = ""

    def propose(self, path: Path, failed: Failed) -> None:
        """Read a file for the activity."""
        activity_id = self.activity_id

        def done(plan: AttendancePlan) -> None:
            self.proposed.emit(plan)

        self._job = self._runner.run_long(
            lambda desk, _meter: propose_attendance(desk, activity_id, path), done, failed
        )

    def check(self, plan: AttendancePlan, failed: Failed) -> None:
        """Find everybody and compare every mark."""

        def done(report: AttendanceReport) -> None:
            self.checked.emit(report)

        self._job = self._runner.run_long(
            lambda desk, meter: check_attendance(desk, plan, meter), done, failed, progress=self._progress
        )

    def decide(self, report: AttendanceReport, decisions: Decisions) -> None:
        """Look at the report again with decisions about people."""
        self._runner.run(
            lambda desk: decide(desk, report, decisions), self.decided.emit, key="attendance-decisions"
        )

    def write(self, report: AttendanceReport, replaced: frozenset[tuple[int, int]], failed: Failed) -> None:
        """Write everything, or nothing."""

        def done(imported: ImportedAttendance) -> None:
            self._services.notices.show(imported_words(imported), undo=partial(self._take_back, imported))
            self.written.emit()

        self._job = self._runner.run_long(
            lambda desk, meter: write_attendance(desk, report, replaced, meter),
            done,
            failed,
            progress=self._progress,
        )

    def _take_back(self, imported: ImportedAttendance) -> None:
        self._runner.run(
            lambda desk: undo_import(desk, imported),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )

    def cancel(self) -> None:
        """End what is under way; nothing is half-imported."""
        if self._job is not None:
            self._job.cancel()

    def save_problems(self, report: AttendanceReport, path: Path, saved: Callable[[], None]) -> None:
        """Write the rows with problems to a file to correct."""
        content = problems_as_file(report, problem_words, (_("Row"), _("Reason")), FileForm.of_name(path))

        def work(_desk: Desk) -> None:
            write_asked_file(path, content)

        self._runner.run(work, lambda _nothing: saved())

    def _progress(self, report: ProgressReport) -> None:
        self.progressed.emit(report)
