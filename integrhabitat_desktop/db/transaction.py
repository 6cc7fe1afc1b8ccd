"""One write transaction: records, their changes in the outbox and the audit entries, all together or not at all."""

import sqlite3
from collections.abc import Mapping
from typing import TypeVar

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.erasures import obey_erasures
from integrhabitat_desktop.db.known_versions import version_seen
from integrhabitat_desktop.db.outbox import ChangedFields, OutboxWriter
from integrhabitat_desktop.db.record_rows import (
    StoredRecord,
    encode_fields,
    read_record,
    update_record,
    write_gone,
    write_record,
)
from integrhabitat_desktop.db.refusals import ValidationFailed, record_exists, record_not_found
from integrhabitat_desktop.db.search_index import SearchUpdates, owners
from integrhabitat_desktop.db.sync_base import has_pending
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.changes import Operation
from integrhabitat_protocol.ids import make_id
from integrhabitat_protocol.record_type import (
    Record,
    RecordType,
    Value,
    Values,
    record_from_values,
    values_of,
)
from integrhabitat_protocol.validation import FieldProblem, expected_id, is_record_id, validate

KEEP_BASE = "INSERT OR IGNORE INTO sync_base (record_type, record_id, version, fields) VALUES (?, ?, ?, ?)"

R = TypeVar("R", bound=Record)


