"""Import a register: choose a file, look at what its columns mean, check, import. Nothing is half-imported."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.import_words import column_words, problem_words
from integrhabitat_desktop.ui.person_texts import likeness_reasons
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.people_import.people_import_view_model import PeopleImportViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ChoiceField,
    EmptyState,
    FormGrid,
    KitCheckBox,
    ListRow,
    ProgressPanel,
    RowList,
    Screen,
    choose_file,
    choose_new_file,
    clear_layout,
    column,
    link_button,
    muted_label,
    primary_button,
    row,
    scrolling,
    secondary_button,
    section_label,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.import_people import Column, ImportChoice, ImportPlan, ImportReport
from integrhabitat_protocol.errors import ExpectedError

_SHOWN = 200
_EXAMPLES = 3


class PeopleImportView(Screen):
    """One step after the other on one screen; going back is always possible."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Import a register"), _("People from a spreadsheet: XLSX or CSV."))
        self.setObjectName("people_import")
        self._services = services
        self._plan: ImportPlan | None = None
        self._report: ImportReport | None = None
        self._fields: list[ChoiceField] = []
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
        self.body.addWidget(
            scrolling(column(self.problem, self.progress, self.holder, STRETCH, spacing=12)), 1
        )
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
        self.model.propose(path, self._failed)

    @Slot(object)
    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan, self._report = plan, None
        choices = [(it.value, column_words(it)) for it in Column]
        self._fields = []
        grid = FormGrid(columns=3)
        for number, title in enumerate(plan.titles):
            examples = [row[number] for row in plan.preview if number < len(row) and row[number]]
            field = ChoiceField(
                title or _("Column {number}").format(number=number + 1),
                choices,
                empty="",
                value=plan.columns[number].value,
                help_text=join_facts(*examples[:_EXAMPLES]),
            )
            field.setObjectName(f"column_{number}")
            self._fields.append(field)
            grid.add(field)
        facts = join_facts(
            plan.path.name,
            ngettext("{count} row", "{count} rows", plan.row_count).format(
                count=format_number(plan.row_count)
            ),
            plan.table.encoding,
        )
        check = primary_button(_("Check the rows"), self._check, icon="checks", keys="Ctrl+Return")
        check.setObjectName("check_rows")
        self._fill(
            CardPanel(
                subheading(_("What the columns mean")),
                muted_label(facts),
                grid,
                row(STRETCH, check),
                spacing=12,
            )
        )

    def _check(self) -> None:
        plan = self._plan
        if plan is None:
            return
        columns = [Column(field.value() or Column.IGNORE.value) for field in self._fields]
        self._plan = plan.with_columns(columns)
        self.problem.hide()
        self._begin(_("Checking the rows"))
        self.model.check(self._plan, self._failed)

    @Slot(object)
    def _show_report(self, report: ImportReport) -> None:
        self.progress.hide()
        self._report = report
        people, twice = len(report.people), len(report.duplicates)
        self.with_duplicates = KitCheckBox(
            _("Import those who look registered already as well"), detail=format_number(twice)
        )
        self.with_duplicates.setObjectName("with_duplicates")
        self.with_duplicates.setVisible(bool(twice))
        words = ngettext("Import {count} person", "Import {count} people", people)
        write = primary_button(
            words.format(count=format_number(people)), self._write, icon="check", keys="Ctrl+Return"
        )
        write.setObjectName("write")
        write.setEnabled(bool(people or twice))
        self.with_duplicates.toggled.connect(lambda _checked: write.setEnabled(True))
        back = link_button(_("Back to the columns"), self._back, icon="arrow-left")
        export = secondary_button(_("Save the problems"), self._export, icon="download")
        export.setObjectName("save_problems")
        export.setVisible(bool(report.problems))
        parts: list[QWidget] = [
            CardPanel(
                subheading(self._sum(report)),
                self.with_duplicates,
                row(back, export, STRETCH, write, spacing=12),
                spacing=12,
            )
        ]
        if twice:
            parts += [section_label(_("They look registered already")), self._duplicates(report)]
        if report.problems:
            parts += [section_label(_("Rows with a problem")), self._problems(report)]
        self._fill(*parts)
        write.setFocus()

    def _sum(self, report: ImportReport) -> str:
        people, twice, out = len(report.people), len(report.duplicates), report.rows_left_out
        return join_facts(
            ngettext("{count} person to add", "{count} people to add", people).format(
                count=format_number(people)
            ),
            ngettext("{count} looks registered already", "{count} look registered already", twice).format(
                count=format_number(twice)
            ),
            ngettext("{count} row left out", "{count} rows left out", out).format(count=format_number(out)),
        )

    def _duplicates(self, report: ImportReport) -> RowList:
        rows = RowList(_("They look registered already"), cards=False)
        rows.setObjectName("duplicates")
        rows.set_rows(
            [
                ListRow(
                    str(it.imported.number),
                    it.imported.name,
                    join_facts(
                        it.person.name if it.person else _("row {number} of this file").format(number=it.row),
                        likeness_reasons(it.reasons),
                    ),
                    icon="users",
                    trailing=_("row {number}").format(number=it.imported.number),
                )
                for it in report.duplicates[:_SHOWN]
            ]
        )
        return rows

    def _problems(self, report: ImportReport) -> RowList:
        rows = RowList(_("Rows with a problem"), cards=False)
        rows.setObjectName("problems")
        rows.set_rows(
            [
                ListRow(
                    f"{number}",
                    problem_words(it),
                    icon="alert-triangle",
                    icon_tone=Tone.DANGER if it.is_row else Tone.WARNING,
                    trailing=_("row {number}").format(number=it.number),
                )
                for number, it in enumerate(report.problems[:_SHOWN])
            ]
        )
        return rows

    def _back(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _write(self) -> None:
        if self._report is not None:
            self._begin(_("Importing"))
            every = frozenset(it.imported.number for it in self._report.duplicates)
            chosen = every if self.with_duplicates.isChecked() else frozenset()
            self.model.write(self._report, self._failed, ImportChoice(chosen))

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
            self, _("Save the problems"), f"{report.plan.path.stem}-problems.csv", "*.csv"
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
