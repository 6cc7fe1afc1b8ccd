"""People: everybody of the centre, and the whole file of one of them beside the list."""

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.card_actions import CardActions
from integrhabitat_desktop.ui.file_actions import FileActions
from integrhabitat_desktop.ui.join_actions import JoinActions
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.person_rows import match_row
from integrhabitat_desktop.ui.person_texts import facts_of, last_visit
from integrhabitat_desktop.ui.restriction_actions import RestrictionActions
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.people.file_form_view import FileForm
from integrhabitat_desktop.ui.screens.people.file_panel_view import FileCommands, FilePanel
from integrhabitat_desktop.ui.screens.people.guardian_panel_view import GuardianPanel
from integrhabitat_desktop.ui.screens.people.household_panel_view import HouseholdPanel
from integrhabitat_desktop.ui.screens.people.people_title_view import PeopleTitle
from integrhabitat_desktop.ui.screens.people.people_view_model import PeopleViewModel
from integrhabitat_desktop.ui.screens.people.restrict_form_view import RestrictForm
from integrhabitat_desktop.ui.screens.people.restricted_panel_view import RestrictedPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    EmptyState,
    ListRow,
    PanelStack,
    RowList,
    Screen,
    SidePanel,
    beside,
    choose_new_file,
    link_button,
    list_column,
)
from integrhabitat_desktop.ui.widgets.panel_stack import Place
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.list_people import PeoplePage
from integrhabitat_desktop.use_cases.person_file import PersonFile, RecordEdit
from integrhabitat_protocol.errors import ExpectedError

_FEWEST_SIGNS = 2
_OF_A_FILE = (
    "person",
    "identity_document",
    "contact",
    "consent",
    "mobility_profile",
    "check_in",
    "service_delivery",
    "attendance",
    "enrolment",
    "referral",
    "follow_up",
    "person_merge",
    "person_pair",
    "restriction",
    "erasure",
    "guardian_link",
    "person_profile",
    "person_note",
    "need",
)

_Beside = HouseholdPanel | GuardianPanel | ConsentPanel | RestrictForm | RestrictedPanel


