"""What a screen does with joined records: compare a person with another record, part one again, take over a value."""

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import person_file
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import part_records, undo_parting
from integrhabitat_desktop.use_cases.person_file import JoinedRecord, RecordEdit


class JoinActions:
    """Every action shows a notice."""

    def __init__(self, services: ScreenServices) -> None:
        self._services = services

    def compare(self, person_id: str) -> None:
        """Look for another record of the same person."""
        self._services.navigator.open_screen("pairs", f"with:{person_id}")

    def decide(self) -> None:
        """Open the list that begins with what was decided differently."""
        self._services.navigator.open_screen("pairs")

    def part(self, joined: JoinedRecord) -> None:
        """They are two people after all."""
        run_undoable(
            self._services,
            lambda desk: part_records(desk, joined.person_id),
            _("The record of {name} stands alone again.").format(name=joined.name),
            undo_parting,
        )

    def take_over(self, person_id: str, joined: JoinedRecord) -> None:
        """What was written into the joined record later counts."""
        edits = [RecordEdit("person", person_id, joined.later)]

        def work(desk: Desk) -> person_file.EditUndo:
            return person_file.save_edits(desk, person_id, edits)

        run_undoable(
            self._services,
            work,
            _("Taken over."),
            person_file.undo_edits,
        )
