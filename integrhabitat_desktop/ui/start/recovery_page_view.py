"""Opens the store with the recovery sheet and gives one account a new passphrase."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.start.passphrase_fields_view import PassphraseFields
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import Prepared, StartViewModel
from integrhabitat_desktop.ui.widgets import (
    ChoiceField,
    TextField,
    check_required,
    link_button,
    primary_button,
)
from integrhabitat_desktop.use_cases.store_door import AccountSlot


class RecoveryPage(StartPage):
    """`done` gets the opened store with its new sheet: the used one no longer opens anything."""

    def __init__(
        self,
        model: StartViewModel,
        accounts: Sequence[AccountSlot],
        done: Callable[[Prepared], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(
            _("Use the recovery sheet"),
            _(
                "Type the key from the sheet, choose who gets a new passphrase, and print a new sheet afterwards."
            ),
        )
        self._model = model
        self._accounts = {account.account_id: account for account in accounts}
        self._done = done
        self.key = TextField(_("Recovery key"), placeholder="XXXX-XXXX-XXXX-…", required=True, max_length=120)
        self.account = ChoiceField(
            _("New passphrase for"),
            tuple((account.account_id, account.display_name) for account in accounts),
            empty="",
            required=True,
            value=accounts[0].account_id if accounts else None,
        )
        self.passphrase = PassphraseFields(model)
        self.next_button = primary_button(_("Open"), self._next, icon="key")
        self.add(self.key, self.account, self.passphrase)
        self.add_buttons([link_button(_("Back"), back)], [self.next_button])
        self.passphrase.second.line.returnPressed.connect(self._next)
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self.key.setFocus()
        if not self.passphrase.offered.text():
            self.passphrase.offer()

    def _next(self) -> None:
        self.clear_problem()
        if self._model.is_busy() or not check_required([self.key, self.account]):
            return
        account = self._accounts.get(self.account.value() or "")
        key, passphrase = self.key.value(), self.passphrase.value()
        if account and key and passphrase:
            self._model.recover(key, account, passphrase, self._done, self.show_problem)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
