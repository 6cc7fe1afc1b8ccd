"""Batches: waiting changes frozen for sending, until the hub has answered for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.driver import Cursor
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, changes_of_rows
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.changes import CHAIN_START, Change

WAITING = f"""
SELECT {CHANGE_COLUMNS}, chain FROM outbox WHERE state <> 'acknowledged' AND state = 'waiting' ORDER BY counter
"""  # noqa: S608 - a constant
IN_FLIGHT = f"""
SELECT {CHANGE_COLUMNS}, chain, batch FROM outbox
WHERE state <> 'acknowledged' AND state = 'in_flight' ORDER BY counter
"""  # noqa: S608 - a constant
RECORDS_OF = "SELECT DISTINCT record_type, record_id FROM outbox WHERE counter BETWEEN ? AND ?"
FREEZE = (
    "UPDATE outbox SET state = 'in_flight', batch = ? WHERE counter BETWEEN ? AND ? AND state = 'waiting'"
)
RELEASE = """
UPDATE outbox SET state = 'waiting', batch = NULL WHERE state <> 'acknowledged' AND state = 'in_flight'
"""
CHAIN_AT = "SELECT chain FROM outbox WHERE counter = ?"

# What a change costs in a request beside its values, before compression.
_CHANGE_OVERHEAD = 60
_PORTION = 1_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Frozen changes with rising counters and no gap; `chain_before` and `chain` stand around them.

    `size` is about how many bytes they have before compression.
    """

    number: int
    changes: tuple[Change, ...]
    chain_before: bytes
    chain: bytes
    size: int

    @property
    def first(self) -> int:
        """Counter of the first change."""
        return self.changes[0].counter

    @property
    def last(self) -> int:
        """Counter of the last change."""
        return self.changes[-1].counter


def batch_in_flight(connection: Connection) -> Batch | None:
    """The batch that was sent or is about to be, exactly as it was frozen."""
    rows = connection.execute(IN_FLIGHT).fetchall()
    return _batch(connection, rows, rows[0][10]) if rows else None


def freeze_batch(connection: Connection, limit_bytes: int) -> Batch | None:
    """Freeze waiting changes of about `limit_bytes` before compression; None where nothing waits.

    A change group is never split, however large; there is always at least one change.
    """
    taken: list[tuple[Any, ...]] = []
    size = 0
    for row in _in_portions(connection.execute(WAITING)):
        group, follows = row[6], not taken or row[0] == taken[-1][0] + 1
        same_group = bool(taken) and group != 0 and group == taken[-1][6]
        size += _size(row)
        if not follows or (taken and size > limit_bytes and not same_group):
            break
        taken.append(row)
    if not taken:
        return None
    meta = SyncMeta(connection)
    number = meta.number(MetaKey.NEXT_BATCH, 1)
    meta.put(MetaKey.NEXT_BATCH, number + 1)
    connection.execute(FREEZE, (number, taken[0][0], taken[-1][0]))
    return _batch(connection, taken, number)


def release_batch(connection: Connection) -> None:
    """Let the changes in flight wait again: the hub is known not to have taken them."""
    connection.execute(RELEASE)
    SyncMeta(connection).remove(MetaKey.REQUEST)


def _batch(connection: Connection, rows: list[tuple[Any, ...]], number: int) -> Batch:
    before = connection.execute(CHAIN_AT, (rows[0][0] - 1,)).fetchone()
    return Batch(
        number=number,
        changes=changes_of_rows(rows),
        chain_before=before[0] if before else CHAIN_START,
        chain=rows[-1][9],
        size=sum(map(_size, rows)),
    )


def _size(row: tuple[Any, ...]) -> int:
    return len(row[5]) + _CHANGE_OVERHEAD


def _in_portions(cursor: Cursor) -> Iterator[tuple[Any, ...]]:
    # Row by row is slow, and all at once may be a whole first register.
    while rows := cursor.fetchmany(_PORTION):
        yield from rows
