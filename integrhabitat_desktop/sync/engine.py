"""The sync engine: one round at a time, each written into the history, any of them broken off on request."""

import threading
from collections.abc import Callable

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_pairing import Pairing, read_pairing
from integrhabitat_desktop.db.sync_status import SyncRound
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_address import HubAddress
from integrhabitat_desktop.sync.hub_client import HubClient, HubConnection, Traffic
from integrhabitat_desktop.sync.pairing import RandomBytes
from integrhabitat_desktop.sync.request_size import RequestSize
from integrhabitat_desktop.sync.round import Progress, Round, RoundResult, Surroundings
from integrhabitat_protocol.errors import ExpectedError

Connect = Callable[[Pairing], HubConnection]


def connect_over_http(pairing: Pairing) -> HubConnection:
    """The way to a paired hub over its own TLS. HubError."""
    return HubClient(HubAddress.parse(pairing.address), pairing.certificate)


class SyncEngine:
    """Runs rounds for one store, on the store's thread.

    `author` is the staff member in whose name the engine offers again what a hub has lost. `connect` opens the
    way to the paired hub. `monotonic` gives seconds for measuring, `random_bytes` unpredictable bytes.
    """

    def __init__(
        self,
        store: Store,
        author: str,
        connect: Connect,
        *,
        monotonic: Callable[[], float],
        random_bytes: RandomBytes,
        size: RequestSize | None = None,
    ) -> None:
        self._store = store
        self._author = author
        self._connect = connect
        self._monotonic = monotonic
        self._random_bytes = random_bytes
        self._size = size or RequestSize()
        self._running = threading.Lock()
        self._cancelled = threading.Event()
        self._connection: HubConnection | None = None

    def run_round(self, progress: Progress = lambda _: None) -> RoundResult:
        """Exchange until nothing waits, nothing more is there, and the digests agree.

        Raises HubError, StoreError; what was exchanged before stays, and the next round goes on from there.
        """
        if not self._running.acquire(blocking=False):
            raise HubError("sync_running")
        try:
            return self._recorded_round(progress)
        finally:
            if self._cancelled.is_set():
                self._drop_connection()
                self._cancelled.clear()
            self._running.release()

    def cancel(self) -> None:
        """Break off the round under way, which raises HubError("cancelled"). Any thread may call this."""
        if self._running.locked():
            self._cancelled.set()
            connection = self._connection
            if connection is not None:
                connection.abort()

    def close(self) -> None:
        """Close the connection to the hub, which is kept between rounds."""
        self._drop_connection()

    def _recorded_round(self, progress: Progress) -> RoundResult:
        pairing = read_pairing(self._store)
        if pairing is None:
            raise HubError("not_paired")
        started_at = self._store.now_text()
        connection = self._connected(pairing)
        before = _snapshot(connection.traffic)
        around = Surroundings(
            store=self._store,
            author=self._author,
            connection=connection,
            size=self._size,
            monotonic=self._monotonic,
            random_bytes=self._random_bytes,
            stop_if_cancelled=self._stop_if_cancelled,
            progress=progress,
        )
        made = Round(pairing, around)
        try:
            made.run()
        except ExpectedError as error:
            self._drop_connection()
            self._record(made.result, started_at, error.code, before, connection.traffic)
            raise
        self._record(made.result, started_at, "", before, connection.traffic)
        return made.result

    def _connected(self, pairing: Pairing) -> HubConnection:
        if self._connection is None:
            self._connection = self._connect(pairing)
        return self._connection

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _stop_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise HubError("cancelled")

    def _record(
        self, result: RoundResult, started_at: str, code: str, before: Traffic, after: Traffic
    ) -> None:
        SyncStore(self._store, self._author).add_round(
            SyncRound(
                started_at=started_at,
                ended_at=self._store.now_text(),
                outcome="failed" if code else "ok",
                code=code,
                sent=result.sent,
                received=result.received,
                conflicts=result.conflicts,
                quarantined=result.quarantined,
                requests=after.requests - before.requests,
                request_bytes=after.sent - before.sent,
                answer_bytes=after.received - before.received,
            )
        )


def _snapshot(traffic: Traffic) -> Traffic:
    return Traffic(traffic.requests, traffic.sent, traffic.received, traffic.headers)
