"""After the centre was received: which of its coordinators sits in front of this computer."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import Prepared, StartViewModel
from integrhabitat_desktop.ui.widgets import ListRow, RowList, primary_button
from integrhabitat_desktop.use_cases.join_centre import JoinedStore

ShowSheet = Callable[[Prepared], None]


class WhoJoinsPage(StartPage):
    """The chosen coordinator gets the passphrase of this computer; then the recovery sheet is shown."""

    def __init__(self, model: StartViewModel, joined: JoinedStore, passphrase: str, done: ShowSheet) -> None:
        super().__init__(_("Who are you?"), _("Your passphrase will open this computer under your name."))
        self._model, self._joined, self._passphrase, self._done = model, joined, passphrase, done
        self.names = RowList(_("Coordinators of the centre"))
        self.names.set_rows(
            [
                ListRow(
                    it.staff_id, it.display_name, code_label("staff_role", it.role), avatar=it.display_name
                )
                for it in joined.coordinators
            ],
            select_first=True,
        )
        self.next_button = primary_button(_("That is me"), self._next, icon="user-check")
        self.add(self.names)
        self.add_buttons([], [self.next_button])
        self.names.chosen.connect(lambda _id: self._next())
        model.busy_changed.connect(self._show_busy)

    def shown(self) -> None:
        self.names.setFocus()

    def _next(self) -> None:
        chosen = next(
            (it for it in self._joined.coordinators if it.staff_id == self.names.current_id()), None
        )
        if chosen is not None:
            self._model.become(self._joined, chosen, self._passphrase, self._done, self.show_problem)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
