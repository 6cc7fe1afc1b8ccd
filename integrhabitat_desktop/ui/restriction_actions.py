"""What a screen does with blocked records: block one, see them, lift it."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import restrict_records
from integrhabitat_desktop.use_cases.restrict_records import RestrictedPerson, list_restricted


class RestrictionActions:
    """Every change shows a notice with its way back."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services

    def load(self, show: Callable[[tuple[RestrictedPerson, ...]], None]) -> None:
        """Every blocked record."""
        self._services.runner.run(list_restricted, show, key="restricted")

    def restrict(
        self,
        person_id: str,
        name: str,
        reason: str,
        note: str | None,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Block a record on every computer of the centre."""
        run_undoable(
            self._services,
            lambda desk: restrict_records.restrict_record(desk, person_id, reason, note),
            _("The record of {name} is blocked on every computer.").format(name=name),
            restrict_records.lift_restriction,
            then=lambda _person: done(),
            failed=failed,
        )

    def lift(self, person_id: str, name: str) -> None:
        """The record may be used again."""
        run_undoable(
            self._services,
            lambda desk: restrict_records.lift_restriction(desk, person_id),
            _("The record of {name} can be used again.").format(name=name),
            restrict_records.undo_lifting,
        )

    def erase(self, person_id: str) -> None:
        """Empty everything about a person, for good."""
        self._services.runner.run(
            lambda desk: restrict_records.erase_person(desk, person_id),
            lambda _nothing: self._services.notices.show(
                _(
                    "Erased here, and on every other computer when it syncs. Old backups still hold the person."
                )
            ),
        )
