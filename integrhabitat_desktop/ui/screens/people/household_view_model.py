"""What the household panel does, without a widget."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases import keep_household
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.keep_household import Moved

_FOUND = 6


class HouseholdViewModel(QObject):
    """The household of one person; every change shows a notice with its way back."""

    loaded = Signal(object)  # a tuple of HouseholdPerson
    found = Signal(str, object)  # the query, a list of PersonMatch

    def __init__(self, services: ScreenServices, person_id: str) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.person_id = person_id

    def load(self) -> None:
        """Who lives together."""
        self._runner.run(
            lambda desk: keep_household.household(desk, self.person_id), self.loaded.emit, key="household"
        )

    def search(self, query: str) -> None:
        """People who could live there."""
        self._runner.run(
            lambda desk: find_people(desk, query, _FOUND),
            lambda matches: self.found.emit(query, matches),
            key="household-search",
        )

    def add(self, added_id: str, name: str, relationship: str | None) -> None:
        """Somebody lives there too."""

        def done(moved: Moved) -> None:
            self._services.notices.show(
                _("{name} lives in this household.").format(name=name), undo=partial(self._undo_adding, moved)
            )
            self.load()

        self._runner.run(
            lambda desk: keep_household.add_to_household(desk, self.person_id, added_id, relationship), done
        )

    def leave(self, person_id: str, name: str) -> None:
        """Somebody lives there no more."""

        def done(left: Moved) -> None:
            self._services.notices.show(
                _("{name} lives there no more.").format(name=name),
                undo=partial(self._undo_leaving, left),
            )
            self.load()

        self._runner.run(lambda desk: keep_household.leave_household(desk, person_id), done)

    def _undo_adding(self, moved: Moved) -> None:
        self._runner.run(lambda desk: keep_household.undo_move(desk, moved), self._undone)

    def _undo_leaving(self, left: Moved) -> None:
        self._runner.run(lambda desk: keep_household.undo_move(desk, left), self._undone)

    def _undone(self, _nothing: None) -> None:
        self._services.notices.show(_("Taken back."))
        self.load()
