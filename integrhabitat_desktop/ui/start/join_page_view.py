"""A second computer of a centre: the hub's address and code, and a passphrase for this computer."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.start.passphrase_fields_view import PassphraseFields
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.widgets import FormGrid, TextField, check_required, link_button, primary_button
from integrhabitat_desktop.use_cases.join_centre import HubPaper, JoinedStore

Done = Callable[[JoinedStore, str], None]


class JoinPage(StartPage):
    """`done` gets the joined store and the passphrase that was chosen for it."""

    def __init__(self, model: StartViewModel, done: Done, back: Callable[[], None]) -> None:
        super().__init__(
            _("Join a centre"),
            _("A coordinator of the centre asks the hub for a code. It is good for ten minutes."),
            width=680,
        )
        self._model = model
        self._done = done
        self.address = TextField(_("Address of the hub"), required=True, max_length=200)
        self.code = TextField(_("One-time code"), required=True, max_length=40)
        self.fingerprint = TextField(_("Fingerprint of the hub"), max_length=200)
        self.device_name = TextField(
            _("Name of this computer"), required=True, max_length=60, value=_("Second computer")
        )
        self.passphrase = PassphraseFields(model)
        self.next_button = primary_button(_("Join"), self._next, icon="link")
        self.add(FormGrid(self.address, self.code, self.fingerprint, self.device_name), self.passphrase)
        self.add_buttons([link_button(_("Back"), back)], [self.next_button])
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self.address.setFocus()
        if not self.passphrase.offered.text():
            self.passphrase.offer()

    def _next(self) -> None:
        self.clear_problem()
        if self._model.is_busy() or not check_required([self.address, self.code, self.device_name]):
            return
        passphrase = self.passphrase.value()
        if passphrase is None:
            return
        paper = HubPaper(
            self.address.value() or "",
            self.code.value() or "",
            self.fingerprint.value() or "",
            self.device_name.value() or "",
        )
        self._model.join(paper, passphrase, lambda joined: self._done(joined, passphrase), self.show_problem)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
        self.next_button.set_label(_("Receiving the centre…") if busy else _("Join"))
