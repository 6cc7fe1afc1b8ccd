"""What lives between unlocking and locking: threads with their connections, notices, drafts. No window."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Slot

from integrhabitat_desktop.domain.permissions import Role
from integrhabitat_desktop.launch.surroundings import Surroundings
from integrhabitat_desktop.ui.appearance_settings import AppearanceSettings
from integrhabitat_desktop.ui.background_runner import BackgroundRunner, DeskSource, FailureSink
from integrhabitat_desktop.ui.change_feed import ChangeFeed
from integrhabitat_desktop.ui.last_resort import LastResort
from integrhabitat_desktop.ui.navigator import Navigator
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_worker import SyncWorker
from integrhabitat_desktop.use_cases.desk import ChangeSet, Desk
from integrhabitat_desktop.use_cases.keep_drafts import Drafts, keep_drafts, kept_drafts
from integrhabitat_desktop.use_cases.own_account import may_go_on
from integrhabitat_desktop.use_cases.store_door import OpenedStore
from integrhabitat_protocol.errors import ExpectedError

_log = logging.getLogger(__name__)

_KEEP_DRAFTS_EVERY_MS = 2000
_IDLE_AT_RECEPTION = timedelta(minutes=4)
_IDLE_ELSEWHERE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the window needs before it can be built."""

    desk: Desk
    drafts: Drafts


class WorkingSession(QObject):
    """Made when the store is open, closed at the lock. `must_lock` is called when the account may not go on."""

    def __init__(
        self,
        surroundings: Surroundings,
        opened: OpenedStore,
        settings: AppearanceSettings,
        last_resort: LastResort,
        must_lock: Callable[[], None],
    ) -> None:
        super().__init__()
        self.opened = opened
        self.notices = Notices()
        self.changes = ChangeFeed()
        self.navigator = Navigator()
        self._surroundings, self._settings, self._must_lock = surroundings, settings, must_lock
        self._last_resort = last_resort
        self._kept: Drafts = {}
        self._drafts: Callable[[], Drafts] = dict
        self._closed = False
        source = DeskSource(self._make_desk, _close_desk, _interrupt_desk)
        self.runner = BackgroundRunner(source, FailureSink(self.notices.show_error, last_resort.report))
        last_resort.happened.connect(self._tell_fault)
        self.changes.changed.connect(self._look_at_own_account)
        # What was just saved is no draft any more: once the screens have taken the answer.
        self.changes.changed.connect(lambda _changed: QTimer.singleShot(0, self, self._keep_drafts))
        self.worker = SyncWorker(
            DeskSource(self._make_desk, _close_desk), self.changes, surroundings.chance, last_resort.report
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_KEEP_DRAFTS_EVERY_MS)
        self._timer.timeout.connect(self._keep_drafts)

    def begin(self, ready: Callable[[Beginning], None], failed: Callable[[ExpectedError], None]) -> None:
        """Open the store on its thread and read what the window shows first."""

        def done(beginning: Beginning) -> None:
            self._kept = beginning.drafts
            ready(beginning)

        self.runner.run(lambda desk: Beginning(desk, kept_drafts(desk)), done, failed)

    def services(self, beginning: Beginning) -> ScreenServices:
        """What the screens are given."""
        return ScreenServices(
            runner=self.runner,
            notices=self.notices,
            changes=self.changes,
            navigator=self.navigator,
            clock=self._surroundings.clock,
            time_zone=beginning.desk.time_zone,
            settings=self._settings,
            staff=beginning.desk.staff,
            random_bytes=self._surroundings.random_bytes,
        )

    def keep_drafts_of(self, drafts: Callable[[], Drafts]) -> None:
        """From now on keep what is typed into forms: every few seconds, and at the end."""
        self._drafts = drafts
        self._timer.start()

    def start_sync(self) -> None:
        """Begin to send and receive in the background."""
        self.worker.start()

    def close(self) -> None:
        """Keep the drafts, let writes end, close every connection. Quick, and safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._timer.stop()
        self._keep_drafts()
        self.worker.close()
        self.runner.close()

    def _make_desk(self) -> Desk:
        store = self.opened.connect(self.changes.announce)
        try:
            return self.opened.desk(store)
        except BaseException:
            store.close()
            raise

    @Slot()
    def _keep_drafts(self) -> None:
        drafts = self._drafts()
        if drafts == self._kept:
            return
        self._kept = drafts
        self.runner.run(lambda desk: keep_drafts(desk, drafts), lambda _nothing: None)

    @Slot()
    def _tell_fault(self) -> None:
        self.notices.show_error(ExpectedError("program_fault"))

    @Slot(object)
    def _look_at_own_account(self, changed: ChangeSet) -> None:
        account_id = self.opened.unlocked.account_id or ""
        if self._closed or ("staff_account", account_id) not in changed.records:
            return
        self.runner.run(may_go_on, lambda may: None if may else self._must_lock(), key="own-account")


def idle_limit(role: str) -> timedelta:
    """How long nobody may be at the keyboard before the window locks."""
    return _IDLE_AT_RECEPTION if role == Role.RECEPTION.value else _IDLE_ELSEWHERE


def _close_desk(desk: Desk) -> None:
    desk.store.close()


def _interrupt_desk(desk: Desk) -> None:
    desk.store.interrupt()
