"""One desktop without a window: a real encrypted store, the sync engine, and ways to hurt both."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.record_rows import read_record
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.rebase import filled
from integrhabitat_desktop.sync.engine import SyncEngine
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.request_size import RequestSize
from integrhabitat_desktop.sync.round import RoundResult
from integrhabitat_protocol.record_type import Record, Values
from tests.fake_clock import FakeClock
from tests.sync.journal import Content, Journal
from tests.sync.ways_to_the_hub import FaultyWay

STORE_KEY = bytes(range(32))
STAFF = "STAFFAA-1"
NEW_CHANGES = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE counter >= ? ORDER BY counter"  # noqa: S608

REFUSED = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE state = 'refused'"  # noqa: S608 - a constant


class CrashError(Exception):
    """The process ends here."""


class GivenSize(RequestSize):
    """As much per exchange as the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 5_000
        self.bytes = 100_000

    @property
    def batch_bytes(self) -> int:
        return self.bytes

    @property
    def page_rows(self) -> int:
        return self.rows


class CrashingStore(Store):
    """Ends the process before or after one of the next write transactions."""

    crash_before: int | None = None

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        if self.crash_before == 0:
            self.crash_before = None
            raise CrashError
        if self.crash_before is not None:
            self.crash_before -= 1
        with super().write_lock():
            yield


@dataclass(frozen=True)
class StoreCopy:
    """The store's file at one moment, and which entries of the journal are in it."""

    content: bytes
    held: dict[int, Content]


class Desktop:
    """`name` is the test's name for it; the device id can change."""

    def __init__(
        self,
        name: str,
        path: Path,
        way: FaultyWay,
        journal: Journal,
        random_bytes: Callable[[int], bytes],
        *,
        is_durable: bool = False,
    ) -> None:
        self.name = name
        self.path = path
        self.way = way
        self.journal = journal
        self.clock = FakeClock()
        self.size = GivenSize()
        self._random_bytes = random_bytes
        self._ticks = itertools.count()
        self._is_durable = is_durable
        self._signed_in = STAFF
        self.store: CrashingStore
        self.engine: SyncEngine
        self.start()

    @property
    def device(self) -> str:
        """The device id."""
        return self.store.meta.text(MetaKey.PREFIX)

    def start(self) -> None:
        """Open the store; also after a crash."""
        connection = open_encrypted(self.path, STORE_KEY)
        if not self._is_durable:
            connection.execute("PRAGMA synchronous = OFF")  # no power cuts here, and much faster
        self.store = CrashingStore(connection, self.clock)
        self.engine = SyncEngine(
            self.store,
            self._signed_in,
            lambda _: self.way,
            monotonic=lambda: float(next(self._ticks)),
            random_bytes=self._random_bytes,
            size=self.size,
        )

    def stop(self) -> None:
        """Let go of the store as a killed process does."""
        self.store.connection.rollback()
        self.store.connection.close()

    def sign_in(self, staff: str) -> None:
        """From here on this colleague is signed in, in whose name the program offers things again."""
        self._signed_in = staff
        self.restart()

    def restart(self) -> None:
        """End the process and begin again."""
        self.stop()
        self.start()

    @contextmanager
    def writing(self, deleting: type[Record] | None = None, record_id: str = "") -> Iterator[Transaction]:
        """A transaction of a person at this desktop; what it saves goes into the journal."""
        with self.noting(deleting, record_id), self.store.transaction(STAFF) as tx:
            yield tx

    @contextmanager
    def noting(self, deleting: type[Record] | None = None, record_id: str = "") -> Iterator[None]:
        """What a use case saves meanwhile goes into the journal; a record it deletes is named beforehand."""
        first = self.store.meta.number(MetaKey.NEXT_COUNTER, 1)
        deleted: dict[tuple[str, str], Values] = {}
        if deleting is not None:
            deleted[deleting.TYPE.name, record_id] = self.shown(deleting, record_id)
        yield
        changes = [change_of_row(row) for row in self.store.fetch(NEW_CHANGES, (first,))]
        self.journal.note(self.name, changes, deleted)

    def shown(self, cls: type[Record], record_id: str) -> Values:
        """The filled fields of a record as the desktop shows them; empty where it is missing or deleted."""
        stored = read_record(self.store.connection, cls.TYPE, record_id)
        return filled(stored.values) if stored is not None else {}

    def sync(self) -> RoundResult:
        """One round. HubError, CrashError."""
        result = self.engine.run_round(self._look_at)
        self.journal.all_sent(self.name)
        return result

    def try_to_sync(self) -> str:
        """One round; the code of what went wrong, "" where nothing did."""
        try:
            self.sync()
        except HubError as error:
            return error.code
        except CrashError:
            self.restart()
            return "crash"
        return ""

    def copy_store(self) -> StoreCopy:
        """A backup of the store's file."""
        self.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return StoreCopy(self.path.read_bytes(), self.journal.held(self.name))

    def put_back(self, kept: StoreCopy) -> None:
        """Copy an older file over the store."""
        self.stop()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self.path.write_bytes(kept.content)
        self.journal.rolled_back(self.name, kept.held)
        self.start()

    def _look_at(self, result: RoundResult) -> None:
        for row in self.store.fetch(REFUSED) if result.refused else ():
            change = change_of_row(row)
            self.journal.refused(
                self.name,
                (change.record_type, change.record_id),
                {name: new for name, (_, new) in change.fields.items()},
            )
        if result.renamed:
            self.journal.renamed(self.name, result.renamed)
            result.renamed.clear()
