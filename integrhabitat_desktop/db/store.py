"""The open store: what every other room reads and writes through. One per thread."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from integrhabitat_desktop.db.change_set import ChangeSet
from integrhabitat_desktop.db.connection import Connection, close_store
from integrhabitat_desktop.db.driver import Parameters
from integrhabitat_desktop.db.erasures import obey_all
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.migrations import NEWEST_VERSION, migrate, store_version
from integrhabitat_desktop.db.record_rows import read_record
from integrhabitat_desktop.db.search_index import keep_up_with_rules
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.clock import Clock, instant_text
from integrhabitat_protocol.ids import new_prefix
from integrhabitat_protocol.record_type import Record, record_from_values

R = TypeVar("R", bound=Record)
ChangeListener = Callable[[ChangeSet], None]


def prepare_store(connection: Connection, random_bytes: Callable[[int], bytes]) -> None:
    """Bring a new or older store to the present schema and give it a prefix for its ids. StoreError.

    Once, on one connection, before others open.
    """
    is_older = store_version(connection) < NEWEST_VERSION
    migrate(connection)
    with store_errors():
        meta = SyncMeta(connection)
        if not meta.text(MetaKey.PREFIX):
            meta.put(MetaKey.PREFIX, new_prefix(random_bytes(5)))
        if is_older:
            # What an older version kept without knowing it may be an erasure that nobody has obeyed yet.
            obey_all(connection)
        keep_up_with_rules(connection)
        connection.commit()


class Store:
    """Reads and writes records over one connection; belongs to the thread that opened the connection."""

    def __init__(self, connection: Connection, clock: Clock, on_change: ChangeListener | None = None) -> None:
        self.connection = connection
        self.clock = clock
        self.meta = SyncMeta(connection)
        self._on_change = on_change
        self._writing = False

    def get(self, cls: type[R], record_id: str) -> R | None:
        """The record with this id; None where it is missing or deleted. StoreError."""
        with store_errors():
            stored = read_record(self.connection, cls.TYPE, record_id)
        if stored is None or stored.gone:
            return None
        return record_from_values(cls, record_id, stored.values)

    def fetch(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a read; `sql` is a constant of a module in `db`. StoreError."""
        with store_errors():
            return self.connection.execute(sql, parameters).fetchall()

    def fetch_one(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row of a read. StoreError."""
        with store_errors():
            row: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
        return row

    @contextmanager
    def transaction(self, author: str) -> Iterator[Transaction]:
        """Write as the staff member `author`; commits at the end of the block, rolls back where it raises.

        Changes go to the change listener after the commit, on this thread. StoreError.
        """
        with self.write_lock():
            made = Transaction(self.connection, author, self.now_text())
            yield made
            made.finish()
        self.announce(made.touched)

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """A bare write transaction, for what is no edit of a record: sync state, settings, drafts."""
        if self._writing:
            raise RuntimeError("a transaction is already open on this store")
        with store_errors():
            self.connection.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield
                self.connection.commit()
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._writing = False

    def announce(self, touched: set[tuple[str, str]]) -> None:
        """Tell the listener which records changed."""
        if touched and self._on_change is not None:
            self._on_change(ChangeSet(frozenset(touched)))

    def now_text(self) -> str:
        """The present moment as records hold it."""
        return instant_text(self.clock.now())

    def interrupt(self) -> None:
        """End the running statement, which raises StoreError interrupted. Any thread may call this."""
        self.connection.interrupt()

    def close(self) -> None:
        """Close the connection; no other use of the store may follow."""
        close_store(self.connection)

    def _roll_back(self) -> None:
        try:
            self.connection.rollback()
        except sqlite3.Error:
            # The first error is the one to report; a broken connection rolls back when it closes.
            if self.connection.in_transaction:
                self.connection.close()