class Transaction:
    """The write side of the store, handed out by `Store.transaction` and dead after it.

    Values are checked against the catalogue (ValidationFailed). Empty text is stored as nothing. What is
    equal to what stands makes no change. Nothing is visible to other connections before the commit.
    """

    def __init__(self, connection: Connection, author: str, now: str) -> None:
        self._connection = connection
        self._meta = SyncMeta(connection)
        self._outbox = OutboxWriter(connection, author, now)
        self._audit = AuditWriter(connection, author, now)
        self._search = SearchUpdates(connection)
        self._prefix = self._meta.text(MetaKey.PREFIX)
        self._first_id = self._next_id = self._meta.number(MetaKey.NEXT_ID, 1)
        self._failed = False
        self.touched: set[tuple[str, str]] = set()

    def new_id(self) -> str:
        """An id that no other computer will ever make."""
        if not self._prefix:
            raise RuntimeError("the store has no device prefix yet")
        made = make_id(self._prefix, self._next_id)
        self._next_id += 1
        return made

    def get(self, cls: type[R], record_id: str) -> R | None:
        """The record as this transaction sees it; None where it is missing or deleted."""
        stored = read_record(self._connection, cls.TYPE, record_id)
        if stored is None or stored.gone:
            return None
        return record_from_values(cls, record_id, stored.values)

    def create(self, record: Record) -> None:
        """Store a new record; also brings a deleted one back. StoreError record_exists where it lives already."""
        described = record.TYPE
        values = self._checked(described, record)
        stored = read_record(self._connection, described, record.id)
        if stored is not None and not stored.gone:
            raise record_exists(described)
        self._create(described, record.id, values)

    def put(self, record: Record) -> bool:
        """Store the record whether or not it exists; says whether anything changed.

        For natural keys: a mark set again, or a voided one brought back, becomes an edit. Fields without a merge
        group (author, times) alone make no edit: the fact stands as it was first recorded.
        """
        described = record.TYPE
        values = self._checked(described, record)
        stored = read_record(self._connection, described, record.id)
        if stored is None or stored.gone:
            self._create(described, record.id, values)
            return True
        changed = _differences(stored, values)
        if all(described.group_of(name) is None for name in changed):
            return False
        self._edit(described, record.id, stored, changed)
        return True

    def update(self, cls: type[Record], record_id: str, /, **values: Value) -> bool:
        """Change fields of a record; says whether anything changed. StoreError record_not_found."""
        described = cls.TYPE
        unknown = values.keys() - described.by_name.keys()
        if unknown or values.keys() & set(described.natural_key or ()):
            raise ValueError(f"fields of {described.name} that cannot be edited: {sorted(values)}")
        values = _cleaned(values)
        problems = validate(described, values, partial=True)
        if problems:
            raise ValidationFailed(described, problems)
        stored = read_record(self._connection, described, record_id)
        if stored is None or stored.gone:
            raise record_not_found(described)
        changed = _differences(stored, values)
        if not changed:
            return False
        self._edit(described, record_id, stored, changed)
        return True

    def delete(self, cls: type[Record], record_id: str) -> None:
        """Delete a record. Records with a natural key are voided by a status instead: ValueError."""
        described = cls.TYPE
        if described.natural_key is not None or described.singleton:
            raise ValueError(f"a {described.name} is never deleted")
        stored = read_record(self._connection, described, record_id)
        if stored is None or stored.gone:
            raise record_not_found(described)
        with _Doom(self):
            base = self._keep_base(described, record_id, stored)
            write_gone(self._connection, described, record_id)
        removed: ChangedFields = {
            name: (value, None) for name, value in stored.values.items() if value is not None
        }
        self._record(described, record_id, "delete", base, removed, encode_fields(removed))
        self._search.note(described.name, record_id, *owners(stored.values))

    def start_group(self) -> None:
        """The changes from here to `end_group` are applied by the hub together or not at all."""
        self._outbox.start_group()

    def end_group(self) -> None:
        """The changes from here on stand alone again."""
        self._outbox.end_group()

    def audit(
        self, action: str, record_type: str, record_id: str, detail: Mapping[str, Value] | None = None
    ) -> None:
        """Write an entry for what is no edit: a record that was read, a sheet that was printed."""
        with _Doom(self):
            self._audit.append(action, record_type, record_id, encode_fields(detail or {}))

    def finish(self) -> None:
        """Keep the counters and the search index; called by the store right before the commit."""
        if self._failed or not self._connection.in_transaction:
            # SQLite may already have rolled back (disk full): what would follow is a different transaction.
            raise RuntimeError("a transaction in which a statement failed cannot be committed")
        self._search.finish()
        self._outbox.finish()
        obey_erasures(self._connection, self.touched)
        if self._next_id != self._first_id:
            self._meta.put(MetaKey.NEXT_ID, self._next_id)

    def _checked(self, described: RecordType, record: Record) -> Values:
        values = _cleaned(values_of(record))
        problems = validate(described, values)
        expected = expected_id(described, values)
        if not is_record_id(record.id) or (expected is not None and expected != record.id):
            problems.append(FieldProblem("id", "id_not_valid"))
        if problems:
            raise ValidationFailed(described, problems)
        return values

    def _create(self, described: RecordType, record_id: str, values: Values) -> None:
        with _Doom(self):
            base = version_seen(self._connection, described.name, record_id)
            if base:
                # What the hub holds is a deleted record; without this the next edit would keep this one aside.
                self._connection.execute(KEEP_BASE, (described.name, record_id, base, None))
            write_record(self._connection, described, record_id, values)
        fields: ChangedFields = {name: (None, value) for name, value in values.items() if value is not None}
        self._record(described, record_id, "create", base, fields, encode_fields(fields))
        self._search.note(described.name, record_id, *owners(values))

    def _edit(
        self, described: RecordType, record_id: str, stored: StoredRecord, changed: ChangedFields
    ) -> None:
        with _Doom(self):
            base = self._keep_base(described, record_id, stored)
            update_record(
                self._connection, described, record_id, {name: new for name, (_, new) in changed.items()}
            )
            stacked = has_pending(self._connection, described.name, record_id)
        sent = _whole_groups(described, stored, changed) if stacked else changed
        self._record(described, record_id, "edit", base, sent, encode_fields(changed))
        after = {name: new for name, (_old, new) in changed.items()}
        self._search.note(described.name, record_id, *owners(stored.values), *owners(after))

    def _record(
        self,
        described: RecordType,
        record_id: str,
        op: Operation,
        base: int,
        fields: ChangedFields,
        detail: str,
    ) -> None:
        with _Doom(self):
            self._outbox.append(described.name, record_id, op, base, fields, encode_fields(fields))
            self._audit.append(op, described.name, record_id, detail)
        self.touched.add((described.name, record_id))

    def _keep_base(self, described: RecordType, record_id: str, stored: StoredRecord) -> int:
        """The version the edit is made on; the hub's content is kept aside before the first unsent edit."""
        version = version_seen(self._connection, described.name, record_id)
        if version:
            self._connection.execute(
                KEEP_BASE, (described.name, record_id, version, encode_fields(_filled(stored.values)))
            )
        return version


class _Doom:
    """A statement that fails inside the block dooms the transaction, even if the caller swallows the error."""

    __slots__ = ("_transaction",)

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, sqlite3.Error):
            self._transaction._failed = True


def _cleaned(values: Mapping[str, Value]) -> Values:
    return {name: None if value == "" else value for name, value in values.items()}


def _filled(values: Values) -> Values:
    return {name: value for name, value in values.items() if value is not None}


def _differences(stored: StoredRecord, values: Values) -> ChangedFields:
    before = stored.values
    return {name: (before.get(name), new) for name, new in values.items() if before.get(name) != new}


def _whole_groups(described: RecordType, stored: StoredRecord, changed: ChangedFields) -> ChangedFields:
    """The changed fields with the rest of their groups.

    An edit on top of an unsent one says the whole: the hub may keep the earlier one for a decision, and then
    this one has to make sense alone.
    """
    groups = {described.group_of(name) for name in changed}
    rest = {
        name: (value, value)
        for name, value in stored.values.items()
        if value is not None and name not in changed and described.group_of(name) in groups - {None}
    }
    return {**rest, **changed}
