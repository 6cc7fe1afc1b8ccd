"""What the import screen does, without a widget: read, check, write, and save the problems."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.background_runner import Failed, LongJob
from integrhabitat_desktop.ui.import_words import problem_words, skipped_row_words
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_people import (
    FileForm,
    ImportChoice,
    ImportPlan,
    ImportReport,
    check,
    problems_as_file,
    propose,
    with_titles_in,
    write_people,
)


class PeopleImportViewModel(QObject):
    """Every step runs on the thread for long jobs and can be cancelled."""

    proposed = Signal(object)  # an ImportPlan
    checked = Signal(object)  # an ImportReport
    written = Signal(int)
    progressed = Signal(object)  # a ProgressReport

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self._job: LongJob | None = None

    def propose(self, path: Path, failed: Failed, sheet: str | None = None) -> None:
        """Read a file, of a workbook one sheet."""

        def done(plan: ImportPlan) -> None:
            self.proposed.emit(plan)

        self._job = self._runner.run_long(lambda desk, _meter: propose(desk, path, sheet), done, failed)

    def move_titles(self, plan: ImportPlan, row: int | None, failed: Failed) -> None:
        """Take another row for the titles, counted from 0, or none."""

        def done(moved: ImportPlan) -> None:
            self.proposed.emit(moved)

        self._runner.run(lambda desk: with_titles_in(desk, plan, row), done, failed, key="import_titles")

    def check(self, plan: ImportPlan, failed: Failed) -> None:
        """Read every row and compare it with everybody."""

        def done(report: ImportReport) -> None:
            self.checked.emit(report)

        self._job = self._runner.run_long(
            lambda desk, meter: check(desk, plan, meter), done, failed, progress=self._progress
        )

    def write(self, report: ImportReport, failed: Failed, choice: ImportChoice) -> None:
        """Write everybody, or nothing."""

        def done(made: tuple[str, ...]) -> None:
            words = ngettext("{count} participant imported.", "{count} participants imported.", len(made))
            self._services.notices.show(words.format(count=format_number(len(made))))
            self.written.emit(len(made))

        self._job = self._runner.run_long(
            lambda desk, meter: write_people(desk, report, meter, choice),
            done,
            failed,
            progress=self._progress,
        )

    def cancel(self) -> None:
        """End what is under way; nothing is half-imported."""
        if self._job is not None:
            self._job.cancel()

    def save_problems(self, report: ImportReport, path: Path, saved: Callable[[], None]) -> None:
        """Write the rows with problems, and those passed over, to a file to correct."""
        titles = (_("Row"), _("Reason"))
        content = problems_as_file(
            report, problem_words, titles, FileForm.of_name(path), passed_over=skipped_row_words
        )

        def work(_desk: Desk) -> None:
            write_asked_file(path, content)

        self._runner.run(work, lambda _nothing: saved())

    def _progress(self, report: ProgressReport) -> None:
        self.progressed.emit(report)
