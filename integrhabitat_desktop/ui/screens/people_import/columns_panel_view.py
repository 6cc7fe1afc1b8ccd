"""What each column of the file is taken for, with examples of its cells; every meaning can be changed."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.import_words import (
    column_words,
    empty_formula_words,
    other_sheets_words,
    sheet_name,
    two_people_words,
)
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ChoiceField,
    FormGrid,
    muted_label,
    primary_button,
    row,
    subheading,
)
from integrhabitat_desktop.use_cases.import_people import Column, ImportPlan

_EXAMPLES = 3
_LONGEST_ROW = 90  # signs of a row that are shown to choose it by
_NO_TITLES = "none"


class ColumnsPanel(CardPanel):
    """One field for each column of `plan`; `check` is called with the plan as it stands then.

    `move_titles` is called with the row, counted from 0, that holds the titles instead; None where none does.
    `read_sheet` is called with the name of the sheet to read instead.
    """

    def __init__(
        self,
        plan: ImportPlan,
        check: Callable[[ImportPlan], None],
        move_titles: Callable[[ImportPlan, int | None], None],
        read_sheet: Callable[[ImportPlan, str], None],
    ) -> None:
        super().__init__(spacing=12)
        self._plan, self._check = plan, check
        self._move_titles, self._read_sheet = move_titles, read_sheet
        self.sheet_field = self._sheet_field() if len(plan.table.sheets) > 1 else None
        self.titles_field = self._titles_field()
        self.fields = [self._field(number, title) for number, title in enumerate(plan.titles)]
        self.check_button = primary_button(_("Check the rows"), self._go_on, icon="checks", keys="Ctrl+Enter")
        self.check_button.setObjectName("check_rows")
        for widget in (
            subheading(_("What the columns mean")),
            muted_label(self._facts(), wrapped=True),
            *[Banner(words, Tone.WARNING) for words in self._warnings()],
            *([self.sheet_field] if self.sheet_field is not None else []),
            self.titles_field,
            FormGrid(*self.fields, columns=3),
            row(STRETCH, self.check_button),
        ):
            self.body.addWidget(widget)

    def _warnings(self) -> list[str]:
        plan = self._plan
        return [
            *([empty_formula_words(plan.table.empty_formulas)] if plan.table.empty_formulas else []),
            *([other_sheets_words(plan.table)] if len(plan.table.sheets) > 1 else []),
            *([two_people_words()] if plan.second_people else []),
        ]

    def _facts(self) -> str:
        plan = self._plan
        rows = ngettext("{count} row", "{count} rows", plan.row_count)
        starts = _("the list begins in row {number}").format(number=plan.first_number)
        last_time = _("columns as chosen last time") if plan.as_last_time else None
        return join_facts(
            plan.path.name,
            _("sheet “{name}”").format(name=plan.table.sheet) if plan.table.sheet else None,
            rows.format(count=format_number(plan.row_count)),
            starts,
            plan.table.encoding,
            last_time,
        )

    def _sheet_field(self) -> ChoiceField:
        """The sheets that hold something."""
        choices = [(it.name, sheet_name(it)) for it in self._plan.table.sheets]
        field = ChoiceField(_("Sheet of the file"), choices, empty="", value=self._plan.table.sheet)
        field.setObjectName("sheet")
        field.changed.connect(self._change_sheet)
        return field

    @Slot()
    def _change_sheet(self) -> None:
        value = self.sheet_field.value() if self.sheet_field is not None else None
        if value is not None and value != self._plan.table.sheet:
            self._read_sheet(self._plan, value)

    def _titles_field(self) -> ChoiceField:
        """The rows among which the titles stand, by what is in them."""
        choices = [(_NO_TITLES, _("There are no titles"))]
        for number, cells in enumerate(self._plan.first_rows):
            text = join_facts(*(cell for cell in cells if cell))
            if text:
                short = text if len(text) <= _LONGEST_ROW else text[: _LONGEST_ROW - 1] + "…"
                choices.append((str(number), _("Row {number}: {text}").format(number=number + 1, text=short)))
        header = self._plan.header
        field = ChoiceField(
            _("Row of the titles"),
            choices,
            empty="",
            value=_NO_TITLES if header is None else str(header.first),
        )
        field.setObjectName("titles_row")
        field.changed.connect(self._move)
        return field

    @Slot()
    def _move(self) -> None:
        value = self.titles_field.value()
        self._move_titles(self._plan, None if value in (None, _NO_TITLES) else int(value))

    def _field(self, number: int, title: str) -> ChoiceField:
        cells = [cells[number] for cells in self._plan.preview if number < len(cells) and cells[number]]
        field = ChoiceField(
            title or _("Column {number}").format(number=number + 1),
            [(it.value, column_words(it)) for it in Column],
            empty="",
            value=self._plan.columns[number].value,
            help_text=join_facts(*list(dict.fromkeys(cells))[:_EXAMPLES]),
        )
        field.setObjectName(f"column_{number}")
        return field

    def _go_on(self) -> None:
        columns = [Column(field.value() or Column.IGNORE.value) for field in self.fields]
        self._check(self._plan.with_columns(columns))
