"""A hub that was restored: everything is pulled again, and what it has forgotten is offered again."""

import msgspec

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.known_versions import KnownVersions
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
from integrhabitat_protocol.changes import (
    ACCEPTED_IN_OTHER_EPOCH,
    CHAIN_START,
    HELD_FROM_OTHER_EPOCH,
    OTHER_EPOCH,
    WHOLE_RECORD,
    Change,
    Operation,
    review_id,
)

# Refused and given-up changes stay behind: their author knows what became of them.
TO_OFFER = f"""
SELECT {CHANGE_COLUMNS}, state FROM outbox
WHERE counter > ? AND state <> 'refused' ORDER BY counter
"""  # noqa: S608 - a constant
REMOVE_AFTER = "DELETE FROM outbox WHERE counter > ?"
WAITING = f"SELECT {CHANGE_COLUMNS} FROM outbox WHERE state = 'waiting' ORDER BY counter"  # noqa: S608 - a constant
REMOVE_WAITING = "DELETE FROM outbox WHERE state = 'waiting'"
IS_KNOWN = "SELECT 1 FROM record_state WHERE record_type = ? AND record_id = ?"
LEFT_BEHIND = "SELECT record_type, record_id FROM earlier_epoch"
FORGET_ALL = "DELETE FROM earlier_epoch"

_ANSWERED = frozenset({"acknowledged", "conflict"})


def begin_epoch(connection: Connection, epoch: str, last_counter: int) -> int:
    """Start over with a hub of another epoch that knows this device's changes up to `last_counter`.

    The changes above it wait again, the acknowledged ones too; the cursor is back at the start, and nothing is
    sent before everything is pulled. A batch in flight up to it stays frozen: the hub kept its replies. Returns
    how many changes wait now.
    """
    meta = SyncMeta(connection)
    meta.remove(MetaKey.REQUEST)
    rows = connection.execute(TO_OFFER, (last_counter,)).fetchall()
    states = {row[0]: row[9] for row in rows}
    changes = [change_of_row(row) for row in rows]
    overtaken = _overtaken(connection, changes, states)
    offered_before = [
        (it.record_type, it.record_id)
        for it in changes
        if it.base_version == HELD_FROM_OTHER_EPOCH and states[it.counter] in _ANSWERED
    ]
    changes = [
        left
        for it in changes
        if (it.record_type, it.record_id) not in overtaken or states[it.counter] != "acknowledged"
        if (left := _without_reviewed(connection, meta, it, states[it.counter])) is not None
    ]
    _undo_in_bases(connection, [it for it in changes if states[it.counter] == "acknowledged"])
    kept = connection.execute(CHAIN_AT, (last_counter,)).fetchone()
    connection.execute(REMOVE_AFTER, (last_counter,))
    offered = [_offered(change, states[change.counter]) for change in changes]
    append_renumbered(connection, offered, last_counter + 1, kept[0] if kept else CHAIN_START)
    versions = KnownVersions(connection)
    versions.set_aside(None)
    versions.note_offered(offered_before)
    versions.finish()
    left_epochs = dict.fromkeys([*meta.text(MetaKey.LEFT_EPOCHS).split(), meta.text(MetaKey.EPOCH)])
    meta.put(MetaKey.LEFT_EPOCHS, " ".join(left_epochs))
    meta.put(MetaKey.EPOCH, epoch)
    meta.put(MetaKey.CURSOR, "")
    meta.put(MetaKey.RESEND_OWN, 1)
    meta.remove(MetaKey.BUCKETS)
    return len(offered)


def finish_pulling_again(connection: Connection, author: str, now: str) -> int:
    """After the last page: what the hub has not, and knew once, is offered as new. Returns how many records.

    Absence never deletes; but a deletion is not forgotten either.
    """
    left = [(name, key) for name, key in connection.execute(LEFT_BEHIND) if name in CATALOGUE]
    waiting = _take_out_waiting(connection) if left else []
    outbox = OutboxWriter(connection, author, now)
    audit = AuditWriter(connection, author, now)
    for record_type, record_id in left:
        described = CATALOGUE[record_type]
        content = shown_content(connection, described, record_id)
        fields: ChangedFields = {name: (None, value) for name, value in (content or {}).items()}
        op: Operation = "delete" if content is None else "create"
        encoded = encode_fields(fields)
        outbox.append(record_type, record_id, op, HELD_FROM_OTHER_EPOCH, fields, encoded)
        audit.append("offer_again", record_type, record_id, encoded)
        remove_base(connection, record_type, record_id)
    outbox.finish()
    # What waits comes after: the hub has to know a record before it can decide about its edits.
    _put_behind(connection, _without_what_is_shown(waiting, set(left)))
    connection.execute(FORGET_ALL)
    meta = SyncMeta(connection)
    meta.put(MetaKey.RESEND_OWN, 0)
    meta.remove(MetaKey.BUCKETS)
    return len(left)


