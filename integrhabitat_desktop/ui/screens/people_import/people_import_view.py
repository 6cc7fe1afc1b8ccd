"""Import a register: choose a file, look at what its columns mean, check, import. Nothing is half-imported."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.import_screen_view import ImportScreen, ImportWords
from integrhabitat_desktop.ui.screens.people_import.columns_panel_view import ColumnsPanel
from integrhabitat_desktop.ui.screens.people_import.people_import_view_model import PeopleImportViewModel
from integrhabitat_desktop.ui.screens.people_import.report_panel_view import ReportPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.import_people import ImportChoice, ImportPlan, ImportReport
from integrhabitat_protocol.errors import ExpectedError


class PeopleImportView(ImportScreen):
    """Another screen may open it with the path of a file."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services
        self._plan: ImportPlan | None = None
        self._is_moving_titles = False
        self.model = PeopleImportViewModel(services)
        words = ImportWords(
            _("Import a register"),
            _("People from a spreadsheet: XLSX or CSV."),
            _("Choose the register"),
            _(
                "Any column titles will do. You will see what was understood, who is registered already, "
                "and which rows have a problem, before anything is written."
            ),
            _("People"),
        )
        super().__init__(words, self.model.cancel)
        self.setObjectName("people_import")
        self.model.proposed.connect(self._show_plan)
        self.model.checked.connect(self._show_report)
        self.model.written.connect(self._done)
        self.model.progressed.connect(self.show_progress)

    def opened_with(self, argument: str) -> None:
        self.read(Path(argument))

    def leave(self) -> None:
        self._services.navigator.open_screen("people")

    def read(self, path: Path) -> None:
        self.begin(_("Reading the file"))
        self.model.propose(path, self.failed)

    @Slot(object)
    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        panel = ColumnsPanel(plan, self._check, self._move_titles, self._read_sheet)
        self.show_step(panel)
        # Whoever goes through the rows or sheets stays at their list; else what is told at the top stays in sight.
        first = panel.titles_field if self._is_moving_titles else panel.sheet_field or panel.titles_field
        first.combo.setFocus()
        self._is_moving_titles = False

    def _move_titles(self, plan: ImportPlan, row: int | None) -> None:
        self.problem.hide()
        self._is_moving_titles = True
        self.model.move_titles(plan, row, self.failed)

    def _read_sheet(self, plan: ImportPlan, sheet: str) -> None:
        def failed(error: ExpectedError) -> None:
            # The field names the sheet that is read, so what was read before comes back.
            self._show_plan(plan)
            self.failed(error)

        self.begin(_("Reading the file"))
        self.model.propose(plan.path, failed, sheet)

    def _check(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.begin(_("Checking the rows"))
        self.model.check(plan, self.failed)

    @Slot(object)
    def _show_report(self, report: ImportReport) -> None:
        panel = ReportPanel(
            report,
            self._services.today,
            write=partial(self._write, report),
            back=self._back,
            export=partial(self._export, report),
        )
        self.show_step(panel)
        panel.write_button.setFocus()

    def _back(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _write(self, report: ImportReport, choice: ImportChoice) -> None:
        self.begin(_("Importing"))
        self.model.write(report, self.failed, choice)

    @Slot(int)
    def _done(self, _count: int) -> None:
        self._plan = None
        self.show_start()
        self.leave()

    def _export(self, report: ImportReport) -> None:
        save = partial(self.model.save_problems, report)
        self.save_problems(report.plan.path, save, self._services.notices)
