"""Writes the unsent part of the outbox anew: other counters, a new chain, where needed other content."""

from collections.abc import Iterable

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.outbox import APPEND, row_of_change
from integrhabitat_desktop.db.record_rows import encode_fields
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.changes import Change, chain_hash


def append_renumbered(
    connection: Connection, changes: Iterable[Change], first_counter: int, chain: bytes
) -> int:
    """Append the changes as `first_counter` and up, chained after `chain`; returns the next free counter.

    Their old rows must be gone. Groups keep together under the new counter of their first change.
    """
    counter = first_counter
    groups: dict[int, int] = {}
    for old in changes:
        group = groups.setdefault(old.change_group, counter) if old.change_group else 0
        change = Change(
            counter=counter,
            record_type=old.record_type,
            record_id=old.record_id,
            op=old.op,
            base_version=old.base_version,
            fields=old.fields,
            change_group=group,
            author=old.author,
            claimed_at=old.claimed_at,
        )
        chain = chain_hash(chain, change)
        connection.execute(APPEND, row_of_change(change, chain, encode_fields(change.fields)))
        counter += 1
    meta = SyncMeta(connection)
    meta.put(MetaKey.NEXT_COUNTER, counter)
    meta.put(MetaKey.CHAIN, chain)
    return counter
