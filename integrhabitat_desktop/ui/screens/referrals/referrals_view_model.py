"""What the referrals screen does, without a widget: lists, one referral, its steps, letter and tasks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.error_messages import tells_of_gone_person
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_follow_ups, refer_person
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow, NewFollowUp, follow_ups_to_do
from integrhabitat_desktop.use_cases.keep_institutions import InstitutionRow, list_institutions
from integrhabitat_desktop.use_cases.print_referral_letter import print_referral_letter
from integrhabitat_desktop.use_cases.refer_person import NewReferral
from integrhabitat_desktop.use_cases.view_card import view_card
from integrhabitat_desktop.use_cases.view_referrals import (
    ListedReferral,
    Urgency,
    closed_referrals,
    open_referrals,
    view_referral,
)
from integrhabitat_protocol.errors import ExpectedError

TO_DO, OPEN, CLOSED = "TO_DO", "OPEN", "CLOSED"
_PRESSING = (Urgency.OVERDUE, Urgency.DUE_TODAY, Urgency.NOT_SENT)


@dataclass(frozen=True, slots=True)
class ReferralBoard:
    """What one list shows: referrals, and tasks where it is the list of what is to be done."""

    which: str
    referrals: tuple[ListedReferral, ...]
    tasks: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new referral needs to begin: whom it is for, and the directory."""

    person_id: str
    name: str
    institutions: tuple[InstitutionRow, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a referral; `institution` is where it is passed on to, "" where it is not."""

    status: str
    barrier: str | None = None
    note: str | None = None
    institution: str = ""


class ReferralsViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # a ReferralBoard
    opened = Signal(object)  # a ReferralView
    beginning = Signal(object)  # a Beginning
    renewed = Signal(
        object
    )  # a Beginning, for the form that asked; one put away meanwhile does not come back
    gone = Signal(str)  # a referral or a person of whom nothing may be shown any more
    task_beginning = Signal(str, str)  # the id and the name of whom a task is for

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner

    def load(self, which: str) -> None:
        """One of the lists TO_DO, OPEN, CLOSED."""

        def work(desk: Desk) -> ReferralBoard:
            if which == CLOSED:
                return ReferralBoard(which, closed_referrals(desk), ())
            found = open_referrals(desk)
            if which == OPEN:
                return ReferralBoard(which, found, ())
            pressing = tuple(it for it in found if it.urgency in _PRESSING)
            return ReferralBoard(which, pressing, follow_ups_to_do(desk))

        self._runner.run(work, self.loaded.emit, key="referrals")

    def open(self, referral_id: str) -> None:
        """One referral with its history."""
        self._runner.run(
            lambda desk: view_referral(desk, referral_id),
            self.opened.emit,
            self._cannot_show(referral_id),
            key="referral",
        )

    def _cannot_show(self, subject: str) -> Failed:
        def failed(error: ExpectedError) -> None:
            self._services.notices.show_error(error)
            if tells_of_gone_person(error) or error.code == "referral_not_found":
                self.gone.emit(subject)

        return failed

    def begin(self, person_id: str) -> None:
        """What the form for a person needs."""
        self._read_beginning(person_id, self.beginning.emit)

    def renew(self, person_id: str) -> None:
        """What the open form for a person needs, as it is now."""
        self._read_beginning(person_id, self.renewed.emit)

    def _read_beginning(self, person_id: str, done: Callable[[Beginning], None]) -> None:
        def work(desk: Desk) -> Beginning:
            return Beginning(person_id, view_card(desk, person_id).person.name, list_institutions(desk))

        self._runner.run(work, done, self._cannot_show(person_id), key="beginning")

    def begin_task(self, person_id: str) -> None:
        """Whom a task that belongs to no referral is for."""
        self._runner.run(
            lambda desk: view_card(desk, person_id).person,
            lambda person: self.task_beginning.emit(person.id, person.name),
            self._cannot_show(person_id),
            key="beginning-task",
        )

    def create(
        self, person_id: str, name: str, new: NewReferral, done: Callable[[str], None], failed: Failed
    ) -> None:
        """Write a referral."""
        run_undoable(
            self._services,
            lambda desk: refer_person.create_referral(desk, person_id, new),
            _("The referral of {name} is written.").format(name=name),
            refer_person.undo_referral,
            then=done,
            failed=failed,
        )

    def take_step(self, referral_id: str, step: Step, done: Callable[[], None], failed: Failed) -> None:
        """Bring a referral to another status."""
        run_undoable(
            self._services,
            lambda desk: refer_person.take_step(
                desk, referral_id, step.status, barrier=step.barrier, note=step.note
            ),
            _("The step is noted."),
            refer_person.undo_step,
            then=lambda _taken: done(),
            failed=failed,
        )

    def pass_on(self, referral_id: str, step: Step, done: Callable[[str], None], failed: Failed) -> None:
        """End a referral here and begin the next one at another institution."""
        run_undoable(
            self._services,
            lambda desk: refer_person.pass_on(
                desk, referral_id, step.institution, barrier=step.barrier, note=step.note
            ),
            _("It is passed on. Ask the person whether they agree to the new institution."),
            refer_person.undo_passing_on,
            then=lambda passed: done(passed.referral_id),
            failed=failed,
        )

    def give_consent(
        self,
        referral_id: str,
        fields: tuple[str, ...],
        method: str | None,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """The person agreed to a draft."""

        def said(_nothing: None) -> None:
            self._services.notices.show(_("The consent is noted. The referral can be sent."))
            done()

        self._runner.run(
            lambda desk: refer_person.give_consent(desk, referral_id, fields, method), said, failed
        )

    def plan(self, person_id: str, new: NewFollowUp, done: Callable[[], None], failed: Failed) -> None:
        """Note something to do."""
        run_undoable(
            self._services,
            lambda desk: keep_follow_ups.plan_follow_up(desk, person_id, new),
            _("The task is noted."),
            keep_follow_ups.undo_planning,
            then=lambda _made: done(),
            failed=failed,
        )

    def end_task(self, task_id: str) -> None:
        """A task is done."""
        run_undoable(
            self._services,
            lambda desk: keep_follow_ups.end_follow_up(desk, task_id, keep_follow_ups.DONE),
            _("Done."),
            keep_follow_ups.undo_follow_up,
        )

    def put_off_task(self, task_id: str, day: str) -> None:
        """A task is done on another day."""
        run_undoable(
            self._services,
            lambda desk: keep_follow_ups.put_off(desk, task_id, day),
            _("Put off."),
            keep_follow_ups.undo_follow_up,
        )

    def letter_name(self, referral_id: str) -> str:
        """A name for the letter's file, without personal data."""
        return f"{referral_id}.pdf"

    def save_letter(self, referral_id: str, target: Path) -> None:
        """Write the letter to a file."""
        self._runner.run(
            lambda desk: write_asked_file(target, print_referral_letter(desk, referral_id)),
            lambda _nothing: self._services.notices.show(
                _("The letter is saved as {name}. Print it, then delete the file.").format(name=target.name)
            ),
        )