def _offered(change: Change, state: str) -> Change:
    """The change as it waits again. Numbers of versions mean nothing any more; one made on nothing stays so."""
    if change.base_version == HELD_FROM_OTHER_EPOCH:
        return change
    if state == "acknowledged":
        return msgspec.structs.replace(change, base_version=ACCEPTED_IN_OTHER_EPOCH)
    if change.base_version or state == "conflict":
        return msgspec.structs.replace(change, base_version=OTHER_EPOCH)
    return change


def _overtaken(connection: Connection, changes: list[Change], states: dict[int, str]) -> set[tuple[str, str]]:
    """Records with changes of this device that somebody else has deleted since, or brought back: what is offered
    is the deletion, or the content."""
    newest = {
        (change.record_type, change.record_id): change
        for change in changes
        if states[change.counter] == "acknowledged" and change.record_type in CATALOGUE
    }
    return {key for key, change in newest.items() if (change.op == "delete") == _is_live(connection, change)}


def _is_live(connection: Connection, change: Change) -> bool:
    """Whether the hub's record lives, as far as it is known here; for a deletion, whatever waits here."""
    described = CATALOGUE[change.record_type]
    if change.op == "delete":
        kept, base = read_base(connection, change.record_type, change.record_id)
        if kept:
            return base is not None
        if pending_changes(connection, change.record_type, change.record_id):
            return False
    return shown_content(connection, described, change.record_id) is not None


def _without_reviewed(connection: Connection, meta: SyncMeta, change: Change, state: str) -> Change | None:
    """What of an answered change is to be decided again: not what is in a review that is known here, for the
    review itself is offered; nor a settlement, which is part of its review. None where nothing is left."""
    described = CATALOGUE.get(change.record_type)
    if described is None or state not in _ANSWERED:
        return change
    if described.hub_made or change.base_version == HELD_FROM_OTHER_EPOCH:
        return None  # it is known as content, and compared as such
    if state != "conflict":
        return change
    device = meta.text(MetaKey.PREFIX)
    reviewed = {
        group
        for group in {*map(described.group_of, change.fields), WHOLE_RECORD} - {None}
        if connection.execute(IS_KNOWN, ("review", review_id(change, device, str(group)))).fetchone()
    }
    if not reviewed:
        return change
    fields = {name: pair for name, pair in change.fields.items() if described.group_of(name) not in reviewed}
    if WHOLE_RECORD in reviewed or not fields:
        return None
    return msgspec.structs.replace(change, fields=fields)


def _take_out_waiting(connection: Connection) -> list[Change]:
    """Take the waiting changes out of the outbox; none of them was ever sent in this epoch."""
    waiting = [change_of_row(row) for row in connection.execute(WAITING).fetchall()]
    if waiting:
        meta, first = SyncMeta(connection), waiting[0].counter
        before = connection.execute(CHAIN_AT, (first - 1,)).fetchone()
        connection.execute(REMOVE_WAITING)
        meta.put(MetaKey.NEXT_COUNTER, first)
        meta.put(MetaKey.CHAIN, before[0] if before else CHAIN_START)
    return waiting


def _put_behind(connection: Connection, changes: list[Change]) -> None:
    meta = SyncMeta(connection)
    if changes:
        chain = meta.data(MetaKey.CHAIN) or CHAIN_START
        append_renumbered(connection, changes, meta.number(MetaKey.NEXT_COUNTER, 1), chain)


def _without_what_is_shown(waiting: list[Change], offered: set[tuple[str, str]]) -> list[Change]:
    """The changes without those that the offered contents have in them already, or that a deletion has ended.

    Those made on nothing stand on what their old values say from now on: the hub will hold the offered contents as
    this device's own, and would otherwise take the changes for edits of them, made by someone who had seen them.
    """
    stay: list[Change] = []
    deleted: set[tuple[str, str]] = set()
    for change in reversed(waiting):
        key = (change.record_type, change.record_id)
        if key in offered and change.op == "delete":
            deleted.add(key)
        accepted = change.base_version == ACCEPTED_IN_OTHER_EPOCH and key in offered
        if key not in deleted and not accepted:
            made_on_nothing = key in offered and not change.base_version and change.op != "delete"
            stay.append(
                msgspec.structs.replace(change, base_version=OTHER_EPOCH) if made_on_nothing else change
            )
    return stay[::-1]


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
        if change.op != "create" and change.fields:
            before = filled({**(base or {}), **{name: old for name, (old, _) in change.fields.items()}})
        if change.op == "create" and not change.base_version:
            remove_base(connection, *key)
        else:
            write_base(connection, *key, change.base_version, before)
