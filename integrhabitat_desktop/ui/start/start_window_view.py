"""The window before the store is open; it shows one start page at a time."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from integrhabitat_desktop.ui.start.centre_page_view import CentrePage
from integrhabitat_desktop.ui.start.coordinator_page_view import CoordinatorPage
from integrhabitat_desktop.ui.start.join_page_view import JoinPage
from integrhabitat_desktop.ui.start.lock_page_view import LockPage
from integrhabitat_desktop.ui.start.new_passphrase_page_view import NewPassphrasePage
from integrhabitat_desktop.ui.start.recovery_page_view import RecoveryPage
from integrhabitat_desktop.ui.start.sheet_page_view import SheetPage, WriteSheet
from integrhabitat_desktop.ui.start.start_page_view import StartPage
from integrhabitat_desktop.ui.start.start_view_model import Prepared, StartViewModel
from integrhabitat_desktop.ui.start.welcome_page_view import WelcomePage
from integrhabitat_desktop.ui.start.who_joins_page_view import WhoJoinsPage
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.join_centre import JoinedStore
from integrhabitat_desktop.use_cases.store_door import AccountSlot, NewCentre, NewCoordinator

TITLE = "IntegrHabitat"


class StartWindow(QWidget):
    """First run or lock screen. `speak` changes the language, after which the window is built anew."""

    def __init__(
        self,
        model: StartViewModel,
        *,
        is_first_run: bool,
        speak: Callable[[str], None],
        write_sheet: WriteSheet,
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setProperty("kit", "canvas")
        self._model = model
        self._write_sheet = write_sheet
        self._speak = speak
        self._join: JoinPage | None = None
        self._centre: CentrePage | None = None
        self._coordinator: CoordinatorPage | None = None
        self.pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._first = self._show_welcome if is_first_run else self._show_lock
        self._first()

    def page(self) -> StartPage:
        """The page on screen."""
        current = self.pages.currentWidget()
        assert isinstance(current, StartPage)
        return current

    def _show(self, page: StartPage) -> None:
        if self.pages.indexOf(page) < 0:
            name_parts(page)
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.shown()

    def _show_welcome(self) -> None:
        self._show(WelcomePage(self._show_centre, self._show_join, self._speak))

    def _show_lock(self) -> None:
        self._show(LockPage(self._model, self._show_new_passphrase, self._show_recovery))

    def _show_join(self) -> None:
        self._join = self._join or JoinPage(self._model, self._show_who_joins, self._first)
        self._show(self._join)

    def _show_who_joins(self, joined: JoinedStore, passphrase: str) -> None:
        self._show(WhoJoinsPage(self._model, joined, passphrase, self._show_sheet))

    def _show_centre(self) -> None:
        # Kept, so that going back and forth loses nothing that was typed.
        self._centre = self._centre or CentrePage(self._show_coordinator, self._first)
        self._show(self._centre)

    def _show_coordinator(self, centre: NewCentre) -> None:
        if self._coordinator is None:
            self._coordinator = CoordinatorPage(self._model, self._set_up, self._show_centre)
        self._new_centre = centre
        self._show(self._coordinator)

    def _set_up(self, coordinator: NewCoordinator) -> None:
        assert self._coordinator is not None
        self._model.set_up(coordinator, self._new_centre, self._show_sheet, self._coordinator.show_problem)

    def _show_sheet(self, prepared: Prepared) -> None:
        page = SheetPage(self._model, self._write_sheet)
        page.show_sheet(prepared)
        self._show(page)

    def _show_recovery(self, accounts: Sequence[AccountSlot]) -> None:
        self._show(RecoveryPage(self._model, accounts, self._show_sheet, self._first))

    def _show_new_passphrase(self, account: AccountSlot, old: str) -> None:
        self._show(NewPassphrasePage(self._model, account, old, self._first))
