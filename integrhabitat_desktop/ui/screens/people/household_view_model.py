"""What the household panel does, without a widget."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_dwelling, keep_household
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.keep_guardians import needs_guardian
from integrhabitat_desktop.use_cases.keep_household import Home, Moved
from integrhabitat_protocol.record_type import Values

_FOUND = 6
Then = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Homes:
    """The households of a person, the newest first, each with what is noted of it."""

    homes: tuple[tuple[Home, Values], ...]
    is_minor: bool


class HouseholdViewModel(QObject):
    """The households of one person; every change shows a notice with its way back."""

    loaded = Signal(object)  # Homes
    found = Signal(str, object)  # the query, a list of PersonMatch

    def __init__(self, services: ScreenServices, person_id: str) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.person_id = person_id

    def load(self) -> None:
        """Who lives together, and how."""

        def work(desk: Desk) -> Homes:
            person = self.person_id
            return Homes(
                tuple(
                    (home, keep_dwelling.dwelling(desk, person, home.household_id))
                    for home in keep_household.homes(desk, person)
                ),
                needs_guardian(desk, person),
            )

        self._runner.run(work, self.loaded.emit, key="household")

    def search(self, query: str) -> None:
        """People who could live there."""
        self._runner.run(
            lambda desk: find_people(desk, query, _FOUND),
            lambda matches: self.found.emit(query, matches),
            key="household-search",
        )

    def add(
        self,
        added_id: str,
        name: str,
        relationship: str | None,
        *,
        household_id: str | None = None,
        added_is_head: bool | None = None,
    ) -> None:
        """Somebody lives there too."""
        self._move(
            lambda desk: keep_household.add_to_household(
                desk,
                self.person_id,
                added_id,
                relationship,
                household_id=household_id,
                added_is_head=added_is_head,
            ),
            _("{name} lives in this household.").format(name=name),
        )

    def relate(self, household_id: str, person_id: str, name: str, relationship: str | None) -> None:
        """Somebody is this to the head, or is the head."""
        words = (
            _("{name} is now the head. What the former head is to them is to be asked.")
            if relationship == keep_household.HEAD
            else _("Noted what {name} is to the head.")
        )
        self._move(
            lambda desk: keep_household.set_relationship(desk, household_id, person_id, relationship),
            words.format(name=name),
        )

    def leave(self, person_id: str, name: str, household_id: str) -> None:
        """Somebody lives there no more."""
        self._move(
            lambda desk: keep_household.leave_household(desk, person_id, household_id),
            _("{name} lives there no more.").format(name=name),
        )

    def save_dwelling(self, household_id: str, values: Values, then: Then, failed: Failed) -> None:
        """The household lives like that."""

        def work(desk: Desk) -> keep_dwelling.DwellingUndo:
            return keep_dwelling.save_dwelling(desk, self.person_id, household_id, values)

        run_undoable(
            self._services,
            work,
            _("The dwelling is noted."),
            keep_dwelling.undo_dwelling,
            then=lambda _undo: then(),
            failed=failed,
        )

    def _move(self, work: Callable[[Desk], Moved], words: str) -> None:
        run_undoable(self._services, work, words, keep_household.undo_move, then=lambda _moved: self.load())
