"""What the start screens do, without a widget: offer accounts, unlock, set up, recover."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.reports.recovery_sheet import RecoverySheet
from integrhabitat_desktop.ui.background_runner import BackgroundRunner
from integrhabitat_desktop.use_cases.join_centre import (
    Chances,
    HubPaper,
    JoinedStore,
    StaffRow,
    become,
    join_centre,
)
from integrhabitat_desktop.use_cases.passphrases import PassphraseAdviser
from integrhabitat_desktop.use_cases.store_door import (
    AccountSlot,
    NewCentre,
    NewCoordinator,
    OpenedStore,
    StoreDoor,
)
from integrhabitat_protocol.errors import ExpectedError

Failed = Callable[[ExpectedError], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store that was just set up or recovered: opened, with the recovery sheet that is to be printed first."""

    opened: OpenedStore
    sheet: RecoverySheet


class StartViewModel(QObject):
    """Runs the slow work of the door in the background; one thing at a time."""

    busy_changed = Signal(bool)
    opened = Signal(object)  # the OpenedStore: the start screens are done

    def __init__(
        self, runner: BackgroundRunner[StoreDoor], adviser: PassphraseAdviser, chances: Chances
    ) -> None:
        super().__init__()
        self._chances = chances
        self._runner = runner
        self._adviser = adviser
        self._busy = False

    def load_accounts(self, done: Callable[[tuple[AccountSlot, ...]], None], failed: Failed) -> None:
        """Who may open the store."""
        self._runner.run(lambda door: door.accounts(), done, failed)

    def offer_passphrase(self, done: Callable[[str], None]) -> None:
        """A fresh passphrase of plain words in the active language."""
        language = active_language()
        self._runner.run(lambda _door: self._adviser.offer(language), done)

    def unlock(
        self, account: AccountSlot, passphrase: str, failed: Failed, must_change: Callable[[], None]
    ) -> None:
        """Open the store; `must_change` is called instead where the start passphrase has to be replaced first."""

        def done(opened: OpenedStore) -> None:
            if account.must_change_passphrase:
                must_change()
            else:
                self.opened.emit(opened)

        self._run(lambda door: door.unlock(account.account_id, passphrase), done, failed)

    def replace_passphrase(self, account: AccountSlot, old: str, new: str, failed: Failed) -> None:
        """Give the account a passphrase of its own and open the store with it."""

        def work(door: StoreDoor) -> OpenedStore:
            self._adviser.check(new, account.display_name)
            door.change_passphrase(account.account_id, old, new)
            return door.unlock(account.account_id, new)

        self._run(work, self.opened.emit, failed)

    def set_up(
        self, coordinator: NewCoordinator, centre: NewCentre, done: Callable[[Prepared], None], failed: Failed
    ) -> None:
        """Make the store of a new centre."""

        def work(door: StoreDoor) -> Prepared:
            self._adviser.check(coordinator.passphrase, coordinator.display_name, centre.name)
            opened, recovery_text = door.create(coordinator, centre)
            return Prepared(opened, RecoverySheet(centre.name, recovery_text, centre.country))

        self._run(work, done, failed)

    def recover(
        self,
        recovery_text: str,
        account: AccountSlot,
        passphrase: str,
        done: Callable[[Prepared], None],
        failed: Failed,
    ) -> None:
        """Open the store with the recovery sheet and give `account` a new passphrase."""

        def work(door: StoreDoor) -> Prepared:
            self._adviser.check(passphrase, account.display_name)
            opened, new_text = door.recover(recovery_text, account.account_id, passphrase)
            return Prepared(opened, RecoverySheet(account.display_name, new_text))

        self._run(work, done, failed)

    def join(
        self, paper: HubPaper, passphrase: str, done: Callable[[JoinedStore], None], failed: Failed
    ) -> None:
        """Pair with a hub and receive its centre."""

        def work(door: StoreDoor) -> JoinedStore:
            self._adviser.check(passphrase, paper.device_name)
            return join_centre(door, paper, passphrase, self._chances)

        self._run(work, done, failed)

    def become(
        self,
        joined: JoinedStore,
        coordinator: StaffRow,
        passphrase: str,
        done: Callable[[Prepared], None],
        failed: Failed,
    ) -> None:
        """Open the joined store as one of the centre's coordinators."""

        def work(door: StoreDoor) -> Prepared:
            opened = become(door, joined, coordinator, passphrase)
            return Prepared(opened, RecoverySheet(coordinator.display_name, joined.recovery_text))

        self._run(work, done, failed)

    def finish(self, prepared: Prepared) -> None:
        """The recovery sheet is in safe hands: go on to the work."""
        self.opened.emit(prepared.opened)

    def save_sheet(self, write: Callable[[], None], done: Callable[[], None], failed: Failed) -> None:
        """Write the recovery sheet to a file, in the background."""
        self._run(lambda _door: write(), lambda _nothing: done(), failed)

    def is_busy(self) -> bool:
        """Whether slow work is under way."""
        return self._busy

    def _run(self, work: Callable[[StoreDoor], T], done: Callable[[T], None], failed: Failed) -> None:
        if self._busy:
            return
        self._set_busy(True)

        def finished(result: T) -> None:
            self._set_busy(False)
            done(result)

        def refused(error: ExpectedError) -> None:
            self._set_busy(False)
            failed(error)

        self._runner.run(work, finished, refused)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
