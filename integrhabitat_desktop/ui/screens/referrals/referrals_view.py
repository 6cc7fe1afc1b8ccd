"""Referrals: what is due, what is under way, what is closed; the chosen one or a form beside the list."""

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.referral_rules import SENT
from integrhabitat_desktop.i18n import (
    _,
    ngettext,
)
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.save_records_view import save_records_button
from integrhabitat_desktop.ui.screens.referrals.agreement_form_view import AgreementForm
from integrhabitat_desktop.ui.screens.referrals.referral_form_view import ReferralForm
from integrhabitat_desktop.ui.screens.referrals.referral_panel_view import ReferralCommands, ReferralPanel
from integrhabitat_desktop.ui.screens.referrals.referral_rows import REFERRAL, TASK, referral_row, task_row
from integrhabitat_desktop.ui.screens.referrals.referrals_view_model import (
    CLOSED,
    OPEN,
    TO_DO,
    Beginning,
    ReferralBoard,
    ReferralsViewModel,
    Step,
)
from integrhabitat_desktop.ui.screens.referrals.step_form_view import StepForm
from integrhabitat_desktop.ui.screens.referrals.task_form_view import TaskForm
from integrhabitat_desktop.ui.screens.referrals.task_panel_view import TaskCommands, TaskPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    EmptyState,
    PanelStack,
    RowList,
    Screen,
    SegmentedField,
    SidePanel,
    beside,
    choose_new_file,
    list_column,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.panel_stack import Place
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.export_records import RecordList
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow
from integrhabitat_desktop.use_cases.refer_person import NewReferral
from integrhabitat_desktop.use_cases.view_referrals import ReferralView

_SHOWN = ("referral", "referral_step", "follow_up", "institution", "person", "restriction", "erasure")
_NEW = "new:"


