"""What the directory of institutions does, without a widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_institutions
from integrhabitat_desktop.use_cases.keep_institutions import (
    InstitutionSaved,
    list_institutions,
    view_institution,
)
from integrhabitat_protocol.record_type import Values, values_of


class InstitutionsViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # a tuple of InstitutionRow
    opened = Signal(str, object)  # an id, the values
    changed = Signal(str, object)  # the same of an entry that may stand open

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner

    def load(self) -> None:
        """The directory."""
        self._runner.run(list_institutions, self.loaded.emit, key="institutions")

    def open(self, institution_id: str) -> None:
        """One entry."""
        self._runner.run(
            lambda desk: values_of(view_institution(desk, institution_id)),
            lambda values: self.opened.emit(institution_id, values),
            key="institution",
        )

    def _read_again(self, institution_id: str) -> None:
        self._runner.run(
            lambda desk: values_of(view_institution(desk, institution_id)),
            lambda values: self.changed.emit(institution_id, values),
            key="institution-again",
        )

    def save(
        self, institution_id: str, values: Values, done: Callable[[InstitutionSaved], None], failed: Failed
    ) -> None:
        """Save an entry."""
        run_undoable(
            self._services,
            lambda desk: keep_institutions.save_institution(desk, institution_id, values),
            _("The directory is saved."),
            keep_institutions.undo_saving,
            then=done,
            failed=failed,
        )

    def confirm(self, institution_id: str) -> None:
        """Somebody asked, and it is right."""
        run_undoable(
            self._services,
            lambda desk: keep_institutions.confirm_institution(desk, institution_id),
            _("Checked today."),
            keep_institutions.undo_saving,
            then=lambda _saved: self._read_again(institution_id),
        )
