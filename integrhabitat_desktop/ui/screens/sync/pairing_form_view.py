"""Joining a hub: address, one-time code and fingerprint as they stand on the hub's screen."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.sync_worker import HubInvitation
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    FormGrid,
    TextField,
    check_required,
    muted_label,
    primary_button,
    row,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_protocol.errors import ExpectedError


class PairingForm(CardPanel):
    """`pair` is given the invitation; `paired_with` is told how it went."""

    def __init__(self, pair: Callable[[HubInvitation], None]) -> None:
        super().__init__(spacing=12)
        self.setObjectName("pairing_form")
        self._pair = pair
        self.address = TextField(_("Address of the hub"), required=True, max_length=200)
        self.address.line.setPlaceholderText("https://192.168.1.20:8443")
        self.code = TextField(_("One-time code"), required=True, max_length=40)
        self.fingerprint = TextField(
            _("Fingerprint of the hub"),
            max_length=200,
            help_text=_("As it stands on the hub's screen. It proves that this is the right hub."),
        )
        self.device_name = TextField(
            _("Name of this computer"), required=True, max_length=60, value=_("Reception")
        )
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.pair_button = primary_button(_("Pair"), self._submit, icon="link", keys="Ctrl+Enter")
        grid = FormGrid(self.address, self.code, self.fingerprint, self.device_name)
        for part in (
            subheading(_("Pair with a hub")),
            muted_label(
                _("A coordinator of the hub asks for a code with “device pair”. It is good for ten minutes."),
                wrapped=True,
            ),
            grid,
            self.problem,
            row(STRETCH, self.pair_button),
        ):
            self.body.addWidget(part)
        name_parts(self)

    def invitation(self) -> HubInvitation:
        """What stands in the form."""
        return HubInvitation(
            self.address.value() or "",
            self.code.value() or "",
            self.fingerprint.value() or "",
            self.device_name.value() or "",
        )

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it did not work; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self._set_busy(busy=False)

    def _submit(self) -> None:
        if not check_required([self.address, self.code, self.device_name]):
            return
        self.problem.hide()
        self._set_busy(busy=True)
        self._pair(self.invitation())

    def _set_busy(self, *, busy: bool) -> None:
        self.pair_button.setEnabled(not busy)
        self.pair_button.set_label(_("Pairing…") if busy else _("Pair"))
