"""What an import would do: who is added, who looks registered already, which rows have a problem."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.import_words import (
    empty_rows_words,
    problem_words,
    report_words,
    skipped_row_words,
    skipped_words,
)
from integrhabitat_desktop.ui.person_texts import likeness_reasons
from integrhabitat_desktop.ui.screens.people_import.consent_fields_view import ConsentFields
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CardPanel,
    KitCheckBox,
    ListRow,
    RowList,
    link_button,
    muted_label,
    primary_button,
    row,
    secondary_button,
    section_label,
    subheading,
)
from integrhabitat_desktop.use_cases.import_people import Duplicate, ImportChoice, ImportReport, RowProblem

_SHOWN = 200
_LIST_HEIGHT = 240  # more rows scroll within their list


class ReportPanel(QWidget):
    """Shows a report and asks what to do with duplicates and incomplete rows."""

    def __init__(
        self,
        report: ImportReport,
        today: Callable[[], date],
        *,
        write: Callable[[ImportChoice], None],
        back: Callable[[], None],
        export: Callable[[], None],
    ) -> None:
        super().__init__()
        self._report, self._wanted_write = report, write
        self._chosen: set[int] = set()
        self.write_button = primary_button("", self._write, icon="check", keys="Ctrl+Enter")
        self.write_button.setObjectName("write")
        export_button = secondary_button(_("Save the problems"), export, icon="download")
        export_button.setObjectName("save_problems")
        if not report.problems and not any(it.value for it in report.skipped):
            export_button.hide()
        back_button = link_button(_("Back to the columns"), back, icon="arrow-left")
        self.with_incomplete = _box("with_incomplete", self._incomplete_words(), bool(report.incomplete))
        self.with_duplicates = _box(
            "with_duplicates",
            _("Import everybody who looks registered already as well"),
            bool(report.duplicates),
        )
        self.consent = ConsentFields(today)
        self.duplicates = RowList(_("They look registered already"), cards=False)
        self.duplicates.setObjectName("duplicates")
        self.problems = RowList(_("Rows with a problem"), cards=False)
        self.problems.setObjectName("problems")
        self.skipped = RowList(_("Rows passed over"), cards=False)
        self.skipped.setObjectName("skipped")
        self._arrange(row(back_button, export_button, STRETCH, self.write_button, spacing=12))
        self._show_duplicates()
        self._show_problems()
        self._show_skipped()
        for rows in (self.duplicates, self.problems, self.skipped):
            rows.setMinimumHeight(min(rows.sizeHint().height(), theme().px(_LIST_HEIGHT)))
        self._count()
        self.with_incomplete.toggled.connect(self._count)
        self.with_duplicates.toggled.connect(self._choose_all)
        self.duplicates.chosen.connect(self._choose)

    def choice(self) -> ImportChoice:
        """What is to be imported beyond the clear rows."""
        return ImportChoice(frozenset(self._chosen), self.with_incomplete.isChecked(), self.consent.consent())

    def _arrange(self, buttons: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        parts: list[QWidget] = [
            CardPanel(
                subheading(report_words(self._report)),
                *([muted_label(skipped_words(self._report), wrapped=True)] if self._report.skipped else []),
                self.with_incomplete,
                self.with_duplicates,
                self.consent,
                buttons,
                spacing=12,
            )
        ]
        if self._report.duplicates:
            parts += [
                section_label(_("They look registered already")),
                muted_label(_("They are left out. Enter imports the chosen row all the same."), wrapped=True),
                self.duplicates,
            ]
        if self._report.problems:
            parts += [section_label(_("Rows with a problem")), self.problems]
        if self._report.skipped:
            parts.append(section_label(_("Rows passed over")))
            empty = empty_rows_words(self._report)
            parts += [muted_label(empty, wrapped=True)] if empty else []
            parts += [self.skipped] if any(it.value for it in self._report.skipped) else []
        for part in parts:
            layout.addWidget(part)

    def _incomplete_words(self) -> str:
        count = len(self._report.incomplete)
        words = ngettext(
            "Import {count} row of which a cell cannot be read as well, with that cell left empty",
            "Import {count} rows of which a cell cannot be read as well, with that cell left empty",
            count,
        )
        return words.format(count=format_number(count))

    def _show_duplicates(self) -> None:
        self.duplicates.set_rows([self._row_of(it) for it in self._report.duplicates[:_SHOWN]])

    def _row_of(self, duplicate: Duplicate) -> ListRow:
        number = duplicate.imported.number
        if duplicate.person is not None:
            other = duplicate.person.name
        else:
            other = _("row {number} of this file").format(number=duplicate.row)
        is_chosen = number in self._chosen
        return ListRow(
            str(number),
            duplicate.imported.name,
            join_facts(other, likeness_reasons(duplicate.reasons)),
            icon="check" if is_chosen else "users",
            icon_tone=Tone.PRIMARY if is_chosen else Tone.NEUTRAL,
            trailing=join_facts(
                _("will be imported") if is_chosen else _("left out"),
                _("row {number}").format(number=number),
            ),
        )

    def _show_problems(self) -> None:
        rows = [
            ListRow(
                str(place),
                problem_words(it),
                icon="alert-triangle",
                icon_tone=_tone(it),
                trailing=_("row {number}").format(number=it.number),
            )
            for place, it in enumerate(self._report.problems[:_SHOWN])
        ]
        self.problems.set_rows([*rows, *_more(len(self._report.problems) - len(rows))])

    def _show_skipped(self) -> None:
        filled = [it for it in self._report.skipped if it.value]
        rows = [
            ListRow(
                str(it.number),
                it.value,
                skipped_row_words(it),
                icon="eye-off",
                trailing=_("row {number}").format(number=it.number),
            )
            for it in filled[:_SHOWN]
        ]
        self.skipped.set_rows([*rows, *_more(len(filled) - len(rows))])

    @Slot(str)
    def _choose(self, row_id: str) -> None:
        self._chosen ^= {int(row_id)}
        self._show_duplicates()
        self._count()

    @Slot(bool)
    def _choose_all(self, wanted: bool) -> None:
        self._chosen = {it.imported.number for it in self._report.duplicates} if wanted else set()
        self._show_duplicates()
        self._count()

    @Slot()
    def _count(self) -> None:
        count = len(self.choice().rows_of(self._report))
        words = ngettext("Import {count} person", "Import {count} people", count)
        self.write_button.set_label(words.format(count=format_number(count)))
        self.write_button.setEnabled(count > 0)

    def _write(self) -> None:
        if self.consent.check():
            self._wanted_write(self.choice())


def _more(count: int) -> list[ListRow]:
    if count <= 0:
        return []
    words = ngettext("and {count} more", "and {count} more", count)
    return [ListRow("more", words.format(count=format_number(count)))]


def _tone(problem: RowProblem) -> Tone:
    if problem.is_note:
        return Tone.NEUTRAL
    return Tone.DANGER if problem.is_row else Tone.WARNING


def _box(name: str, words: str, is_needed: bool) -> KitCheckBox:
    box = KitCheckBox(words)
    box.setObjectName(name)
    if not is_needed:
        box.hide()
    return box
