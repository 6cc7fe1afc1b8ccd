"""A new identity for a store that was copied, rolled back, or whose prefix another computer bears."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.outbox_rebuild import append_renumbered
from integrhabitat_desktop.db.record_rows import encode_fields, read_record, write_record
from integrhabitat_desktop.db.sync_batches import release_batch
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import CHAIN_START, Change
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.ids import make_id, split_id
from integrhabitat_protocol.record_type import RecordType, Values
from integrhabitat_protocol.validation import expected_id

UNSENT = f"""
SELECT {CHANGE_COLUMNS}, state FROM outbox
WHERE state IN ('waiting', 'in_flight', 'quarantined') ORDER BY counter
"""  # noqa: S608 - a constant
IS_KNOWN = "SELECT 1 FROM record_state WHERE record_type = ? AND record_id = ?"
REMOVE_WAITING = "DELETE FROM outbox WHERE state IN ('waiting', 'in_flight')"
REWRITE = "UPDATE outbox SET record_id = ?, fields = ? WHERE counter = ?"
# What was settled under the old identity keeps its order below zero, out of the way of the new counters; its groups,
# which bear counters, go along: otherwise a decision about one of them would take a new group for its own.
BOUNDS = "SELECT min(min(counter, change_group)), max(counter) FROM outbox"
SHIFT = """
UPDATE outbox SET counter = counter - :by, batch = NULL,
    change_group = CASE WHEN change_group > 0 THEN change_group - :by ELSE change_group END
WHERE counter > 0
"""
RENAME_SEARCH = "UPDATE person_search_row SET person = ? WHERE person = ?"

# Accounts keep their ids: the key file knows them by it, and no single write could change both.
KEPT_TYPES = frozenset({"staff_account", "centre"})


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What the new identity changed: `renamed` maps (record type, old id) to the new id."""

    prefix: str
    renamed: dict[tuple[str, str], str]
    waiting: int


def take_new_identity(connection: Connection, prefix: str, author: str, now: str) -> Renumbering:
    """Give the store a new prefix and device id; acknowledged ids stay, unsent ones and references change.

    Counters and chain start anew with what waits. For a store whose changes the hub has refused as forked, or
    that was never paired.
    """
    meta = SyncMeta(connection)
    release_batch(connection)
    rows = connection.execute(UNSENT).fetchall()
    changes = [change_of_row(row) for row in rows]
    renamed, next_id = _new_ids(connection, changes, meta.text(MetaKey.PREFIX), prefix)
    by_old_id = {old: new for (_, old), new in renamed.items()}
    _rewrite_records(connection, changes, renamed, by_old_id)
    rewritten = [_rewritten(change, renamed, by_old_id) for change in changes]
    quarantined = [row[9] == "quarantined" for row in rows]
    for change, stays in zip(rewritten, quarantined, strict=True):
        if stays:
            connection.execute(REWRITE, (change.record_id, encode_fields(change.fields), change.counter))
    connection.execute(REMOVE_WAITING)
    _move_settled_away(connection)
    waiting = [change for change, stays in zip(rewritten, quarantined, strict=True) if not stays]
    append_renumbered(connection, waiting, 1, CHAIN_START)
    meta.put(MetaKey.PREFIX, prefix)
    meta.put(MetaKey.NEXT_ID, next_id)
    detail = encode_fields({"prefix": prefix, "renamed": len(renamed)})
    AuditWriter(connection, author, now).append("new_identity", "", "", detail)
    return Renumbering(prefix, renamed, len(waiting))


def _new_ids(
    connection: Connection, changes: Iterable[Change], old_prefix: str, prefix: str
) -> tuple[dict[tuple[str, str], str], int]:
    created = [
        change
        for change in changes
        if change.op == "create"
        and change.base_version == 0
        and change.record_type in CATALOGUE
        and change.record_type not in KEPT_TYPES
        and connection.execute(IS_KNOWN, (change.record_type, change.record_id)).fetchone() is None
    ]
    renamed: dict[tuple[str, str], str] = {}
    next_id = 1
    for change in created:
        split = split_id(change.record_id)
        key = (change.record_type, change.record_id)
        if split is not None and split[0] == old_prefix and key not in renamed:
            renamed[key] = make_id(prefix, next_id)
            next_id += 1
    by_old_id = {old: new for (_, old), new in renamed.items()}
    for change in created:
        described = CATALOGUE[change.record_type]
        if described.natural_key is not None:
            values: Values = {name: new for name, (_, new) in change.fields.items()}
            made = expected_id(described, _with_new_references(described, values, by_old_id))
            if made is not None and made != change.record_id:
                renamed[change.record_type, change.record_id] = made
    return renamed, next_id


def _rewrite_records(
    connection: Connection,
    changes: Iterable[Change],
    renamed: dict[tuple[str, str], str],
    by_old_id: dict[str, str],
) -> None:
    """Only records with unsent changes can hold an unsent id: the hub refuses no reference it was not sent."""
    for record_type, record_id in dict.fromkeys((change.record_type, change.record_id) for change in changes):
        described = CATALOGUE.get(record_type)
        if described is None:
            continue
        new_id = renamed.get((record_type, record_id), record_id)
        if new_id != record_id:
            connection.execute(_rename_statement(described), (new_id, record_id))
            if record_type == "person":
                connection.execute(RENAME_SEARCH, (new_id, record_id))
        stored = read_record(connection, described, new_id)
        if stored is not None and not stored.gone:
            values = _with_new_references(described, stored.values, by_old_id)
            if values != stored.values:
                write_record(connection, described, new_id, values)


def _rename_statement(described: RecordType) -> str:
    return f"UPDATE {described.name} SET id = ? WHERE id = ?"  # noqa: S608 - a name of the catalogue


def _rewritten(change: Change, renamed: dict[tuple[str, str], str], by_old_id: dict[str, str]) -> Change:
    described = CATALOGUE.get(change.record_type)
    if described is None:
        return change
    olds = _with_new_references(described, {name: old for name, (old, _) in change.fields.items()}, by_old_id)
    news = _with_new_references(described, {name: new for name, (_, new) in change.fields.items()}, by_old_id)
    return msgspec.structs.replace(
        change,
        record_id=renamed.get((change.record_type, change.record_id), change.record_id),
        fields={name: (olds[name], news[name]) for name in change.fields},
    )


def _with_new_references(described: RecordType, values: Values, by_old_id: dict[str, str]) -> Values:
    changed = dict(values)
    for name, value in values.items():
        spec = described.by_name.get(name)
        if spec is not None and spec.kind is FieldKind.REFERENCE and isinstance(value, str):
            changed[name] = by_old_id.get(value, value)
    return changed


def _move_settled_away(connection: Connection) -> None:
    bounds: tuple[Any, Any] = connection.execute(BOUNDS).fetchone()
    if bounds[1] is not None and bounds[1] > 0:
        connection.execute(SHIFT, {"by": bounds[1] - min(bounds[0], 1) + 2})
