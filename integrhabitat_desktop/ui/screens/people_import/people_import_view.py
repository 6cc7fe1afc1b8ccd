"""Import a register: choose a file, look at what its columns mean, check, import. Nothing is half-imported."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.people_import.columns_panel_view import ColumnsPanel
from integrhabitat_desktop.ui.screens.people_import.people_import_view_model import PeopleImportViewModel
from integrhabitat_desktop.ui.screens.people_import.report_panel_view import ReportPanel
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
from integrhabitat_desktop.use_cases.import_people import ImportChoice, ImportPlan, ImportReport
from integrhabitat_protocol.errors import ExpectedError


class PeopleImportView(Screen):
    """One step after the other on one screen; going back is always possible."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Import a register"), _("People from a spreadsheet: XLSX or CSV."))
        self.setObjectName("people_import")
        self._services = services
        self._plan: ImportPlan | None = None
        self._report: ImportReport | None = None
        self._is_moving_titles = False
        self.model = PeopleImportViewModel(services)
        self.back_button = link_button(
            _("People"), lambda: services.navigator.open_screen("people"), icon="arrow-left"
        )
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
        self._area = scrolling(column(self.problem, self.progress, self.holder, STRETCH, spacing=12))
        self.body.addWidget(self._area, 1)
        self.model.proposed.connect(self._show_plan)
        self.model.checked.connect(self._show_report)
        self.model.written.connect(self._done)
        self.model.progressed.connect(self._show_progress)
        name_parts(self)
        self._show_start()

    def opened_with(self, argument: str) -> None:
        self.read(Path(argument))

    def activated(self) -> None:
        self.choose_button.setFocus()

    # Steps

    def _show_start(self) -> None:
        self._fill(
            EmptyState(
                "file-import",
                _("Choose the register"),
                _(
                    "Any column titles will do. You will see what was understood, who is registered already, "
                    "and which rows have a problem, before anything is written."
                ),
            )
        )

    def _choose(self) -> None:
        path = choose_file(self, _("Choose the register"), "*.xlsx *.csv *.txt")
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file and show what its columns are taken for."""
        self.problem.hide()
        self._begin(_("Reading the file"))
        self.model.propose(path, self._failed)

    @Slot(object)
    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan, self._report = plan, None
        self.progress.hide()
        panel = ColumnsPanel(plan, self._check, self._move_titles, self._read_sheet)
        self._fill(panel)
        # Whoever goes through the rows or sheets stays at their list; else what is told at the top stays in sight.
        first = panel.titles_field if self._is_moving_titles else panel.sheet_field or panel.titles_field
        first.combo.setFocus()
        self._is_moving_titles = False

    def _move_titles(self, plan: ImportPlan, row: int | None) -> None:
        self.problem.hide()
        self._is_moving_titles = True
        self.model.move_titles(plan, row, self._failed)

    def _read_sheet(self, plan: ImportPlan, sheet: str) -> None:
        def failed(error: ExpectedError) -> None:
            # The field names the sheet that is read, so what was read before comes back.
            self._show_plan(plan)
            self._failed(error)

        self.problem.hide()
        self._begin(_("Reading the file"))
        self.model.propose(plan.path, failed, sheet)

    def _check(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.problem.hide()
        self._begin(_("Checking the rows"))
        self.model.check(plan, self._failed)

    @Slot(object)
    def _show_report(self, report: ImportReport) -> None:
        self.progress.hide()
        self._report = report
        panel = ReportPanel(
            report, self._services.today, write=self._write, back=self._back, export=self._export
        )
        self._fill(panel)
        panel.write_button.setFocus()

    def _back(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _write(self, choice: ImportChoice) -> None:
        if self._report is not None:
            self._begin(_("Importing"))
            self.model.write(self._report, self._failed, choice)

    @Slot(int)
    def _done(self, _count: int) -> None:
        self.progress.hide()
        self._plan = self._report = None
        self._show_start()
        self._services.navigator.open_screen("people")

    def _export(self) -> None:
        report = self._report
        if report is None:
            return
        target = choose_new_file(
            self, _("Save the problems"), f"{report.plan.path.stem}-problems.xlsx", "*.xlsx *.csv"
        )
        if target is not None:
            self.model.save_problems(
                report,
                target,
                lambda: self._services.notices.show(_("Saved as {name}.").format(name=target.name)),
            )

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
        clear_layout(self._layout)
        self.holder.setEnabled(True)
        for part in parts:
            self._layout.addWidget(part)
            # The layout shows it later, and what is not shown takes no focus.
            part.show()
        self._area.verticalScrollBar().setValue(0)
