"""The change log: every saved edit, numbered and chained, waiting for the hub."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.record_rows import encode_fields
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.changes import CHAIN_START, Change, Operation, chain_hash
from integrhabitat_protocol.record_type import Value

APPEND = """
INSERT INTO outbox (counter, record_type, record_id, op, base_version, fields, change_group, author, claimed_at,
    chain)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ChangedFields = dict[str, tuple[Value, Value]]
_Decoded = dict[str, tuple[str | int | None, str | int | None]]
_decode_changed = msgspec.json.Decoder(_Decoded).decode
_decode_many = msgspec.json.Decoder(list[_Decoded]).decode

# The columns that make a Change, in the order of `change_of_row`.
CHANGE_COLUMNS = "counter, record_type, record_id, op, base_version, fields, change_group, author, claimed_at"


class OutboxState(StrEnum):
    """Where a change stands."""

    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    ACKNOWLEDGED = "acknowledged"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


class OutboxWriter:
    """Appends the changes of one transaction; `finish` keeps counter and chain for the next."""

    def __init__(self, connection: Connection, author: str, claimed_at: str) -> None:
        self._connection = connection
        self._meta = SyncMeta(connection)
        self._author = author
        self._claimed_at = claimed_at
        self._first = self._meta.number(MetaKey.NEXT_COUNTER, 1)
        self._next = self._first
        self._chain = self._meta.data(MetaKey.CHAIN) or CHAIN_START
        self._group: int | None = None

    def start_group(self) -> None:
        """The changes from here on are applied together or not at all."""
        self._group = self._next

    def end_group(self) -> None:
        """The changes from here on stand alone."""
        self._group = None

    def append(
        self,
        record_type: str,
        record_id: str,
        op: Operation,
        base_version: int,
        fields: ChangedFields,
        encoded: str | None = None,
    ) -> int:
        """Queue one change and return its counter. `encoded` are the fields as JSON, where already made."""
        counter = self._next
        change = Change(
            counter=counter,
            record_type=record_type,
            record_id=record_id,
            op=op,
            base_version=base_version,
            fields=fields,
            change_group=self._group or 0,
            author=self._author,
            claimed_at=self._claimed_at,
        )
        self._chain = chain_hash(self._chain, change)
        self._connection.execute(
            APPEND,
            row_of_change(change, self._chain, encoded if encoded is not None else encode_fields(fields)),
        )
        self._next = counter + 1
        return counter

    def finish(self) -> None:
        """Keep where counter and chain stand."""
        if self._next != self._first:
            self._meta.put(MetaKey.NEXT_COUNTER, self._next)
            self._meta.put(MetaKey.CHAIN, self._chain)


def row_of_change(change: Change, chain: bytes, encoded_fields: str) -> tuple[Any, ...]:
    """The parameters of APPEND."""
    return (
        change.counter,
        change.record_type,
        change.record_id,
        change.op,
        change.base_version,
        encoded_fields,
        change.change_group,
        change.author,
        change.claimed_at,
        chain,
    )


def change_of_row(row: tuple[Any, ...]) -> Change:
    """The change of a row with CHANGE_COLUMNS."""
    return _change(row, _decode_changed(row[5]))


def changes_of_rows(rows: Sequence[tuple[Any, ...]]) -> tuple[Change, ...]:
    """The changes of rows with CHANGE_COLUMNS; quicker than one by one."""
    decoded = _decode_many(f"[{','.join(row[5] for row in rows)}]")
    return tuple(_change(row, fields) for row, fields in zip(rows, decoded, strict=True))


def _change(row: tuple[Any, ...], fields: _Decoded) -> Change:
    counter, record_type, record_id, op, base_version, _, change_group, author, claimed_at = row[:9]
    return Change(
        counter=counter,
        record_type=record_type,
        record_id=record_id,
        op=op,
        base_version=base_version,
        fields=fields,
        change_group=change_group,
        author=author,
        claimed_at=claimed_at,
    )
