"""Enrol many at once: choose where they come from, look who it is, tick, and enrol."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label, format_number, ngettext
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.activities.enrol_many_view_model import EnrolManyViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    BadgeText,
    ChoiceField,
    CodeField,
    Finder,
    FormGrid,
    ListRow,
    NumberField,
    ProgressPanel,
    RowList,
    SegmentedField,
    TextField,
    TickList,
    choose_file,
    column,
    link_button,
    muted_label,
    primary_button,
    row,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.enrol_many import MOST_SHOWN, ActivityRow, Candidate, ListFilter
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.import_enrolments import SheetReport
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_types import Activity

_LIST, _HOUSEHOLD, _ACTIVITY, _FILE = "list", "household", "activity", "file"
_LIST_HEIGHT = 260
_USUAL_DAYS = 90


class EnrolManyPanel(FormPanel):
    """`back` puts the panel away; so does an enrolling that was done."""

    def __init__(self, services: ScreenServices, activity: Activity, back: Callable[[], None]) -> None:
        super().__init__("enrol_many", back, subject=activity.id)
        self._services, self._back = services, back
        self._roles: dict[str, str | None] = {}
        self.model = EnrolManyViewModel(services, activity.id)
        self.source = SegmentedField(
            _("Where they come from"),
            [
                (_LIST, _("List of people")),
                (_HOUSEHOLD, _("Household")),
                (_ACTIVITY, _("Another activity")),
                (_FILE, _("Spreadsheet")),
            ],
            value=_LIST,
        )
        self.neighbourhood = TextField(_("Neighbourhood"), max_length=200)
        self.sex = CodeField(_("Sex"), "sex", empty=_("All"))
        self.least_age = NumberField(_("From age"), value=activity.least_age)
        self.most_age = NumberField(_("To age"), value=activity.most_age)
        self.days = NumberField(_("Came in the last days"), value=_USUAL_DAYS)
        self.find_button = secondary_button(_("Show who fits"), self._find, icon="search")
        self.household = Finder(
            _("Somebody of the household"), _("Name or document, then Enter"), _("Participants who match")
        )
        self.other = ChoiceField(_("Activity"), [], empty=_("Choose an activity"))
        self.file_button = secondary_button(_("Choose a file"), self._choose_file, icon="file-import")
        self._name_fields()
        self.parts = {
            _LIST: column(
                FormGrid(self.neighbourhood, self.sex, self.least_age, self.most_age, self.days, columns=3),
                row(self.find_button, STRETCH),
            ),
            _HOUSEHOLD: self.household,
            _ACTIVITY: self.other,
            _FILE: column(
                muted_label(
                    _("A column with names, documents or the codes of cards is enough; any titles will do."),
                    wrapped=True,
                ),
                row(self.file_button, STRETCH),
            ),
        }
        self.progress = ProgressPanel(_("Working"), self.model.cancel)
        self.counts = muted_label("", wrapped=True)
        self.all_button = link_button(_("Tick all"), self._tick_all, keys="Ctrl+G")
        self.all_button.setObjectName("tick_all")
        self.list = TickList(_("Who could be enrolled"))
        self.list.setObjectName("candidates")
        self.nobody_title = section_label(_("Nobody found for these rows"))
        self.nobody = RowList(_("Nobody found for these rows"), cards=False)
        self.show_form(
            _("Enrol several"),
            self.source,
            *self.parts.values(),
            self.progress,
            row(self.counts, STRETCH, self.all_button),
            self.list,
            self.nobody_title,
            self.nobody,
            save=primary_button(_("Enrol"), self._submit, icon="user-plus", keys="Ctrl+Enter"),
            first=self.source,
        )
        # Only what is typed counts; a list that was looked up is looked up again.
        self.watch_typing(_("Enrol several"), activity.id, [self.neighbourhood])
        self.progress.hide()
        self._connect()
        self._show_source()

    def _name_fields(self) -> None:
        for name in ("source", "neighbourhood", "sex", "least_age", "most_age", "days", "household", "other"):
            getattr(self, name).setObjectName(f"many_{name}")
        self.find_button.setObjectName("many_find")
        self.file_button.setObjectName("many_file")

    def _connect(self) -> None:
        self.source.changed.connect(self._show_source)
        self.household.searched.connect(self.model.search)
        self.household.chosen.connect(self._take_household)
        self.other.changed.connect(self._take_activity)
        self.list.ticked_changed.connect(self._count)
        self.model.activities_loaded.connect(self._show_activities)
        self.model.found.connect(self._show_matches)
        self.model.candidates_found.connect(self._show_candidates)
        self.model.sheet_matched.connect(self._show_sheet)
        self.model.progressed.connect(self._show_progress)

    # Where they come from

    @Slot()
    def _show_source(self) -> None:
        chosen = self.source.value()
        for source, part in self.parts.items():
            part.setVisible(source == chosen)
        self._show_candidates(())
        self.counts.set_text("")
        if chosen == _ACTIVITY:
            self.model.load_activities()

    def _find(self) -> None:
        self.model.from_list(
            ListFilter(
                self.neighbourhood.value(),
                self.sex.value(),
                _number(self.least_age),
                _number(self.most_age),
                _number(self.days),
            )
        )

    @Slot(object)
    def _show_activities(self, activities: tuple[ActivityRow, ...]) -> None:
        self.other.set_choices([(it.activity_id, it.title) for it in activities])

    @Slot()
    def _take_activity(self) -> None:
        if other := self.other.value():
            self.model.from_activity(other)

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        self.household.show_rows(
            query, [found_row(it, today) for it in matches], if_none=_("Nobody matches.")
        )

    @Slot(str, str)
    def _take_household(self, person_id: str, _name: str) -> None:
        self.household.put_away()
        self.model.from_household(person_id)

    def _choose_file(self) -> None:
        path = choose_file(self, _("Choose the list"), "*.xlsx *.csv *.txt")
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Look up everybody of a file."""
        self._begin(_("Looking everybody up"))
        self.model.match_sheet(path, self.show_problem)

    # Who it is

    @Slot(object)
    def _show_candidates(self, found: tuple[Candidate, ...]) -> None:
        self._show_rows(found, ticked=found)
        self._show_nobody(())
        if found:
            self.list.setFocus()
        if len(found) >= MOST_SHOWN:
            words = _("The first {count} are shown. Ask for something narrower to see the others.")
            self.counts.set_text(words.format(count=format_number(MOST_SHOWN)))

    @Slot(object)
    def _show_sheet(self, report: SheetReport) -> None:
        self.progress.hide()
        self._show_rows((*report.choices, *report.sure), ticked=report.sure)
        self._show_nobody(tuple(f"{it.number}: {it.text}" for it in report.nobody))
        sure = ngettext("{count} found.", "{count} found.", len(report.sure))
        unsure = ngettext(
            "{count} row fits several people: tick who is meant.",
            "{count} rows fit several people: tick who is meant.",
            len(report.unsure),
        )
        words = [sure.format(count=format_number(len(report.sure)))]
        if report.unsure:
            words.append(unsure.format(count=format_number(len(report.unsure))))
        self.counts.set_text(" ".join(words))
        self.list.setFocus()

    def _show_rows(self, found: tuple[Candidate, ...], *, ticked: tuple[Candidate, ...]) -> None:
        self._roles = {it.person.id: it.role for it in found}
        found = tuple(sorted(found, key=lambda it: it.is_part))  # who could be enrolled stands first
        self.list.set_choices(
            [self._row(it) for it in found],
            [it.person.id for it in ticked],
            fixed=[it.person.id for it in found if it.is_part],
        )
        for part in (self.list, self.all_button):
            part.setVisible(bool(found))
        self.list.setMinimumHeight(min(self.list.sizeHint().height(), theme().px(_LIST_HEIGHT)))
        words = ngettext("{count} person", "{count} people", len(found))
        self.counts.set_text(words.format(count=format_number(len(found))))
        self._count()

    def _row(self, it: Candidate) -> ListRow:
        badges = []
        if it.status is not None:
            badges.append(BadgeText(code_label("enrolment_status", it.status)))
        if it.is_outside_ages:
            badges.append(BadgeText(_("other age"), Tone.WARNING))
        facts = facts_of(it.person, self._services.today())
        told = _("Row {row} may be this person").format(row=it.note) if it.note else ""
        return ListRow(it.person.id, it.person.name, told or facts, badges=tuple(badges))

    def _show_nobody(self, rows: tuple[str, ...]) -> None:
        self.nobody.set_rows([ListRow(text, text, icon="user-off") for text in rows])
        for part in (self.nobody, self.nobody_title):
            part.setVisible(bool(rows))
        self.nobody.setMinimumHeight(min(self.nobody.sizeHint().height(), theme().px(_LIST_HEIGHT // 2)))

    def _tick_all(self) -> None:
        self.list.tick_all()

    @Slot()
    def _count(self) -> None:
        count = len(self.list.ticked())
        words = ngettext("Enrol {count} person", "Enrol {count} people", count)
        self.save_button.set_label(words.format(count=format_number(count)) if count else _("Enrol"))
        self.save_button.setEnabled(count > 0)

    # Enrolling

    def _submit(self) -> None:
        wanted = [(it, self._roles.get(it)) for it in self.list.ticked()]
        if wanted:
            self._begin(_("Enrolling"))
            self.model.enrol(wanted, self._back, self.show_problem)

    def _begin(self, words: str) -> None:
        self.problem.hide()
        self.save_button.setEnabled(False)
        self.progress.title.set_text(words)
        self.progress.set_progress(0, 0)
        self.progress.show()

    @Slot(object)
    def _show_progress(self, report: ProgressReport) -> None:
        words = _("{done} of {total}").format(
            done=format_number(report.done), total=format_number(report.total)
        )
        self.progress.set_progress(report.done, report.total, words, report.seconds_left)

    def show_problem(self, error: ExpectedError) -> None:
        self.progress.hide()
        super().show_problem(error)
        self._count()


def _number(field: NumberField) -> int | None:
    text = field.value()
    return int(text) if text else None
