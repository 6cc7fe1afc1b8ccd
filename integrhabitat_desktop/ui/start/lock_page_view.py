"""The lock screen: choose one's name, type the passphrase."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.card_token import looks_like_token
from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.widgets import ListRow, PassphraseField, RowList, link_button, primary_button
from integrhabitat_desktop.use_cases.store_door import AccountSlot
from integrhabitat_protocol.errors import ExpectedError


class LockPage(StartPage):
    """Opens the store for one of its accounts. `changing` and `recovering` lead to the pages for those."""

    def __init__(
        self,
        model: StartViewModel,
        changing: Callable[[AccountSlot, str], None],
        recovering: Callable[[Sequence[AccountSlot]], None],
    ) -> None:
        super().__init__(_("Who is working here?"), _("Choose your name and type your passphrase."))
        self._model = model
        self._changing = changing
        self._accounts: dict[str, AccountSlot] = {}
        self.names = RowList(_("Accounts on this computer"))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.open_button = primary_button(_("Open"), self._open, icon="key")
        self.add(self.names, self.passphrase)
        self.add_buttons(
            [link_button(_("Use the recovery sheet"), lambda: recovering(tuple(self._accounts.values())))],
            [self.open_button],
        )
        self.names.chosen.connect(self._to_passphrase)
        self.names.current_changed.connect(lambda _id: self.clear_problem())
        self.passphrase.line.returnPressed.connect(self._open)
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self._model.load_accounts(self._show_accounts, self.show_problem)

    def _show_accounts(self, accounts: tuple[AccountSlot, ...]) -> None:
        self._accounts = {account.account_id: account for account in accounts}
        self.names.set_rows(
            [
                ListRow(
                    account.account_id,
                    account.display_name,
                    code_label("staff_role", account.role),
                    avatar=account.display_name,
                )
                for account in accounts
            ],
            select_first=True,
        )
        (self.passphrase if len(accounts) == 1 else self.names).setFocus()

    def _to_passphrase(self, _account_id: str) -> None:
        self.passphrase.setFocus()

    def _open(self) -> None:
        account = self._accounts.get(self.names.current_id())
        passphrase = self.passphrase.value()
        if account is None or self._model.is_busy():
            return
        if passphrase is None:
            self.passphrase.set_error(_("Please type your passphrase."))
            self.passphrase.setFocus()
            return
        if looks_like_token(passphrase):
            # A card that was scanned here is no guess: it costs no attempt.
            self.passphrase.set_value(None)
            self.passphrase.set_error(_("That was a card. Please type your passphrase."))
            self.passphrase.setFocus()
            return
        self.clear_problem()
        self._model.unlock(account, passphrase, self._refused, lambda: self._changing(account, passphrase))

    def _refused(self, error: ExpectedError) -> None:
        self.show_problem(error)
        if error.code == "wrong_passphrase":
            self.passphrase.line.selectAll()
        self.passphrase.setFocus()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.open_button.setEnabled(not busy)
        self.open_button.set_label(_("Opening…") if busy else _("Open"))
