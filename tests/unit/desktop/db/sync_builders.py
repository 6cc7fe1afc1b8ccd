"""Builders for the sync side of a store: records, hub rows and answers of a hub."""

from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import Applied, Exchange, SyncStore
from integrhabitat_protocol.blocks import RecordRow, RecordState, pack_records, unpack_records
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.messages import Replies, Reply
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Person

STAFF = "staff-1"
EPOCH = "EPOCH1"
ALL_CHANGES = f"SELECT {CHANGE_COLUMNS} FROM outbox ORDER BY counter"  # noqa: S608 - a constant


def register(store: Store, name: str = "Domitila Angulo", **fields: Value) -> str:
    with store.transaction(STAFF) as tx:
        person_id = tx.new_id()
        tx.create(Person(id=person_id, name=name, **fields))  # type: ignore[arg-type]  # fields of the test
    return person_id


def edit(store: Store, person_id: str, **fields: Value) -> None:
    with store.transaction(STAFF) as tx:
        tx.update(Person, person_id, **fields)


def delete(store: Store, person_id: str) -> None:
    with store.transaction(STAFF) as tx:
        tx.delete(Person, person_id)


def person_row(person_id: str, version: int, state: RecordState = "live", **fields: Value) -> RecordRow:
    return RecordRow("person", person_id, version, state, fields)


def answer(sync: SyncStore, *others: Reply, last: int = 0, rows: list[RecordRow] | None = None) -> Applied:
    """Apply an answer: replies up to `last` (all applied but `others`), and a page of `rows`."""
    replies = Replies(1, last, list(others)) if last else None
    tables = unpack_records(pack_records(rows or []))
    return sync.apply(Exchange(EPOCH, replies, tables, cursor=f"{EPOCH}:{last}"))


def send_all(sync: SyncStore) -> int:
    """Freeze everything that waits; returns the last counter."""
    batch = sync.batch(10**9)
    assert batch is not None
    return batch.last


def synced_person(store: Store, sync: SyncStore, **fields: Value) -> str:
    """A person that the hub holds in version 1."""
    person_id = register(store, **fields)  # type: ignore[arg-type]  # fields of the test
    answer(sync, last=send_all(sync))
    return person_id


def changes_of(store: Store) -> list[Change]:
    return [change_of_row(row) for row in store.fetch(ALL_CHANGES)]


def states_of(store: Store) -> list[str]:
    return [row[0] for row in store.fetch("SELECT state FROM outbox ORDER BY counter")]


def version_of(store: Store, record_id: str) -> int:
    row = store.fetch_one("SELECT version FROM record_state WHERE record_id = ?", (record_id,))
    return row[0] if row else 0


def bases_of(store: Store) -> int:
    return len(store.fetch("SELECT * FROM sync_base"))
