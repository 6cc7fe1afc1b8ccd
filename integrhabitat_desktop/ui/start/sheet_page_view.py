"""Shows the recovery key once: print or save the sheet, and prove that it is at hand."""

from collections.abc import Callable
from pathlib import Path

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.reports.recovery_sheet import RecoverySheet
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import Prepared, StartViewModel
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    TextField,
    choose_new_file,
    display_label,
    muted_label,
    primary_button,
    row,
    secondary_button,
)

WriteSheet = Callable[[RecoverySheet, Path], None]
_FILE_NAME = "integrhabitat-recovery-sheet.pdf"


class SheetPage(StartPage):
    """The store is ready; the work begins once the last group of the key was typed from the sheet."""

    def __init__(self, model: StartViewModel, write: WriteSheet) -> None:
        super().__init__(
            _("Keep the recovery sheet"),
            _(
                "If everybody forgets their passphrase, only this key opens the records. "
                "Print it now; it is not shown again."
            ),
        )
        self._model = model
        self._write = write
        self._prepared: Prepared | None = None
        self.first_line, self.second_line = display_label(), display_label()
        for line in (self.first_line, self.second_line):
            line.setAccessibleName(_("Recovery key"))
        self.saved = Banner("", Tone.POSITIVE)
        self.saved.hide()
        self.save_button = secondary_button(_("Save the sheet as PDF"), self._save, icon="printer")
        self.last_group = TextField(
            _("Type the last group of the key from your sheet"), max_length=8, required=True
        )
        self.next_button = primary_button(_("Start working"), self._next, icon="arrow-right")
        self.add(
            CardPanel(self.first_line, self.second_line, inset=True),
            row(self.save_button, STRETCH),
            self.saved,
            muted_label(
                _("Keep two copies in two places, under lock, never beside the computer."), wrapped=True
            ),
            self.last_group,
        )
        self.add_buttons([], [self.next_button])
        self.last_group.line.returnPressed.connect(self._next)

    def show_sheet(self, prepared: Prepared) -> None:
        """Show the key of a store that was just set up or recovered."""
        self._prepared = prepared
        groups = prepared.sheet.recovery_key.split("-")
        self.first_line.set_text("-".join(groups[:5]))
        self.second_line.set_text("-".join(groups[5:]))
        self.last_group.set_value(None)
        self.saved.hide()

    def shown(self) -> None:
        self.save_button.setFocus()

    def _save(self) -> None:
        if self._prepared is None:
            return
        target = choose_new_file(self, _("Save the recovery sheet"), _FILE_NAME, "*.pdf")
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Write the sheet to a file."""
        prepared = self._prepared
        if prepared is None:
            return
        self.clear_problem()

        def done() -> None:
            self.saved.set_text(_("Saved. Print it, then delete the file."))
            self.saved.show()
            self.last_group.setFocus()

        self._model.save_sheet(lambda: self._write(prepared.sheet, target), done, self.show_problem)

    def _next(self) -> None:
        if self._prepared is None:
            return
        expected = self._prepared.sheet.recovery_key.rsplit("-", 1)[-1]
        if (self.last_group.value() or "").upper() != expected:
            self.last_group.set_error(_("This is not the last group of the key. Compare it with the sheet."))
            self.last_group.setFocus()
            return
        self._model.finish(self._prepared)
