"""Replaces a start passphrase by one's own before the first work."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.start.passphrase_fields_view import PassphraseFields
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.widgets import link_button, primary_button
from integrhabitat_desktop.use_cases.store_door import AccountSlot


class NewPassphrasePage(StartPage):
    """Shown after the start passphrase fitted."""

    def __init__(
        self, model: StartViewModel, account: AccountSlot, old: str, back: Callable[[], None]
    ) -> None:
        super().__init__(
            _("A passphrase of your own"),
            _("You used a start passphrase. Choose one that only you know."),
        )
        self._model = model
        self._account = account
        self._old = old
        self.passphrase = PassphraseFields(model)
        self.next_button = primary_button(_("Open"), self._next, icon="key")
        self.add(self.passphrase)
        self.add_buttons([link_button(_("Back"), back)], [self.next_button])
        self.passphrase.second.line.returnPressed.connect(self._next)
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self.passphrase.first.setFocus()
        self.passphrase.offer()

    def _next(self) -> None:
        self.clear_problem()
        passphrase = self.passphrase.value()
        if passphrase is not None and not self._model.is_busy():
            self._model.replace_passphrase(self._account, self._old, passphrase, self.show_problem)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
