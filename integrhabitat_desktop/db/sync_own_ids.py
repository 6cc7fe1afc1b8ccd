"""Recognises, in what the hub holds, ids of this store's own making that this store has not made."""

from collections.abc import Iterable

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_protocol.blocks import RecordTable
from integrhabitat_protocol.ids import split_id

UNSENT_CREATES = """
SELECT record_type, record_id FROM outbox
WHERE state IN ('waiting', 'in_flight') AND op = 'create' AND base_version = 0
    AND NOT counter BETWEEN ? AND ?
"""


def was_rolled_back(store: Store, tables: Iterable[RecordTable], answered: tuple[int, int]) -> bool:
    """Whether a page shows that the store was copied or put back: it holds a record under one of this store's ids
    that was never made here, or that a record here, not sent yet, bears as well.

    `answered` are the changes that the same answer replies to. StoreError.
    """
    prefix, next_id = store.meta.text(MetaKey.PREFIX), store.meta.number(MetaKey.NEXT_ID, 1)
    own = [
        (table.record_type, record_id, split[1])
        for table in tables
        for record_id in table.ids
        if record_id.startswith(prefix) and (split := split_id(record_id)) is not None and split[0] == prefix
    ]
    if not own:
        return False
    unsent = set(store.fetch(UNSENT_CREATES, answered))
    return any(number >= next_id or (name, key) in unsent for name, key, number in own)
