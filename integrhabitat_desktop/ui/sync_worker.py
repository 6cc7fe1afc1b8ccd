"""Sends and receives in the background, on a thread and a connection of its own; the window never waits for it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.pairing import pair
from integrhabitat_desktop.sync.round import RoundResult
from integrhabitat_desktop.sync.schedule import AFTER_AN_EDIT_SECONDS, SyncSchedule
from integrhabitat_desktop.ui.background_runner import DeskSource
from integrhabitat_desktop.ui.change_feed import ChangeFeed
from integrhabitat_desktop.use_cases.desk import ChangeSet, Desk
from integrhabitat_desktop.use_cases.pair_computer import may_pair, note_pairing
from integrhabitat_desktop.use_cases.sync_overview import SyncOverview, sync_overview
from integrhabitat_protocol.errors import ExpectedError

_log = logging.getLogger(__name__)

_FIRST_ROUND_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Chance:
    """Where the worker takes time and chance from: seconds for measuring, bytes, fractions from 0 to 1."""

    monotonic: Callable[[], float]
    random_bytes: Callable[[int], bytes]
    fraction: Callable[[], float]


@dataclass(frozen=True, slots=True)
class HubInvitation:
    """What stands on the hub's screen: its address, the one-time code, the fingerprint ("" on this computer)."""

    address: str
    code: str
    fingerprint: str
    device_name: str


class _Rounds(QObject):
    """Lives on the thread."""

    stopped = Signal()
    status = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)
    round_ended = Signal(object)  # None, or the ExpectedError
    paired = Signal(object)  # None, or the ExpectedError

    def __init__(
        self, source: DeskSource[Desk], chance: Chance, report_bug: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._source, self._chance, self._report_bug = source, chance, report_bug
        self._schedule = SyncSchedule(chance.fraction)
        self._desk: Desk | None = None
        self.engine: SyncEngine | None = None
        self.is_closing = False  # set by the window: what is queued before the end must not begin a round
        self._timer: QTimer | None = None

    @Slot()
    def begin(self) -> None:
        try:
            desk = self._desk = self._source.make()
        except ExpectedError as error:
            self.failed.emit(error)
            return
        self.engine = SyncEngine(
            desk.store,
            desk.staff.id,
            connect_over_http,
            monotonic=self._chance.monotonic,
            random_bytes=self._chance.random_bytes,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run_round)
        self._tell()
        self._plan(_FIRST_ROUND_SECONDS)

    @Slot()
    def soon(self) -> None:
        """Something was written here: send it in a moment."""
        timer = self._timer
        if timer is not None and (
            not timer.isActive() or timer.remainingTime() > AFTER_AN_EDIT_SECONDS * 1000
        ):
            self._plan(AFTER_AN_EDIT_SECONDS)
        self._tell()

    @Slot()
    def run_round(self) -> None:
        """One round now; the next one is planned by how it went."""
        engine, desk = self.engine, self._desk
        if engine is None or desk is None or self.is_closing:
            return
        overview = sync_overview(desk)
        if not overview.status.is_paired:
            self.round_ended.emit(HubError("not_paired"))
            return
        problem: ExpectedError | None = None
        try:
            engine.run_round(lambda result: self.progressed.emit(_copy(result)))
            pause = self._schedule.after_success()
        except HubError as error:
            problem = error
            pause = self._schedule.after_failure(error)
        except ExpectedError as error:
            problem = error
            pause = self._schedule.after_failure(HubError(error.code))
        except Exception as error:  # noqa: BLE001 - a bug must not end the thread; it is reported
            self._report_bug(error)
            problem = ExpectedError("program_fault")
            pause = self._schedule.after_failure(HubError("program_fault"))
        if problem is None or problem.code != "cancelled":
            self._tell()
            self._plan(pause)
        self.round_ended.emit(problem)

    @Slot(object)
    def pair(self, invitation: HubInvitation) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            may_pair(desk)
            pair(
                desk.store,
                invitation.address,
                invitation.code,
                invitation.fingerprint,
                device_name=invitation.device_name,
                author=desk.staff.id,
                random_bytes=self._chance.random_bytes,
            )
            note_pairing(desk, invitation.address)
        except ExpectedError as error:
            self.paired.emit(error)
            return
        self.paired.emit(None)
        self.run_round()

    @Slot()
    def stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self.engine is not None:
            self.engine.close()
            self.engine = None
        if self._desk is not None:
            self._source.close(self._desk)
            self._desk = None
        self.stopped.emit()

    def _plan(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.start(round(seconds * 1000))

    def _tell(self) -> None:
        if self._desk is not None:
            self.status.emit(sync_overview(self._desk))


class SyncWorker(QObject):
    """The window's handle. Signals arrive on the window's thread.

    `source` makes the thread's desk, whose store announces what a pulled page changed. Call `start` once and
    `close` before the store is locked.
    """

    status_changed = Signal(object)  # a SyncOverview
    progressed = Signal(object)  # a RoundResult, for "receiving 3,200 of 20,000"
    round_ended = Signal(object)  # None, or the ExpectedError of a round that failed
    paired = Signal(object)  # None, or the ExpectedError
    _begin = Signal()
    _run = Signal()
    _soon = Signal()
    _pair = Signal(object)
    _halt = Signal()

    def __init__(
        self,
        source: DeskSource[Desk],
        changes: ChangeFeed,
        chance: Chance,
        report_bug: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self.overview: SyncOverview | None = None
        self._thread = QThread()
        self._thread.setObjectName("sync")
        self._rounds = _Rounds(source, chance, report_bug)
        self._rounds.moveToThread(self._thread)
        queued = Qt.ConnectionType.QueuedConnection
        self._begin.connect(self._rounds.begin, queued)
        self._run.connect(self._rounds.run_round, queued)
        self._soon.connect(self._rounds.soon, queued)
        self._pair.connect(self._rounds.pair, queued)
        self._halt.connect(self._rounds.stop, queued)
        self._rounds.stopped.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._rounds.status.connect(self._keep_status, queued)
        self._rounds.progressed.connect(self.progressed, queued)
        self._rounds.round_ended.connect(self.round_ended, queued)
        self._rounds.paired.connect(self.paired, queued)
        changes.changed.connect(self._written)

    def start(self) -> None:
        """Open the connection and run the first round soon."""
        self._thread.start()
        self._begin.emit()

    def sync_now(self) -> None:
        """Run a round at once, after the one under way."""
        self._run.emit()

    def pair(self, invitation: HubInvitation) -> None:
        """Join a hub; `paired` tells how it went, and the first round follows."""
        self._pair.emit(invitation)

    def close(self) -> None:
        """Break off a wait for the network, close the connection, join the thread."""
        self._rounds.is_closing = True
        engine = self._rounds.engine
        if engine is not None:
            engine.cancel()
        if self._thread.isRunning():
            self._halt.emit()
            self._thread.wait()

    @Slot(object)
    def _written(self, _changed: ChangeSet) -> None:
        if self._thread.isRunning():
            self._soon.emit()

    @Slot(object)
    def _keep_status(self, overview: SyncOverview) -> None:
        self.overview = overview
        self.status_changed.emit(overview)


def _copy(result: RoundResult) -> RoundResult:
    """The result goes on growing on its thread."""
    return RoundResult(held=result.held, expected=result.expected, sent=result.sent, received=result.received)
