"""A hub that was restored: everything is pulled again, and what it has forgotten is offered again."""

import msgspec

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.known_versions import OTHER_EPOCH, KnownVersions
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, ChangedFields, OutboxWriter, change_of_row
from integrhabitat_desktop.db.outbox_rebuild import append_renumbered
from integrhabitat_desktop.db.record_rows import encode_fields
from integrhabitat_desktop.db.sync_base import (
    pending_changes,
    read_base,
    remove_base,
    shown_content,
    write_base,
)
from integrhabitat_desktop.db.sync_batches import CHAIN_AT
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.domain.rebase import Content, filled
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import CHAIN_START, Change

# Refused and given-up changes stay behind: their author knows what became of them.
TO_OFFER = f"""
SELECT {CHANGE_COLUMNS}, state FROM outbox
WHERE counter > ? AND state <> 'refused' ORDER BY counter
"""  # noqa: S608 - a constant
REMOVE_AFTER = "DELETE FROM outbox WHERE counter > ?"
LEFT_BEHIND = "SELECT record_type, record_id FROM earlier_epoch"
FORGET_ALL = "DELETE FROM earlier_epoch"


def begin_epoch(connection: Connection, epoch: str, last_counter: int) -> int:
    """Start over with a hub of another epoch that knows this device's changes up to `last_counter`.

    The changes above it wait again, the acknowledged ones too; the cursor is back at the start. A batch in
    flight up to it stays frozen: the hub kept its replies. Returns how many changes wait now.
    """
    meta = SyncMeta(connection)
    meta.remove(MetaKey.REQUEST)
    rows = connection.execute(TO_OFFER, (last_counter,)).fetchall()
    changes = [change_of_row(row) for row in rows]
    acknowledged = [change for change, row in zip(changes, rows, strict=True) if row[9] == "acknowledged"]
    _undo_in_bases(connection, acknowledged)
    kept = connection.execute(CHAIN_AT, (last_counter,)).fetchone()
    connection.execute(REMOVE_AFTER, (last_counter,))
    offered = [
        msgspec.structs.replace(change, base_version=OTHER_EPOCH) if change.base_version else change
        for change in changes
    ]
    append_renumbered(connection, offered, last_counter + 1, kept[0] if kept else CHAIN_START)
    versions = KnownVersions(connection)
    versions.set_aside(None)
    versions.finish()
    meta.put(MetaKey.EPOCH, epoch)
    meta.put(MetaKey.CURSOR, "")
    meta.put(MetaKey.RESEND_OWN, 1)
    meta.remove(MetaKey.BUCKETS)
    return len(offered)


def finish_pulling_again(connection: Connection, author: str, now: str) -> int:
    """After the last page: what the hub has not, and knew once, is offered as new. Returns how many records.

    Absence never deletes.
    """
    outbox = OutboxWriter(connection, author, now)
    audit = AuditWriter(connection, author, now)
    offered = 0
    for record_type, record_id in connection.execute(LEFT_BEHIND).fetchall():
        described = CATALOGUE.get(record_type)
        if described is None or described.hub_made:
            continue
        pending = pending_changes(connection, record_type, record_id)
        content = shown_content(connection, described, record_id)
        if content is None or any(change.op == "create" for change in pending):
            continue
        fields: ChangedFields = {name: (None, value) for name, value in content.items()}
        encoded = encode_fields(fields)
        outbox.append(record_type, record_id, "create", 0, fields, encoded)
        audit.append("offer_again", record_type, record_id, encoded)
        remove_base(connection, record_type, record_id)
        offered += 1
    outbox.finish()
    connection.execute(FORGET_ALL)
    meta = SyncMeta(connection)
    meta.put(MetaKey.RESEND_OWN, 0)
    meta.remove(MetaKey.BUCKETS)
    return offered


def _undo_in_bases(connection: Connection, acknowledged: list[Change]) -> None:
    """Take the changes that are offered again out of the hub's content, as far as it is known here."""
    for change in reversed(acknowledged):
        described = CATALOGUE.get(change.record_type)
        if described is None:
            continue
        key = (change.record_type, change.record_id)
        kept, base = read_base(connection, *key)
        if not kept and not pending_changes(connection, *key):
            base = shown_content(connection, described, change.record_id)
        before: Content = None
        if change.op == "edit":
            before = filled({**(base or {}), **{name: old for name, (old, _) in change.fields.items()}})
        if change.op == "create" and not change.base_version:
            remove_base(connection, *key)
        else:
            write_base(connection, *key, change.base_version, before)
