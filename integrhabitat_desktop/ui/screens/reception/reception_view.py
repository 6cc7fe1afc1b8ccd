"""The reception: who comes in is found, checked in, registered and served. The queue is the screen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.consent.consent_panel_view import ConsentPanel
from integrhabitat_desktop.ui.screens.reception.count_work import CountWork
from integrhabitat_desktop.ui.screens.reception.desk_lists_view import DeskLists
from integrhabitat_desktop.ui.screens.reception.person_card_view import CardCommands, PersonCardPanel
from integrhabitat_desktop.ui.screens.reception.reception_keys import reception_keys
from integrhabitat_desktop.ui.screens.reception.reception_view_model import (
    FEWEST_SIGNS,
    SHOWN,
    ReceptionViewModel,
)
from integrhabitat_desktop.ui.screens.reception.registration_form_view import RegistrationForm
from integrhabitat_desktop.ui.screens.reception.service_log_view import ServiceLogPanel
from integrhabitat_desktop.ui.screens.reception.service_work import ServiceWork
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    EmptyState,
    PanelStack,
    Screen,
    SidePanel,
    beside,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_look_alikes import FoundLookAlike
from integrhabitat_desktop.use_cases.find_people import FrontDesk, PersonMatch
from integrhabitat_desktop.use_cases.register_person import Registration
from integrhabitat_desktop.use_cases.view_card import PersonCard
from integrhabitat_protocol.errors import ExpectedError


class ReceptionView(Screen):
    """Left: who matches, or who is here and expected. Right: the person, a registration or the service log."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self.setObjectName("reception")
        self._services = services
        self._role = services.staff.role
        self._query = ""
        self._answered = ""  # the query whose results stand in the list
        self._submitted: str | None = None  # Enter was pressed for this query
        self._waiting_command: Callable[[], None] | None = None  # chosen before the answer to the query came
        self._waiting_for = ""  # whom it is meant for; "" for whomever the answer shows first
        self._card: PersonCard | None = None
        self._awaited = ""  # whose card was asked for and is not here yet
        self._chosen_meanwhile = ""  # who was chosen while something typed was open beside the list
        self._is_again = False  # the list is being filled with the same search
        self._names: dict[str, str] = {}
        self.model = ReceptionViewModel(services)
        self.lists = DeskLists(services, self._begin, self._begin_count, self._let_in, self._run_for_list)
        self.results = self.lists.results
        self.lists.register_button.setVisible(self._may(Permission.REGISTER_PERSON))
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "search",
                _("Whom are you serving?"),
                _("Type a name, a document or a phone above, or choose somebody from the list."),
            )
        )
        self.person = PersonCardPanel(
            services,
            CardCommands(
                check_in=self._command(Permission.CHECK_IN, self._check_in_shown),
                service=self._command(Permission.RECORD_SERVICE, self._open_log),
                refer=self._command(Permission.REFER, self._refer),
                open_file=self._command(Permission.LIST_PEOPLE, self._open_file),
                consent=self._command(Permission.EDIT_PERSON, self._open_consent),
                say_purpose=self.model.say_purpose if self._may(Permission.CHECK_IN) else None,
            ),
        )
        self.right = PanelStack(self.empty, self.person)
        self.services_given = ServiceWork(services, self.model, self.right, self._put_away)
        self.counting = CountWork(self.model, self.right, self._put_away)
        self.body.addWidget(beside(self.lists, self.right), 1)
        self._connect()
        name_parts(self)

    def _connect(self) -> None:
        self.model.found.connect(self._show_found)
        self.model.desk_changed.connect(self._show_desk)
        self.model.card_changed.connect(self._show_card)
        self.model.look_alikes_changed.connect(self._show_look_alikes)
        self.model.registered.connect(self._registered)
        self.model.scanned.connect(self._show_scanned)
        self.results.current_changed.connect(self._select)
        self.results.chosen.connect(self._check_in_chosen)
        self.lists.here.chosen.connect(self._select)
        self._services.changes.changed.connect(self._reload)

    @property
    def _form(self) -> RegistrationForm | None:
        return self.right.opened(RegistrationForm)

    @property
    def _log(self) -> ServiceLogPanel | None:
        return self.services_given.panel()

    def _may(self, permission: Permission) -> bool:
        return allowed(self._role, permission)

    def _may_leave(self) -> bool:
        return self.right.may_be_left(self._services.notices)

    def _command(self, permission: Permission, run: Callable[[], None]) -> Callable[[], None] | None:
        """A command of the card; it waits for what was typed or chosen last, never to meet somebody else."""
        return partial(self._run_for_answer, run) if self._may(permission) else None

    def _run_for_answer(self, run: Callable[[], None]) -> None:
        if self._query == self._answered and not self._awaited:
            run()
        else:
            self._waiting_command = run
            self._waiting_for = self._awaited if self._query == self._answered else ""

    def _run_for_list(self, run: Callable[[], None]) -> None:
        """A command of the list, which is there before the card."""
        (run if self._query == self._answered else partial(self._run_for_answer, run))()

    def _run_waiting(self) -> None:
        run, self._waiting_command = self._waiting_command, None
        if run is not None:
            run()

    # What the window asks

    def title(self) -> str:
        return _("Reception")

    def activated(self) -> None:
        self.model.search(self._query)

    def opened_with(self, argument: str) -> None:
        if argument == "register":
            self._begin()
        elif argument:
            self.show_person(argument)

    def handles_search(self) -> bool:
        return True

    def search_changed(self, text: str) -> None:
        self._query = text.strip()
        self._submitted = None
        self._waiting_command = None
        self.model.search(self._query)

    def search_submitted(self, text: str) -> None:
        # Whoever types fast presses Enter before the answer is there; it must not reach the list before.
        self._submitted = text.strip()
        if self._answered == self._submitted:
            self._act()

    def _act(self) -> None:
        self._submitted = None
        if self.results.current_id():
            self._check_in_chosen(self.results.current_id())
        elif self._query:
            self._begin()

    def card_scanned(self, text: str) -> bool:
        if not self._may(Permission.CHECK_IN):
            return False
        self.model.check_in_by_card(text)
        return True

    def search_moved(self, step: int) -> None:
        self.results.step(step)

    def show_person(self, person_id: str) -> bool:
        if self._may_leave():
            self._put_away()
        self._load_card(person_id)
        return True

    @Slot(str)
    def _show_scanned(self, person_id: str) -> None:
        # Whoever is writing about somebody else goes on; the notice tells who came in.
        show = self._load_card if self._is_working() else self.show_person
        show(person_id)

    def keys(self) -> tuple[KeyEntry, ...]:
        return reception_keys()

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        panel, person_id = self.right.keep_drafts(texts) or ("", "")
        if person_id:
            command = self._open_consent if panel == "consent_panel" else self._open_log
            self._waiting_command, self._waiting_for = command, ""
            self._load_card(person_id)
        elif panel == "headcount_form":
            self._begin_count()
        elif panel == "registration":
            self._begin()

    # Lists

    @Slot(str, object)
    def _show_found(self, query: str, matches: list[PersonMatch]) -> None:
        if query.strip() != self._query:
            return
        self._names |= {match.person.id: match.person.name for match in matches}
        self._fill(partial(self.lists.show_found, query, matches))
        if not matches:
            self._waiting_command = None
        if not matches and not self._is_working():
            self._card = None
            self._put_away()
            self.right.setCurrentWidget(self.empty)
        elif (
            self._card is not None and self._card.person.id == self.results.current_id() and not self._awaited
        ):
            self._run_waiting()
        if self._submitted == self._answered:
            self._act()

    @Slot(object)
    def _show_desk(self, desk: FrontDesk) -> None:
        people = [it.person for it in desk.expected] + [it.person for it in desk.here]
        self._names |= {person.id: person.name for person in people}
        self.lists.show_here(desk.here)
        if len(self._query) < FEWEST_SIGNS:
            self._fill(partial(self.lists.show_expected, desk.expected))

    def _fill(self, fill: Callable[[], None]) -> None:
        """Fill the list. The same search again, after a change, leaves whoever is on the screen there."""
        shown = self._awaited or (self._card.person.id if self._card is not None else "")
        self._is_again = bool(shown) and self._answered == self._query
        self._answered = self._query
        fill()
        if self._is_again:
            self.results.select(shown)
        self._is_again = False

    @Slot(str)
    def _select(self, person_id: str) -> None:
        if not person_id or self._is_again:
            return
        if self._is_working():
            self._chosen_meanwhile = person_id
            return
        # Nothing is typed in it: what is open goes with the person it is about.
        self._put_away()
        self._load_card(person_id)

    def _is_working(self) -> bool:
        """Whether what is open beside the list must not be taken away from whoever writes in it."""
        return self.right.is_typed_in() or self._form is not None

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if not changed.touches(*SHOWN) or not self.isVisible():
            return
        if changed.touches("person", "identity_document", "person_merge", "restriction", "erasure"):
            self.model.search(self._query)
        if changed.touches("person", "check_in", "restriction", "erasure"):
            self.model.load_here()
        if self._card is not None:
            self._load_card(self._awaited or self._card.person.id)
            self.services_given.reload()

    # The person

    def _load_card(self, person_id: str) -> None:
        if self._waiting_for not in ("", person_id):
            self._waiting_command = None  # it was meant for somebody who is no longer chosen
        self._awaited = self._waiting_for = person_id
        self.model.load_card(person_id, self._card_gone)

    def _card_gone(self, error: ExpectedError) -> None:
        """The person was taken back, blocked or erased in the meantime: nothing of them stays."""
        gone, self._awaited, self._waiting_command, self._card = self._awaited, "", None, None
        self.right.forget(gone)
        if self.right.subject() == gone:
            self._put_away()
        if not self.right.is_filling_in():
            self.right.setCurrentWidget(self.empty)
        if error.code != "person_not_found":
            self._services.notices.show_error(error)

    @Slot(object)
    def _show_card(self, card: PersonCard) -> None:
        self._card, self._awaited = card, ""
        self._names[card.person.id] = card.person.name
        self.person.show_card(card)
        self.model.card_shown(card.person.id)
        if not self.right.is_filling_in():
            self.right.setCurrentWidget(self.person)
            if self._query == self._answered:
                self._run_waiting()

    @Slot(str)
    def _check_in_chosen(self, person_id: str) -> None:
        if not self._may(Permission.CHECK_IN):
            return
        shown = self._card is not None and self._card.person.id == person_id
        together = self.person.together() if shown else []
        if together:
            self.model.check_in_together([person_id, *together], self._refused)
        else:
            self.model.check_in(person_id, self._names.get(person_id, ""), self._refused)

    def _let_in(self, people: Sequence[str]) -> None:
        self.model.check_in_together(list(people), self._refused)

    @Slot()
    def _check_in_shown(self) -> None:
        if self._card is not None:
            person = self._card.person
            here = self._card.visit_today is not None
            if self.person.together():
                self.model.check_in_together([person.id, *self.person.together()], self._refused)
                return
            self.model.check_in(person.id, person.name, self._refused, again=here)

    def _open_file(self) -> None:
        self._open_with_shown("people", "")

    def _refer(self) -> None:
        self._open_with_shown("referrals", "new:")

    def _open_with_shown(self, screen: str, what: str) -> None:
        if self._card is not None:
            self._services.navigator.open_screen(screen, f"{what}{self._card.person.id}")

    @Slot()
    def _open_consent(self) -> None:
        if self._card is not None and self._may_leave():
            person = self._card.person
            consent = ConsentPanel(self._services, person.id, person.name, self._put_away)
            self.right.open(consent)
            consent.begin()
            self.right.bring_back()

    def _refused(self, error: ExpectedError) -> None:
        self._services.notices.show_error(error)

    # Registration

    @Slot()
    def _begin(self) -> None:
        if not self._may(Permission.REGISTER_PERSON) or not self._may_leave():
            return
        form = RegistrationForm(self._services, self._register, self._put_away)
        form.typed.connect(self.model.look_for_look_alikes)
        form.same_person.connect(self._it_is)
        self.right.open(form)
        form.begin(self._query if not any(sign.isdigit() for sign in self._query) else "")
        self.right.bring_back()

    @Slot()
    def _begin_count(self) -> None:
        if self._may_leave():
            self.counting.open()

    def _register(self, registration: Registration) -> None:
        form = self._form
        if form is not None:
            self.model.register(registration, form.show_problem)

    @Slot(object)
    def _show_look_alikes(self, found: list[FoundLookAlike]) -> None:
        if self._form is not None:
            self._form.show_look_alikes(found)

    @Slot(str)
    def _it_is(self, person_id: str) -> None:
        self._put_away()
        self._load_card(person_id)

    @Slot(str)
    def _registered(self, person_id: str) -> None:
        self._put_away()
        self._load_card(person_id)

    @Slot()
    def _open_log(self) -> None:
        if self._card is not None and self._may_leave():
            self.services_given.open(self._card)

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.person if self._card is not None else self.empty)
        chosen, self._chosen_meanwhile = self._chosen_meanwhile, ""
        if chosen:
            self._load_card(chosen)
