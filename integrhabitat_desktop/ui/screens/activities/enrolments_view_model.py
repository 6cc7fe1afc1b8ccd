"""What the people of an activity go through, without a widget: enrolled, waiting, leaving, coming back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import change_enrolment, keep_waiting_list
from integrhabitat_desktop.use_cases.change_enrolment import ActivityPeople, Ended, EnrolmentBefore
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import Enrolled, enrol_people, undo_changes
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.keep_waiting_list import TakenIn

Before = tuple[EnrolmentBefore, ...]
Done = Callable[[], None]
_NAMED = 3


class EnrolmentsViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # an ActivityPeople
    found = Signal(str, object)  # the query, a list of PersonMatch

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.activity_id = ""

    def open(self, activity_id: str) -> None:
        """Read the people of an activity."""
        self.activity_id = activity_id
        self.load()

    def load(self) -> None:
        """Read them again."""
        activity = self.activity_id

        def show(people: ActivityPeople) -> None:
            if activity == self.activity_id:
                self.loaded.emit(people)

        if activity:
            self._runner.run(
                lambda desk: change_enrolment.people_of_activity(desk, activity), show, key="enrolments"
            )

    def search(self, query: str) -> None:
        """Look for somebody to enrol."""
        self._runner.run(
            lambda desk: find_people(desk, query, 6),
            lambda matches: self.found.emit(query, matches),
            key="enrol-search",
        )

    def enrol(self, person_id: str, name: str) -> None:
        """Enrol a person from today on, or let them wait where every place is taken."""
        activity = self.activity_id

        def done(enrolled: Enrolled) -> None:
            words = _("{name} is enrolled.")
            if enrolled.already:
                words = _("{name} is enrolled already.")
            elif enrolled.waiting:
                words = _("Every place is taken: {name} is on the waiting list.")
            self._tell(words.format(name=name), enrolled.before)

        self._runner.run(lambda desk: enrol_people(desk, activity, [person_id]), done)

    def save(
        self,
        enrolment: str,
        name: str,
        values: tuple[str, str | None, str | None],
        done: Done,
        failed: Failed,
    ) -> None:
        """Save role, first and last day."""
        self._change(
            lambda desk: change_enrolment.save_enrolment(desk, enrolment, *values),
            _("The enrolment of {name} is saved.").format(name=name),
            done,
            failed,
        )

    def leave(
        self,
        enrolment: str,
        name: str,
        day: str,
        status: str,
        barrier: str | None,
        done: Done,
        failed: Failed,
    ) -> None:
        """Somebody leaves; a place that becomes free is offered in the same notice."""

        def work(desk: Desk) -> Ended:
            return change_enrolment.leave_activity(desk, [enrolment], day, status=status, barrier=barrier)

        self._end(work, _("{name} has left.").format(name=name), done, failed)

    def complete(
        self, enrolments: Sequence[str], words: str, done: Done, failed: Failed | None = None
    ) -> None:
        """People came to the end today."""
        today = self._services.today().isoformat()
        self._end(
            lambda desk: change_enrolment.complete_activity(desk, enrolments, today), words, done, failed
        )

    def complete_everybody(self, enrolments: Sequence[str], done: Done) -> None:
        """Everybody came to the end today, except who begins later: they are named."""
        today = self._services.today().isoformat()

        def told(ended: Ended) -> None:
            words = ngettext("{count} has completed it.", "{count} have completed it.", len(ended.before))
            said = (
                words.format(count=format_number(len(ended.before))),
                left_out_words(ended),
                free_place_words(ended),
            )
            self._tell(" ".join(filter(None, said)), ended.before)
            done()

        self._runner.run(lambda desk: change_enrolment.complete_activity(desk, enrolments, today), told)

    def come_back(self, enrolment: str, name: str, done: Done, failed: Failed) -> None:
        """Somebody who left is part of it again."""
        self._change(
            lambda desk: change_enrolment.return_to_activity(desk, enrolment),
            _("{name} is part of it again.").format(name=name),
            done,
            failed,
        )

    def let_wait(self, enrolment: str, name: str, done: Done, failed: Failed) -> None:
        """Somebody gives the place away and waits."""
        self._change(
            lambda desk: keep_waiting_list.let_wait(desk, enrolment),
            _("{name} is on the waiting list.").format(name=name),
            done,
            failed,
        )

    def stop_waiting(self, enrolment: str, name: str, done: Done, failed: Failed) -> None:
        """Somebody wants no place any more."""
        self._change(
            lambda desk: keep_waiting_list.stop_waiting(desk, enrolment),
            _("{name} waits no more.").format(name=name),
            done,
            failed,
        )

    def take_in(self, enrolment: str, done: Done | None = None, failed: Failed | None = None) -> None:
        """Somebody who waits gets a place."""

        def told(taken: TakenIn) -> None:
            words = _("{name} has a place now.")
            if taken.is_over_capacity:
                words = _("{name} has a place now. There are more people than places.")
            self._tell(words.format(name=taken.name), taken.before)
            if done is not None:
                done()

        self._runner.run(lambda desk: keep_waiting_list.take_in(desk, enrolment), told, failed)

    def _change(self, work: Callable[[Desk], Before], words: str, done: Done, failed: Failed) -> None:
        run_undoable(self._services, work, words, undo_changes, then=lambda _before: done(), failed=failed)

    def _end(self, work: Callable[[Desk], Ended], words: str, done: Done, failed: Failed | None) -> None:
        def told(ended: Ended) -> None:
            self._tell(" ".join(filter(None, (words, free_place_words(ended)))), ended.before)
            done()

        self._runner.run(work, told, failed)

    def _tell(self, words: str, before: Before) -> None:
        def take_back() -> None:
            self._runner.run(
                lambda desk: undo_changes(desk, before),
                lambda _undone: self._services.notices.show(_("Taken back.")),
            )

        if before:
            self._services.notices.show(words, undo=take_back)
        else:
            self._services.notices.show(words, kind=NoticeKind.INFO)


def left_out_words(ended: Ended) -> str:
    """Who was left out as their first day is still to come; "" for nobody."""
    left_out = ended.left_out
    if not left_out:
        return ""
    names = ", ".join(left_out[:_NAMED])
    if len(left_out) > _NAMED:
        names = _("{names} and {count} more").format(names=names, count=format_number(len(left_out) - _NAMED))
    words = ngettext(
        "{count} begins later and stays enrolled: {names}.",
        "{count} begin later and stay enrolled: {names}.",
        len(left_out),
    )
    return words.format(count=format_number(len(left_out)), names=names)


def free_place_words(of: ActivityPeople | Ended) -> str:
    """How many places are free and whose turn it is; "" where nobody waits for one."""
    free = of.places.free if isinstance(of, ActivityPeople) else of.free
    waiting = of.next_in_line
    if waiting is None:
        return ""
    if free is None:
        return _("{name} waits for a place.").format(name=waiting.person.name)
    words = ngettext(
        "{name} is next: {count} place is free.", "{name} is next: {count} places are free.", free
    )
    return words.format(count=format_number(free), name=waiting.person.name)
