"""The people of one activity: who is part of it, who waits for a place, and who was part of it."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, code_label, format_date, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import age_of
from integrhabitat_desktop.ui.screens.activities.enrol_many_view import EnrolManyPanel
from integrhabitat_desktop.ui.screens.activities.enrolment_form_view import (
    EnrolmentCommands,
    EnrolmentForm,
    LeaveForm,
)
from integrhabitat_desktop.ui.screens.activities.enrolments_view_model import (
    EnrolmentsViewModel,
    free_place_words,
)
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    Banner,
    EmptyState,
    Finder,
    ListRow,
    PanelStack,
    RowList,
    Screen,
    SegmentedField,
    SidePanel,
    beside,
    link_button,
    list_column,
    offer_button,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.change_enrolment import ActivityPeople, EnrolmentRow
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.enrol_person import PARTICIPANT
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_protocol.errors import ExpectedError

_SHOWN = ("activity", "enrolment", "person", "person_merge", "restriction", "erasure")
_CURRENT, _WAITING, _FORMER = "current", "waiting", "former"


class EnrolmentsView(Screen):
    """A list on the left, the chosen person's place in the activity on the right."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Participants"))
        self.setObjectName("enrolments")
        self._services = services
        self._people: ActivityPeople | None = None
        self._kept = ""  # the form that was open at a lock, until the people are here
        self._may_enrol = allowed(services.staff.role, Permission.ENROL)
        self.model = EnrolmentsViewModel(services)
        back = link_button(_("Activities"), self._back, icon="arrow-left")
        back.setObjectName("back_to_activities")
        self.many_button = secondary_button(_("Enrol several"), self._open_many, icon="users", keys="Ctrl+N")
        self.many_button.setObjectName("enrol_several")
        self.many_button.setVisible(self._may_enrol)
        self.title_row.set_actions(back, self.many_button)
        self.over = Banner("", Tone.WARNING)
        self.next_button = offer_button("", self._take_in_next, icon="user-plus", keys="Ctrl+T")
        self.next_button.setObjectName("take_in_next")
        self.finder = Finder(
            _("Enrol somebody"), _("Name or document, then Enter"), _("Participants who match")
        )
        self.finder.setVisible(self._may_enrol)
        self.part = SegmentedField(
            "",
            [(_CURRENT, _("Enrolled")), (_WAITING, _("Waiting list")), (_FORMER, _("Before"))],
            value=_CURRENT,
        )
        self.list = RowList(_("Participants"), cards=False)
        self.list.setObjectName("enrolment_list")
        self.completed_button = link_button(
            _("Everybody has completed it"), self._complete_all, icon="school"
        )
        left = list_column(
            self.over, self.next_button, self.finder, self.part, self.list, self.completed_button, grows=4
        )
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "users",
                _("Choose somebody"),
                _("Enter opens the role, the days, and what may become of it."),
            )
        )
        self.right = PanelStack(self.empty)
        self.body.addWidget(beside(left, self.right), 1)
        self._commands = self._make_commands()
        self._connect()
        name_parts(self)
        for part in (self.over, self.next_button):
            part.hide()

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.found.connect(self._show_matches)
        self.finder.searched.connect(self.model.search)
        self.finder.chosen.connect(self._enrol)
        self.part.changed.connect(self._show_rows)
        self.list.chosen.connect(self._open)
        self._services.changes.changed.connect(self._reload)

    def _make_commands(self) -> EnrolmentCommands:
        def then(
            work: Callable[[str, str, Callable[[], None], Failed], None],
        ) -> Callable[[EnrolmentRow], None]:
            return lambda row: work(row.enrolment_id, row.person.name, self._put_away, self._problem)

        return EnrolmentCommands(
            save=lambda row, values: self.model.save(
                row.enrolment_id, row.person.name, values, self._put_away, self._problem
            ),
            leave=self._leave,
            complete=lambda row: self.model.complete(
                [row.enrolment_id],
                _("{name} has completed it.").format(name=row.person.name),
                self._put_away,
                self._problem,
            ),
            let_wait=then(self.model.let_wait),
            take_in=lambda row: self.model.take_in(row.enrolment_id, self._put_away, self._problem),
            stop_waiting=then(self.model.stop_waiting),
            come_back=then(self.model.come_back),
            open_file=lambda row: self._services.navigator.open_screen("people", row.person.id),
        )

    # What the window asks

    def title(self) -> str:
        return _("Participants")

    def activated(self) -> None:
        self.model.load()
        (self.finder if self._may_enrol else self.list).setFocus()

    def opened_with(self, argument: str) -> None:
        if argument != self.model.activity_id:
            if not self.right.may_be_left(self._services.notices):
                return
            self._people = None
            self._put_away()
            self.part.set_value(_CURRENT)
        self.model.open(argument)

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Enter", _("Open the chosen enrolment")),
            KeyEntry("Ctrl+N", _("Enrol several")),
            KeyEntry("Ctrl+T", _("Give a free place to who is next")),
        )

    def place(self) -> str:
        return self.model.activity_id

    def restore_place(self, place: str) -> None:
        self.model.open(place)

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        form, subject = self.right.keep_drafts(texts) or ("", "")
        self._kept = subject
        if form == "leave_form":
            self._kept = f"leave:{subject}"
        if self._people is not None:
            self._show(self._people)

    # The list

    @Slot(object)
    def _show(self, people: ActivityPeople) -> None:
        self._people = people
        activity, places = people.activity, people.places
        enrolled = ngettext("{count} enrolled", "{count} enrolled", len(people.current))
        waiting = ngettext("{count} waiting", "{count} waiting", places.waiting)
        self.set_title(
            activity.title,
            join_facts(
                code_label("activity_kind", activity.kind),
                enrolled.format(count=format_number(len(people.current))),
                _("{taken} of {places} places taken").format(taken=places.taken, places=places.capacity)
                if places.capacity is not None
                else "",
                waiting.format(count=places.waiting) if places.waiting else "",
            ),
        )
        over = places.taken - places.capacity if places.capacity is not None else 0
        words = ngettext("{count} person more than places.", "{count} people more than places.", over)
        self.over.set_text(words.format(count=over))
        self.over.setVisible(over > 0)
        next_words = free_place_words(people)
        self.next_button.set_label(next_words)
        self.next_button.setVisible(bool(next_words) and self._may_enrol)
        self._show_rows()
        kept, self._kept = self._kept, ""
        if kept:
            self._open(kept.removeprefix("leave:"))
            form = self.right.opened(EnrolmentForm)
            if kept.startswith("leave:") and form is not None:
                self._leave(form.row)

    @Slot()
    def _show_rows(self) -> None:
        people = self._people
        if people is None:
            return
        chosen = self.part.value()
        if chosen == _WAITING:
            rows = [self._row(it, number) for number, it in enumerate(people.waiting, 1)]
        else:
            rows = [self._row(it) for it in (people.former if chosen == _FORMER else people.current)]
        self.list.set_rows(rows)
        self.completed_button.setVisible(chosen == _CURRENT and bool(rows) and self._may_enrol)

    def _row(self, it: EnrolmentRow, number: int = 0) -> ListRow:
        assert self._people is not None
        badges, age = [], ""
        if number:
            badges.append(BadgeText(format_number(number)))
        elif not it.is_part_on(self._services.today().isoformat()):
            badges.append(BadgeText(code_label("enrolment_status", it.status)))
        if it.person.id in self._people.outside_ages:
            # With a second line the badge is never left out for want of room.
            badges.append(BadgeText(_("other age"), Tone.WARNING))
            age = age_of(it.person, self._services.today())
        return ListRow(
            it.enrolment_id,
            it.person.name,
            join_facts(code_label("participation_role", it.role) if it.role != PARTICIPANT else "", age),
            avatar=it.person.name,
            badges=tuple(badges),
            trailing=_days(it, self._people.activity.starts_on),
        )

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        self.finder.show_rows(
            query,
            [found_row(it, today) for it in matches],
            if_none=_("Nobody matches. Register them at the reception, or as a walk-in."),
        )

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches(*_SHOWN):
            self.model.load()

    # What is done

    @Slot(str, str)
    def _enrol(self, person_id: str, name: str) -> None:
        self.model.enrol(person_id, name)
        self.finder.put_away()
        self.finder.field.setFocus()

    @Slot(str)
    def _open(self, enrolment_id: str) -> None:
        people = self._people
        row = _found(people, enrolment_id)
        if people is None or row is None or not self._may_enrol:
            return
        if self.right.may_be_left(self._services.notices):
            self._open_form(
                EnrolmentForm(
                    self._services,
                    row,
                    self._put_away,
                    self._commands,
                    is_current=row in people.current,
                    is_outside_ages=row.person.id in people.outside_ages,
                )
            )

    def _leave(self, row: EnrolmentRow) -> None:
        def save(day: str, how: str, barrier: str | None) -> None:
            self.model.leave(
                row.enrolment_id, row.person.name, day, how, barrier, self._put_away, form.show_problem
            )

        if self.right.may_be_left(self._services.notices):
            form = LeaveForm(self._services.today, row, save, self._put_away)
            self._open_form(form)

    def _open_many(self) -> None:
        if self._people is not None and self.right.may_be_left(self._services.notices):
            panel = EnrolManyPanel(self._services, self._people.activity, self._put_away)
            self._open_form(panel)

    def _open_form(self, form: FormPanel) -> None:
        self.right.open(form)
        self.right.bring_back()
        form.begin()

    def _take_in_next(self) -> None:
        waiting = self._people.next_in_line if self._people is not None else None
        if waiting is not None:
            self.model.take_in(waiting.enrolment_id)

    def _complete_all(self) -> None:
        if self._people is not None and self._people.current:
            everybody = [it.enrolment_id for it in self._people.current]
            self.model.complete_everybody(everybody, self.list.setFocus)

    def _problem(self, error: ExpectedError) -> None:
        form = self.right.opened(FormPanel)
        if form is not None:
            form.show_problem(error)

    @Slot()
    def _put_away(self) -> None:
        if self.right.is_filling_in():
            self.right.put_away(self.empty)
            self.list.setFocus()

    def _back(self) -> None:
        self._services.navigator.open_screen("activities", f"activity:{self.model.activity_id}")


def _days(it: EnrolmentRow, usual: str | None) -> str:
    """From when to when, as short as it can be said; "" for the days of the whole activity."""
    if it.is_waiting() or (it.starts_on == usual and not it.ends_on):
        return ""
    first = format_date(it.starts_on, "short") if it.starts_on else ""
    if it.ends_on:
        return _("{first} to {last}").format(first=first, last=format_date(it.ends_on, "short"))
    return _("since {day}").format(day=first) if first else ""


def _found(people: ActivityPeople | None, enrolment_id: str) -> EnrolmentRow | None:
    if people is None:
        return None
    everybody = (*people.current, *people.waiting, *people.former)
    return next((it for it in everybody if it.enrolment_id == enrolment_id), None)
