"""What the roster does, without a widget: open, mark, begin with all present, walk-ins, the sheet; each undone."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, code_label, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import change_session
from integrhabitat_desktop.use_cases import mark_attendance as attendance
from integrhabitat_desktop.use_cases.count_session import SessionCount, count_session, view_session_count
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_look_alikes import look_alikes_of
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.let_in import (
    LetIn,
    let_in,
    let_in_by_card,
    register_and_let_in,
    undo_letting_in,
)
from integrhabitat_desktop.use_cases.mark_attendance import Mark, Roster
from integrhabitat_desktop.use_cases.register_person import Registration
from integrhabitat_desktop.use_cases.view_mark_history import view_mark_history
from integrhabitat_protocol.errors import ExpectedError

_FOUND = 6


class RosterViewModel(QObject):
    """Every mark is saved at once; a mark that could not be saved is told and the roster shown as it stands."""

    opened = Signal(object)  # a Roster
    found = Signal(str, object)  # the query, a list of PersonMatch
    added = Signal(str)  # a person who walked in
    look_alikes_changed = Signal(object)  # a list of FoundLookAlike
    counted = Signal(object)  # a SessionCount
    history_read = Signal(str, object)  # the person's id, a tuple of MarkVersion

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._runner = services.runner
        self.session_id = ""
        self._being_saved = 0

    def open(self, session_id: str) -> None:
        """Show the roster of a session."""
        self.session_id = session_id
        self.reload()

    def reload(self) -> None:
        """Read the roster again."""
        session_id = self.session_id
        if session_id:
            self._runner.run(
                lambda desk: attendance.open_roster(desk, session_id), self._opened, key="roster"
            )
            self.read_count()

    def mark(self, person_id: str, name: str, mark: Mark | None) -> None:
        """Save one mark."""
        session_id = self.session_id

        self._being_saved += 1

        def done(before: Mark | None) -> None:
            self._being_saved -= 1
            words = code_label("attendance_status", mark.status) if mark else _("To mark")
            self._services.notices.show(
                _("{name}: {status}").format(name=name, status=words),
                undo=partial(self._restore, session_id, {person_id: before}),
            )

        self._runner.run(
            lambda desk: attendance.mark_person(desk, session_id, person_id, mark), done, self._mark_refused
        )

    def begin_with_all_present(self) -> None:
        """Mark everybody present who is not marked yet."""
        session_id = self.session_id

        def done(marked: tuple[str, ...]) -> None:
            self._services.notices.show(
                ngettext("{count} marked present.", "{count} marked present.", len(marked)).format(
                    count=len(marked)
                ),
                undo=partial(self._restore, session_id, dict.fromkeys(marked)),
            )
            self.reload()

        self._runner.run(
            lambda desk: attendance.begin_with_all_present(desk, session_id), done, self._refused
        )

    def read_history(self, person_id: str) -> None:
        """Read who set the mark of a person, and when."""
        session_id = self.session_id
        self._runner.run(
            lambda desk: view_mark_history(desk, session_id, person_id),
            lambda versions: self.history_read.emit(person_id, versions),
            key="mark-history",
        )

    def search(self, query: str) -> None:
        """Look for somebody who walked in."""
        self._runner.run(
            lambda desk: find_people(desk, query, _FOUND),
            lambda matches: self.found.emit(query, matches),
            key="walk-in",
        )

    def add_walk_in(self, person_id: str, name: str) -> None:
        """Enrol and mark present somebody who walked in."""
        self._let_in(lambda desk, session_id: let_in(desk, session_id, person_id), name)

    def register_by_name(self, name: str) -> None:
        """Register somebody by name, enrol them and mark them present."""
        self.register(Registration(name=name), self._refused)

    def register(self, registration: Registration, failed: Failed) -> None:
        """Register somebody, enrol them and mark them present."""
        self._let_in(
            lambda desk, session_id: register_and_let_in(desk, session_id, registration),
            registration.name,
            failed,
        )

    def scan(self, text: str) -> None:
        """Mark the bearer of a card present."""
        session_id = self.session_id

        def done(came: LetIn) -> None:
            if came.was_present:
                words = _("{name} is marked already.")
            elif came.enrolment is not None:
                words = _("{name} was not on the list: enrolled and present.")
            else:
                words = _("{name} is present.")
            undo = None if came.was_present else partial(self._undo_letting_in, came)
            self._services.notices.show(words.format(name=came.name), undo=undo)
            self.added.emit(came.person_id)

        self._runner.run(lambda desk: let_in_by_card(desk, session_id, text), done, self._refused)

    def _let_in(self, write: Callable[[Desk, str], LetIn], name: str, failed: Failed | None = None) -> None:
        session_id = self.session_id
        run_undoable(
            self._services,
            lambda desk: write(desk, session_id),
            _("{name} is on the list and present.").format(name=name),
            undo_letting_in,
            then=lambda came: self.added.emit(came.person_id),
            failed=failed or self._refused,
        )

    def _undo_letting_in(self, came: LetIn) -> None:
        self._take_back(lambda desk: undo_letting_in(desk, came))

    def look_for_look_alikes(self, typed: Registration) -> None:
        """Compare what was typed so far with everybody."""
        self._runner.run(
            lambda desk: look_alikes_of(desk, typed), self.look_alikes_changed.emit, key="look-alikes"
        )

    def read_count(self) -> None:
        """Who was counted at this session."""
        session_id = self.session_id
        self._runner.run(
            lambda desk: view_session_count(desk, session_id), self.counted.emit, key="session-count"
        )

    def count(self, session_id: str, count: SessionCount, done: Callable[[], None], failed: Failed) -> None:
        """Write who was counted."""
        run_undoable(
            self._services,
            lambda desk: count_session(desk, session_id, count),
            _("The count is saved."),
            lambda desk, before: count_session(desk, session_id, before),
            then=lambda _before: done(),
            failed=failed,
        )

    def did_not_take_place(self, reason: str) -> None:
        """Say so, with a code of `session_state_reason`."""
        session_id = self.session_id

        run_undoable(
            self._services,
            lambda desk: change_session.mark_not_held(desk, session_id, reason),
            _("Noted: the session did not take place."),
            lambda desk, before: change_session.restore_state(desk, session_id, before),
            then=lambda _before: self.reload(),
            failed=self._refused,
        )

    def takes_place(self, session_id: str) -> None:
        """Take that back."""
        run_undoable(
            self._services,
            lambda desk: change_session.take_back_state(desk, session_id),
            _("Noted: the session takes place."),
            lambda desk, before: change_session.restore_state(desk, session_id, before),
            then=lambda _before: self.reload(),
            failed=self._refused,
        )

    def _restore(self, session_id: str, marks: Mapping[str, Mark | None]) -> None:
        self._take_back(lambda desk: attendance.restore_marks(desk, session_id, marks))

    def _take_back(self, undo: Callable[[Desk], None]) -> None:
        def done(_nothing: None) -> None:
            self._services.notices.show(_("Taken back."))
            self.reload()

        self._runner.run(undo, done)

    def _opened(self, roster: Roster) -> None:
        # A roster read before a mark was saved would show that mark as it was; saving it announces a newer one.
        if roster.session.session_id == self.session_id and not self._being_saved:
            self.opened.emit(roster)

    def _mark_refused(self, error: ExpectedError) -> None:
        self._being_saved -= 1
        self._refused(error)

    def _refused(self, error: ExpectedError) -> None:
        self._services.notices.show_error(error)
        self.reload()
