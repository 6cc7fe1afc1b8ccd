"""Asks for the first coordinator and their passphrase, and makes the store."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.start.passphrase_fields_view import PassphraseFields
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.widgets import TextField, check_required, link_button, primary_button
from integrhabitat_desktop.use_cases.store_door import NewCoordinator


class CoordinatorPage(StartPage):
    """`done` gets the coordinator; what is slow happens there."""

    def __init__(
        self, model: StartViewModel, done: Callable[[NewCoordinator], None], back: Callable[[], None]
    ) -> None:
        super().__init__(
            _("The first coordinator"),
            _("A coordinator adds the other staff, and there should be two of them."),
        )
        self._model = model
        self._done = done
        self.name = TextField(
            _("Name, as colleagues know you"),
            required=True,
            max_length=80,
            help_text=_("Stands on the start screen for everyone to see."),
        )
        self.passphrase = PassphraseFields(model)
        self.next_button = primary_button(_("Create"), self._next, icon="check")
        self.add(self.name, self.passphrase)
        self.add_buttons([link_button(_("Back"), back)], [self.next_button])
        self.passphrase.second.line.returnPressed.connect(self._next)
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self.name.setFocus()
        if not self.passphrase.offered.text():
            self.passphrase.offer()

    def _next(self) -> None:
        self.clear_problem()
        if self._model.is_busy() or not check_required([self.name]):
            return
        name, passphrase = self.name.value(), self.passphrase.value()
        if name and passphrase:
            self._done(NewCoordinator(name, passphrase))

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
        self.next_button.set_label(_("Preparing the encryption…") if busy else _("Create"))