class ReferralsView(Screen):
    """Another screen opens it with `new:` and the id of a person to refer them, with `task:` and a person to note
    something to do for them, or with the id of a referral.
    """

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Referrals"))
        self.setObjectName("referrals")
        self._services = services
        self._view: ReferralView | None = None
        self._tasks: dict[str, FollowUpRow] = {}
        self._awaited = ""  # the referral that was asked for last; "" where another thing was chosen since
        self._kept: Place | None = None  # which form was open at a lock, until its referral is here
        self.model = ReferralsViewModel(services)
        self.directory_button = secondary_button(
            _("Institutions"), self._open_directory, icon="building-community"
        )
        saving = save_records_button(services, self, RecordList.REFERRALS)
        self.title_row.set_actions(saving, self.directory_button)
        self.which = SegmentedField(
            "",
            [(TO_DO, _("To do")), (OPEN, _("Under way")), (CLOSED, _("Closed"))],
            value=TO_DO,
        )
        self.list = RowList(_("Referrals and tasks"))
        left = list_column(self.which, self.list, grows=1)
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "send",
                _("Nothing is chosen"),
                _("A referral begins at the reception: find the person, then “Refer”."),
            )
        )
        self.panel = ReferralPanel(
            services,
            ReferralCommands(
                consent=self._begin_agreement,
                letter=self._save_letter,
                send=self._send,
                step=self._begin_step,
                task=self._begin_task,
                task_done=self.model.end_task,
                person=self._open_person,
            ),
        )
        self.task = TaskPanel(
            services.today,
            TaskCommands(
                done=self.model.end_task,
                put_off=self.model.put_off_task,
                person=lambda person: services.navigator.open_screen("people", person),
            ),
        )
        self.right = PanelStack(self.empty, self.panel, self.task)
        self.body.addWidget(beside(left, self.right), 1)
        self.which.changed.connect(self._load)
        self.list.current_changed.connect(self._choose)
        self.list.chosen.connect(self._choose_now)
        self.model.loaded.connect(self._show_board)
        self.model.opened.connect(self._show_referral)
        self.model.gone.connect(self._leave)
        self.model.beginning.connect(self._begin)
        self.model.renewed.connect(self._renew)
        self.model.task_beginning.connect(self._begin_task_of)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    @property
    def _form(self) -> FormPanel | None:
        return self.right.opened(FormPanel)

    # What the window asks

    def activated(self) -> None:
        self._load()
        if isinstance(self._form, ReferralForm):
            self.model.renew(self._form.person_id)
        if self._form is not None:
            self._form.begin()
        else:
            self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        if argument.startswith(_NEW):
            self.model.begin(argument.removeprefix(_NEW))
        elif argument.startswith(TASK):
            self.model.begin_task(argument.removeprefix(TASK))
        elif self._make_room():
            self._put_away()
            self._open(argument)

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Ctrl+E", _("Say what happened")),
            KeyEntry("Ctrl+P", _("Print the letter")),
            KeyEntry("Ctrl+Enter", _("Save what is open")),
        )

    def place(self) -> str:
        return self._view.referral.id if self._view is not None else ""

    def restore_place(self, place: str) -> None:
        self._open(place)

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        form, subject = self.right.keep_drafts(texts) or ("", "")
        if form == "referral_form":
            self.model.begin(subject)
        elif subject.startswith(TASK):
            self.model.begin_task(subject.removeprefix(TASK))
        elif subject:
            self._kept = form, subject
            self._open(subject)

    # The list

    @Slot()
    def _load(self) -> None:
        self.model.load(self.which.value() or TO_DO)

    @Slot(object)
    def _show_board(self, board: ReferralBoard) -> None:
        if board.which != self.which.value():
            return
        self._tasks = {it.id: it for it in board.tasks}
        if self.right.currentWidget() is self.task and self.task.task_id not in self._tasks:
            self.right.setCurrentWidget(self.empty)
        today, zone = self._services.today(), self._services.time_zone
        tasks = [task_row(it, today) for it in board.tasks]
        self.list.set_rows([*tasks, *(referral_row(it, zone) for it in board.referrals)])
        count = len(board.tasks) + len(board.referrals)
        words = {
            TO_DO: ngettext("{count} thing to do", "{count} things to do", count),
            OPEN: ngettext("{count} referral under way", "{count} referrals under way", count),
            CLOSED: ngettext("{count} referral closed", "{count} referrals closed", count),
        }[board.which]
        self.set_title(_("Referrals"), words.format(count=count))

    @Slot(str)
    def _choose_now(self, row_id: str) -> None:
        if self.right.may_be_left(self._services.notices):
            self._choose(row_id)

    @Slot(str)
    def _choose(self, row_id: str) -> None:
        if self._form is not None:
            return
        if row_id.startswith(REFERRAL):
            self._open(row_id.removeprefix(REFERRAL))
        elif (task := self._tasks.get(row_id.removeprefix(TASK))) is not None:
            self._show_task(task)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if not self.isVisible() or not changed.touches(*_SHOWN):
            return
        self._load()
        if self._view is not None:
            self._open(self._view.referral.id)

    def _show_task(self, task: FollowUpRow) -> None:
        if task.referral:
            self._open(task.referral)
            return
        self._view, self._awaited = None, ""
        self.task.show_task(task)
        self.right.setCurrentWidget(self.task)

    # One referral

    def _open(self, referral_id: str) -> None:
        self._awaited = referral_id
        self.model.open(referral_id)

    @Slot(object)
    def _show_referral(self, view: ReferralView) -> None:
        if view.referral.id != self._awaited:
            return
        self._view = view
        self.panel.show_referral(view)
        if self._form is None:
            self.right.setCurrentWidget(self.panel)
            self._go_on(view.referral.id)

    def _go_on(self, referral_id: str) -> None:
        """Open the form again that was open at a lock."""
        if self._kept is not None and self._kept[1] == referral_id:
            (form, _referral), self._kept = self._kept, None
            forms = {"step_form": self._begin_step, "agreement_form": self._begin_agreement}
            forms.get(form, self._begin_task)()

    @Slot(str)
    def _leave(self, gone: str) -> None:
        """Nothing stays of somebody who was blocked or erased, nor waits for them."""
        for subject in (gone, TASK + gone):
            self.right.forget(subject)
        if self._view is not None and self._view.referral.id == gone:
            self._view, self._awaited = None, ""
            self._put_away()
            self.right.setCurrentWidget(self.empty)

    def _open_person(self) -> None:
        if self._view is not None:
            self._services.navigator.open_screen("people", self._view.referral.person)

    def _save_letter(self) -> None:
        if self._view is None:
            return
        referral_id = self._view.referral.id
        target = choose_new_file(self, _("Save the letter"), self.model.letter_name(referral_id), "*.pdf")
        if target is not None:
            self.model.save_letter(referral_id, target)

    def _open_directory(self) -> None:
        self._services.navigator.open_screen("institutions")

    # Forms

    def _show_form(self, form: FormPanel) -> None:
        self.right.open(form)
        form.begin()
        self.right.bring_back()

    @Slot(object)
    def _renew(self, beginning: Beginning) -> bool:
        """Give the open form the directory as it is now; False where it was put away, or is about somebody else."""
        form = self._form
        if not isinstance(form, ReferralForm) or form.person_id != beginning.person_id:
            return False
        form.take_directory(beginning.institutions)
        return True

    @Slot(object)
    def _begin(self, beginning: Beginning) -> None:
        if not self._renew(beginning) and self._make_room():
            self._show_form(ReferralForm(beginning, self._create, self._put_away, self._open_directory))

    def _make_room(self) -> bool:
        """Whether another form may be opened. A referral that was begun is there again when they are referred again."""
        form = self._form
        if not isinstance(form, ReferralForm):
            return self.right.may_be_left(self._services.notices)
        self.right.keep_open()
        words = _("The referral of {name} that was begun is kept. Refer them again to go on with it.")
        self._services.notices.show(words.format(name=form.name))
        return True

    @Slot(str, str)
    def _begin_task_of(self, person_id: str, name: str) -> None:
        if not self._make_room():
            return
        form = TaskForm(
            TASK + person_id,
            name,
            None,
            self._services.today,
            lambda new: self.model.plan(person_id, new, self._put_away, form.show_problem),
            self._put_away,
        )
        self._show_form(form)

    def _create(self, new: NewReferral) -> None:
        form = self._form
        if isinstance(form, ReferralForm):
            self.model.create(form.person_id, form.name, new, self._created, form.show_problem)

    def _created(self, referral_id: str) -> None:
        self._put_away()
        self._open(referral_id)

    def _begin_step(self) -> None:
        view = self._view
        if view is None:
            return

        def save(step: Step) -> None:
            told, problem = view.referral.id, form.show_problem
            if step.institution:
                self.model.pass_on(told, step, self._created, problem)
            else:
                self.model.take_step(told, step, self._done, problem)

        # The form stays with its referral, whatever else is shown meanwhile.
        form = StepForm(view, save, self._put_away)
        self._show_form(form)

    def _send(self) -> None:
        if self._view is not None:
            referral_id, failed = self._view.referral.id, self._services.notices.show_error
            self.model.take_step(referral_id, Step(SENT), self._done, failed)

    def _begin_agreement(self) -> None:
        view = self._view
        if view is None:
            return

        def save(fields: tuple[str, ...], method: str | None) -> None:
            self.model.give_consent(view.referral.id, fields, method, self._done, form.show_problem)

        form = AgreementForm(view.referral.id, view.person_name, save, self._put_away)
        self._show_form(form)

    def _begin_task(self) -> None:
        view = self._view
        if view is None:
            return
        form = TaskForm(
            view.referral.id,
            view.person_name,
            view.referral.id,
            self._services.today,
            lambda new: self.model.plan(view.referral.person, new, self._done, form.show_problem),
            self._put_away,
        )
        self._show_form(form)

    def _done(self) -> None:
        self._put_away()
        if self._view is not None:
            self._open(self._view.referral.id)

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.panel if self._view is not None else self.empty)
