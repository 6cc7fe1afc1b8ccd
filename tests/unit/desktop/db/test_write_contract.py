"""The contract of every write: record, queued change and audit entry together, or none of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import Connection, Cursor
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_protocol.record_types import CheckIn, Contact, Person
from tests.conftest import StoreFactory

STAFF = "staff-1"
COUNTED = ("person", "contact", "check_in", "outbox", "audit", "sync_base", "person_search_row")


class PowerCut(BaseException):
    """Ends a transaction between two statements, as a cut of power would."""


class CuttingConnection:
    """Passes on to the real connection until a number of statements has run."""

    def __init__(self, connection: Connection, statements: int) -> None:
        self._connection = connection
        self._left = statements

    def execute(self, sql: str, parameters: object = ()) -> Cursor:
        self._spend()
        return self._connection.execute(sql, parameters)  # type: ignore[arg-type]  # passed on as it came

    def executemany(self, sql: str, rows: object) -> Cursor:
        self._spend()
        return self._connection.executemany(sql, rows)  # type: ignore[arg-type]  # passed on as it came

    def _spend(self) -> None:
        if self._left == 0:
            raise PowerCut
        self._left -= 1

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: store.fetch(f"SELECT * FROM {table} ORDER BY 1, 2") for table in COUNTED}  # noqa: S608


def register(tx: Transaction) -> None:
    person_id = tx.new_id()
    tx.create(Person(id=person_id, name="Eulalia Mosquera"))
    tx.create(Contact(id=tx.new_id(), person=person_id, channel="PHONE", value="300 123", value_key="300123"))


def edit(tx: Transaction) -> None:
    tx.update(Person, "AAAAAAA-1", name="Eulalia Mosquera Rentería", sex="F")


def delete(tx: Transaction) -> None:
    tx.delete(Person, "AAAAAAA-1")


def check_in(tx: Transaction) -> None:
    tx.put(
        CheckIn(id="AAAAAAA-1.2027-03-01", person="AAAAAAA-1", day="2027-03-01", visit_number=1, state="DONE")
    )


@pytest.mark.parametrize("write", [register, edit, delete, check_in])
def test_a_cut_between_any_two_statements_leaves_nothing_behind(
    store_factory: StoreFactory, store_path: Path, write: Callable[[Transaction], None]
) -> None:
    store = store_factory(path=store_path)
    with store.transaction(STAFF) as tx:
        tx.create(Person(id="AAAAAAA-1", name="Eulalia Mosquera"))
    store.connection.execute("INSERT INTO record_state VALUES ('person', 'AAAAAAA-1', 3)")
    store.connection.commit()
    real, before, cuts = store.connection, rows_of(store), 0
    while True:
        store.connection = CuttingConnection(real, 1 + cuts)  # type: ignore[assignment]  # cuts on purpose
        try:
            with store.transaction(STAFF) as tx:
                write(tx)
        except PowerCut:
            store.connection = real
            assert rows_of(store) == before
            cuts += 1
        else:
            break
    store.connection = real
    after = rows_of(store)
    written = sum(len(after[name]) - len(before[name]) for name in ("outbox", "audit"))
    assert written % 2 == 0 and written > 0
    assert cuts > 8


def test_a_full_disk_in_the_middle_is_a_store_error_and_leaves_nothing(store: Store) -> None:
    pages = int(store.fetch("PRAGMA page_count")[0][0])
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = rows_of(store)
    with pytest.raises(StoreError, match="disk_full"), store.transaction(STAFF) as tx:
        for number in range(500):
            tx.create(Person(id=tx.new_id(), name=f"Persona Inventada {number} " * 4))
    assert rows_of(store) == before


def test_a_swallowed_failure_cannot_be_committed(store: Store) -> None:
    pages = int(store.fetch("PRAGMA page_count")[0][0])
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = rows_of(store)
    with pytest.raises(RuntimeError), store.transaction(STAFF) as tx:
        for number in range(500):
            try:
                tx.create(Person(id=tx.new_id(), name=f"Persona Inventada {number} " * 4))
            except Exception:  # noqa: BLE001 - the careless caller of this test
                break
    assert rows_of(store) == before


def test_the_audit_can_neither_be_changed_nor_shortened(store: Store) -> None:
    with store.transaction(STAFF) as tx:
        register(tx)
    with pytest.raises(Exception, match="append-only"):
        store.connection.execute("UPDATE audit SET staff = 'staff-2'")
    with pytest.raises(Exception, match="append-only"):
        store.connection.execute("DELETE FROM audit")