class PeopleView(Screen):
    """The list on the left, the file on the right."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("People"))
        self.setObjectName("people")
        self._services = services
        role = services.staff.role
        self._query = ""
        self._file: PersonFile | None = None
        self._restrictions, self._cards = RestrictionActions(services), CardActions(services)
        self.model = PeopleViewModel(services)
        self.title_buttons = PeopleTitle(services, self, self._print_cards, self._open_restricted)
        self.import_button, self.pairs_button = (
            self.title_buttons.import_button,
            self.title_buttons.pairs_button,
        )
        self.title_row.set_actions(*self.title_buttons.widgets())
        self.list = RowList(_("Participants"))
        self.more_button = link_button(_("Show more"), self.model.load_more, icon="chevron-down")
        # The imported people whom nobody has asked yet: a list to work through.
        self.not_asked_button = link_button("", self._toggle_not_asked, icon="shield-check")
        self.not_asked_button.hide()
        left = list_column(self.not_asked_button, self.list, self.more_button, grows=1)
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState("users", _("Choose somebody"), _("Enter opens the file. Type above to find a person."))
        )
        self.file = FilePanel(
            services,
            FileCommands(
                check_in=self._to_reception,
                edit=self._begin_edit if allowed(role, Permission.EDIT_PERSON) else None,
                household=self._open_household if allowed(role, Permission.EDIT_PERSON) else None,
                guardian=self._open_guardian if allowed(role, Permission.EDIT_PERSON) else None,
                consent=self._open_consent if allowed(role, Permission.EDIT_PERSON) else None,
                cards=self._cards if allowed(role, Permission.ISSUE_CARDS) else None,
                whole=FileActions(services) if allowed(role, Permission.EXPORT) else None,
                joins=JoinActions(services) if allowed(role, Permission.JOIN_RECORDS) else None,
                task=self._open_task if allowed(role, Permission.REFER) else None,
                restrict=self._open_restrict if allowed(role, Permission.RESTRICT_RECORDS) else None,
            ),
        )
        self.right = PanelStack(self.empty, self.file)
        self._kept: Place | None = None  # which panel was open at a lock, until its file is here
        self.body.addWidget(beside(left, self.right), 1)
        self.model.page_loaded.connect(self._show_page)
        self.model.counted.connect(self._show_count)
        self.model.not_asked_counted.connect(self._show_not_asked)
        self.model.disputes_counted.connect(self.title_buttons.show_disputes)
        self.model.found.connect(self._show_found)
        self.model.file_opened.connect(self._show_file)
        self.model.file_renewed.connect(self._renew_file)
        self.model.person_gone.connect(self._leave_file)
        self.list.chosen.connect(self._open)
        self.file.closed.connect(self._close_file)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    @property
    def _form(self) -> FileForm | None:
        return self.right.opened(FileForm)

    # What the window asks

    def activated(self) -> None:
        self._load()
        if self._file is not None:
            self.model.open(self._file.person.record_id, note=False)
        self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        self._open(argument)

    def show_person(self, person_id: str) -> bool:
        self._open(person_id)
        return True

    def handles_search(self) -> bool:
        return True

    def search_changed(self, text: str) -> None:
        self._query = text.strip()
        self._load()

    def search_submitted(self, text: str) -> None:
        if self.list.current_id():
            self._open(self.list.current_id())

    def search_moved(self, step: int) -> None:
        self.list.step(step)

    def keys(self) -> tuple[KeyEntry, ...]:
        return (KeyEntry("Enter", _("Open the file")), KeyEntry("Ctrl+E", _("Edit")))

    def place(self) -> str:
        return self._file.person.record_id if self._file is not None else ""

    def restore_place(self, place: str) -> None:
        self._open(place)

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._kept = self.right.keep_drafts(texts)
        if self._kept is not None:
            self._open(self._kept[1])

    # The list

    def _load(self) -> None:
        if len(self._query) < _FEWEST_SIGNS:
            self.model.load()
        else:
            self.model.search(self._query)

    @Slot(object, bool)
    def _show_page(self, page: PeoplePage, first: bool) -> None:
        if len(self._query) >= _FEWEST_SIGNS:
            return
        today = self._services.today()
        rows = [
            ListRow(it.id, it.name, facts_of(it, today), avatar=it.name, trailing=last_visit(it, today))
            for it in page.people
        ]
        kept = () if first else self.list.rows()
        self.list.set_rows([*kept, *rows])
        self.more_button.setVisible(page.last is not None)

    @Slot(int)
    def _show_count(self, count: int) -> None:
        words = ngettext("{count} participant", "{count} participants", count)
        self.set_title(_("People"), words.format(count=format_number(count)))

    @Slot(int)
    def _show_not_asked(self, count: int) -> None:
        if self.model.only_not_asked and not count:
            self.model.only_not_asked = False
            self._load()
        words = (
            _("Show everybody")
            if self.model.only_not_asked
            else _("Consent not asked: {count}").format(count=format_number(count))
        )
        self.not_asked_button.set_label(words)
        self.not_asked_button.setVisible(count > 0 and len(self._query) < _FEWEST_SIGNS)

    def _toggle_not_asked(self) -> None:
        self.model.only_not_asked = not self.model.only_not_asked
        self._load()
        self.list.setFocus()

    @Slot(str, object)
    def _show_found(self, query: str, matches: list[PersonMatch]) -> None:
        if query != self._query:
            return
        today = self._services.today()
        self.list.set_rows(
            [match_row(it, today) for it in matches],
            select_first=True,
        )
        for button in (self.more_button, self.not_asked_button):
            button.hide()

    # The file

    @Slot(str)
    def _open(self, person_id: str) -> None:
        if person_id and self._may_leave():
            self._put_away()
            self.model.open(person_id, note=True)

    @Slot(object)
    def _show_file(self, opened: PersonFile) -> None:
        same = self._file is not None and self._file.person.record_id == opened.person.record_id
        if self._form is not None and not same:
            return
        self._file = opened
        self.file.show_file(opened)
        if self._form is not None:
            self._form.take_meanwhile(opened)
            return
        if self.right.is_filling_in():
            return
        self.right.setCurrentWidget(self.file)
        if self._kept is not None and self._kept[1] == opened.person.record_id:
            (panel, _person), self._kept = self._kept, None
            openings = {
                "household_panel": self._open_household,
                "guardian_panel": self._open_guardian,
                "consent_panel": self._open_consent,
                "restrict_form": self._open_restrict,
            }
            openings.get(panel, self._begin_edit)()

    @Slot(object)
    def _renew_file(self, opened: PersonFile) -> None:
        if self._file is not None:
            self._show_file(opened)

    @Slot()
    def _close_file(self) -> None:
        self._file = None
        self.right.setCurrentWidget(self.empty)
        self.list.setFocus()

    @Slot(str)
    def _leave_file(self, person_id: str) -> None:
        """Blocked, erased or taken back: nothing of the person stays on the screen."""
        self.right.forget(person_id)
        if self._file is None or self._file.person.record_id != person_id:
            return
        self._file = None
        self._put_away()
        self.right.setCurrentWidget(self.empty)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if not self.isVisible() or not changed.touches(*_OF_A_FILE):
            return
        if changed.touches("person", "person_merge", "person_pair", "restriction", "erasure"):
            self._load()
        elif changed.touches("consent"):
            self._load() if self.model.only_not_asked else self.model.count_not_asked()
        if self._file is not None:
            self.model.open(self._file.person.record_id, note=False)

    def _to_reception(self) -> None:
        if self._file is not None:
            person_id = self._file.person.record_id
            self._services.navigator.open_screen("reception")
            self._services.navigator.open_person(person_id)

    @Slot()
    def _open_task(self) -> None:
        if self._file is not None:
            self._services.navigator.open_screen("referrals", f"task:{self._file.person.record_id}")

    # Household, responsible adults, consent

    @Slot()
    def _open_household(self) -> None:
        self._open_beside(HouseholdPanel)

    @Slot()
    def _open_guardian(self) -> None:
        self._open_beside(GuardianPanel)

    @Slot()
    def _open_consent(self) -> None:
        self._open_beside(ConsentPanel)

    def _open_beside(self, kind: type[HouseholdPanel] | type[GuardianPanel] | type[ConsentPanel]) -> None:
        if self._file is None or not self._may_leave():
            return
        person_id, name = self._shown_person()
        self._show_beside(kind(self._services, person_id, name, self._put_away))

    def _shown_person(self) -> tuple[str, str]:
        assert self._file is not None
        return self._file.person.record_id, str(self._file.person.values.get("name") or "")

    def _show_beside(self, panel: _Beside) -> None:
        self.right.open(panel)
        panel.begin()
        self.right.bring_back()

    def _may_leave(self) -> bool:
        return self.right.may_be_left(self._services.notices)

    def _print_cards(self) -> None:
        people = [it.id for it in self.list.rows()]
        target = choose_new_file(self, _("Save the cards"), self._cards.suggested_name(), "*.pdf")
        if target is not None and people:
            self._cards.print(people, target)

    # Blocked records

    @Slot()
    def _open_restrict(self) -> None:
        if self._file is None or not self._may_leave():
            return
        person_id, name = self._shown_person()

        def save(reason: str, note: str | None) -> None:
            self._restrictions.restrict(person_id, name, reason, note, self._restricted, form.show_problem)

        form = RestrictForm(person_id, name, save, self._put_away)
        self._show_beside(form)

    def _restricted(self) -> None:
        self._put_away()
        self._close_file()

    @Slot()
    def _open_restricted(self) -> None:
        if self._may_leave():
            self._show_beside(RestrictedPanel(self._services, self._restrictions, self._put_away))

    # Editing

    @Slot()
    def _begin_edit(self) -> None:
        if self._file is not None and self._may_leave():
            self.right.open(FileForm(self._services, self._file, self._save, self._put_away))
            self.right.bring_back()

    def _save(self, edits: list[RecordEdit]) -> None:
        form, opened = self._form, self._file
        if form is None or opened is None:
            return
        if not edits:
            self._put_away()
            return
        name = str(opened.person.values.get("name") or "")
        self.model.save(form.person_id, name, edits, self._saved, self._refused)

    def _saved(self) -> None:
        self._put_away()
        if self._file is not None:
            self.model.open(self._file.person.record_id, note=False)

    def _refused(self, error: ExpectedError) -> None:
        if self._form is not None:
            self._form.show_problem(error)

    @Slot()
    def _put_away(self) -> None:
        if self.right.is_filling_in():
            self.right.put_away(self.file if self._file is not None else self.empty)
