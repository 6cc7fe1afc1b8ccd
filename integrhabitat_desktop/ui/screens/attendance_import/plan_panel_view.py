"""What the columns, the days and the signs of a list are taken for; everything can be changed before it is checked."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, code_label, format_date, format_number, join_facts, ngettext
from integrhabitat_desktop.i18n.attendance_words import LETTERED
from integrhabitat_desktop.ui.attendance_import_words import (
    impossible_days_words,
    plan_facts,
    session_words,
    unsure_days_words,
)
from integrhabitat_desktop.ui.import_words import column_words, empty_formula_words
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ChoiceField,
    FormGrid,
    KitCheckBox,
    muted_label,
    primary_button,
    row,
    section_label,
    subheading,
)
from integrhabitat_desktop.use_cases.import_attendance import (
    LEFT_OUT,
    NEW_SESSION,
    AttendancePlan,
    Column,
    DateColumn,
    MarkWord,
)

_EXAMPLES = 3
_MOST_SIGNS = 48
_NEAREST, _LONGEST_SIGN = 12, 24
_LEAVE, _NOTHING = "leave", "NOT_RECORDED"


class PlanPanel(CardPanel):
    """One field for each column, day and sign of `plan`; `check` is called with the plan as it stands then."""

    def __init__(self, plan: AttendancePlan, check: Callable[[AttendancePlan], None]) -> None:
        super().__init__(spacing=12)
        self._plan, self._check = plan, check
        places = [it for it in plan.people_places if it != plan.layout.id_place]
        self.columns = {place: self._column_field(place) for place in places}
        self.days = {it.heading.place: self._day_field(it) for it in plan.dates}
        # What nobody can know asks to be looked at first.
        signs = sorted(plan.marks, key=lambda it: bool(it.status))
        self.signs = {it.key: self._sign_field(it) for it in signs[:_MOST_SIGNS]}
        self.blank_is_absent = KitCheckBox(
            _("An empty cell means absent"),
            detail=_("On days with at least one mark. Otherwise nothing is recorded there."),
            checked=plan.blank_is_absent,
        )
        self.blank_is_absent.setObjectName("blank_is_absent")
        self.check_button = primary_button(_("Check the rows"), self._go_on, icon="checks", keys="Ctrl+Enter")
        self.check_button.setObjectName("check_rows")
        for widget in (
            subheading(_("What the list means")),
            muted_label(plan_facts(plan)),
            *_note(plan),
            *_warnings(plan),
            *_part(_("Days"), list(self.days.values())),
            *_part(_("Signs"), list(self.signs.values())),
            self.blank_is_absent,
            *_part(_("Columns about people"), list(self.columns.values())),
            row(STRETCH, self.check_button),
        ):
            self.body.addWidget(widget)

    def _column_field(self, place: int) -> ChoiceField:
        field = ChoiceField(
            self._plan.title_of(place) or _("Column {number}").format(number=place + 1),
            [(it.value, column_words(it)) for it in Column],
            empty="",
            value=self._plan.columns[place].value,
            help_text=join_facts(*self._plan.examples_of(place)[:_EXAMPLES]),
        )
        field.setObjectName(f"column_{place}")
        return field

    def _day_field(self, column: DateColumn) -> ChoiceField:
        day = column.heading.day
        near = sorted(self._plan.sessions, key=lambda it: abs(_number(it.day) - _number(day)))[:_NEAREST]
        choices = [(it.session_id, session_words(it)) for it in sorted(near, key=lambda it: it.day)]
        choices.append((NEW_SESSION, _("New session on {day}").format(day=format_date(day, "medium"))))
        choices.append((_LEAVE, _("Leave out")))
        marks = ngettext("{count} mark", "{count} marks", column.filled)
        field = ChoiceField(
            column.heading.title,
            choices,
            empty="",
            value=column.goes_to or _LEAVE,
            help_text=join_facts(
                format_date(day, "weekday"), marks.format(count=format_number(column.filled))
            ),
        )
        field.setObjectName(f"day_{column.heading.place}")
        return field

    def _sign_field(self, word: MarkWord) -> ChoiceField:
        choices = [(it, code_label("attendance_status", it)) for it in LETTERED]
        choices.append((_NOTHING, _("Nothing recorded")))
        cells = ngettext("{count} cell", "{count} cells", word.count)
        field = ChoiceField(
            f"“{word.shown[:_LONGEST_SIGN]}”",
            choices,
            empty=_("Not known: leave out"),
            value=word.status or None,
            help_text=cells.format(count=format_number(word.count)),
        )
        field.setObjectName(f"sign_{word.key}")
        return field

    def _go_on(self) -> None:
        columns = {
            place: Column(field.value() or Column.IGNORE.value) for place, field in self.columns.items()
        }
        goes_to = {place: field.value() or _LEAVE for place, field in self.days.items()}
        self._check(
            self._plan.with_choices(
                columns,
                {place: LEFT_OUT if it == _LEAVE else it for place, it in goes_to.items()},
                {key: field.value() or "" for key, field in self.signs.items()},
                blank_is_absent=self.blank_is_absent.isChecked(),
            )
        )


def _part(title: str, fields: Sequence[ChoiceField]) -> list[QWidget]:
    return [section_label(title), FormGrid(*fields, columns=3)] if fields else []


def _note(plan: AttendancePlan) -> list[QWidget]:
    count = plan.table.empty_formulas
    return [muted_label(empty_formula_words(count), wrapped=True)] if count else []


def _warnings(plan: AttendancePlan) -> list[QWidget]:
    """What is to be looked at before anything is written."""
    said = (unsure_days_words(plan), impossible_days_words(plan))
    return [Banner(words, Tone.WARNING) for words in said if words]


def _number(day: str) -> int:
    year, month, number = (int(it) for it in day.split("-"))
    return (year * 12 + month) * 31 + number
