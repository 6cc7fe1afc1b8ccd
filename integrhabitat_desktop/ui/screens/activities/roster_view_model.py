"""What the roster does, without a widget: open, mark, begin with all present, walk-ins, the sheet; each undone."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, code_label, ngettext
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import change_session
from integrhabitat_desktop.use_cases import mark_attendance as attendance
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.mark_attendance import Mark, Roster
from integrhabitat_desktop.use_cases.register_walk_in import register_walk_in
from integrhabitat_desktop.use_cases.view_mark_history import view_mark_history
from integrhabitat_protocol.errors import ExpectedError

_FOUND = 6


class RosterViewModel(QObject):
    """Every mark is saved at once; a mark that could not be saved is told and the roster shown as it stands."""

    opened = Signal(object)  # a Roster
    found = Signal(str, object)  # the query, a list of PersonMatch
    added = Signal(str)  # a person who walked in
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

        def write(desk: Desk, session_id: str) -> str:
            attendance.add_walk_in(desk, session_id, person_id)
            return person_id

        self._write_walk_in(write, name)

    def register_walk_in(self, name: str) -> None:
        """Register somebody by name, enrol them and mark them present."""
        self._write_walk_in(lambda desk, session_id: register_walk_in(desk, session_id, name), name)

    def _write_walk_in(self, write: Callable[[Desk, str], str], name: str) -> None:
        session_id = self.session_id

        def done(person_id: str) -> None:
            self._services.notices.show(
                _("{name} is on the list and present.").format(name=name),
                undo=partial(self._restore, session_id, {person_id: None}),
            )
            self.added.emit(person_id)

        self._runner.run(lambda desk: write(desk, session_id), done, self._refused)

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
        self._runner.run(
            lambda desk: change_session.take_back_state(desk, session_id),
            lambda _before: self.reload(),
        )

    def _restore(self, session_id: str, marks: Mapping[str, Mark | None]) -> None:
        self._runner.run(
            lambda desk: attendance.restore_marks(desk, session_id, marks), lambda _nothing: self.reload()
        )

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
