"""What entering a sheet does, without a widget: find it by its code, read its rows, save each mark at once."""

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.screens.activities.roster_view_model import RosterViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import enter_sheet
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enter_sheet import OpenSheet, PrintedRow
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_status, restore_marks
from integrhabitat_protocol.errors import ExpectedError


class SheetEntryViewModel(QObject):
    """`walk_ins` finds, adds and registers whoever signed on an empty line, as the roster does."""

    offered = Signal(object)  # a list of OfferedSheet
    found = Signal(object)  # a list of SheetRow
    opened = Signal(object)  # an OpenSheet
    refused = Signal(object)  # an ExpectedError

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.walk_ins = RosterViewModel(services)
        self.sheet_id = ""
        self._being_saved = 0

    def load(self) -> None:
        """Read which sheets may have come back."""
        self._runner.run(enter_sheet.list_sheets, self.offered.emit, self.refused.emit, key="sheets")

    def find(self, typed: str) -> None:
        """Look for the sheets with a code."""
        self._runner.run(
            lambda desk: enter_sheet.find_sheets(desk, typed),
            self.found.emit,
            self.refused.emit,
            key="find-sheet",
        )

    def open(self, sheet_id: str) -> None:
        """Show the rows of a sheet."""
        self.sheet_id = sheet_id
        self.reload()

    def reload(self) -> None:
        """Read the rows again."""
        sheet_id = self.sheet_id
        if sheet_id:
            self._runner.run(
                lambda desk: enter_sheet.open_sheet(desk, sheet_id),
                self._opened,
                self.refused.emit,
                key="sheet",
            )

    def mark(self, session_id: str, row: PrintedRow, status: str) -> None:
        """Save the mark of one row."""
        person_id = row.person_id
        self._being_saved += 1

        def saved(_before: Mark | None) -> None:
            self._being_saved -= 1

        def undo(desk: Desk, before: Mark | None) -> None:
            restore_marks(desk, session_id, {person_id: before})

        run_undoable(
            self._services,
            lambda desk: mark_status(desk, session_id, person_id, status),
            _("{name}: {status}").format(name=row.name, status=code_label("attendance_status", status)),
            undo,
            then=saved,
            failed=self._mark_refused,
        )

    def close(self) -> None:
        """No sheet is shown any more."""
        self.sheet_id = ""

    def _opened(self, sheet: OpenSheet) -> None:
        # Rows read before a mark was saved would show it as it was; saving it makes them be read again.
        if sheet.sheet.id == self.sheet_id and not self._being_saved:
            self.walk_ins.session_id = sheet.sheet.session
            self.opened.emit(sheet)

    def _mark_refused(self, error: ExpectedError) -> None:
        self._being_saved -= 1
        self._services.notices.show_error(error)
        self.reload()
