"""What a person decides about a change that the hub quarantined: send it again, or give it up."""

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.known_versions import version_seen
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, ChangedFields, OutboxWriter, change_of_row
from integrhabitat_desktop.db.record_rows import encode_fields
from integrhabitat_desktop.db.sync_base import (
    pending_changes,
    read_base,
    remove_base,
    shown_content,
    take_back,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change, Operation

FIND = f"""
SELECT {CHANGE_COLUMNS} FROM outbox WHERE counter = ? AND state = 'quarantined'
"""  # noqa: S608 - a constant
MEMBERS = f"""
SELECT {CHANGE_COLUMNS} FROM outbox WHERE change_group = ? AND state = 'quarantined' ORDER BY counter
"""  # noqa: S608 - a constant
CLOSE = "UPDATE outbox SET state = 'refused', outcome = ? WHERE counter = ?"


def send_again(connection: Connection, counter: int, author: str, now: str) -> None:
    """Queue a quarantined change (with its group) as new edits of what the records show now.

    StoreError change_not_quarantined.
    """
    members = _members(connection, counter)
    outbox = OutboxWriter(connection, author, now)
    audit = AuditWriter(connection, author, now)
    if len(members) > 1:
        outbox.start_group()
    for change in members:
        connection.execute(CLOSE, ("sent_again", change.counter))
        described = CATALOGUE[change.record_type]
        kept, base = read_base(connection, change.record_type, change.record_id)
        shown = shown_content(connection, described, change.record_id)
        op: Operation = "create" if base is None else "edit"
        fields: ChangedFields = {}
        if shown is None:
            op = "delete"
        else:
            names = shown if base is None else change.fields
            before = base or {}
            fields = {name: (before.get(name), shown.get(name)) for name in names}
        if shown is not None or kept:
            version = version_seen(connection, change.record_type, change.record_id)
            encoded = encode_fields(fields)
            outbox.append(change.record_type, change.record_id, op, version, fields, encoded)
            audit.append("send_again", change.record_type, change.record_id, encoded)
    outbox.finish()


def give_up(connection: Connection, counter: int, author: str, now: str) -> set[tuple[str, str]]:
    """Drop a quarantined change (with its group): its records show the hub's content again.

    Returns the records that changed. The audit keeps what was given up. StoreError change_not_quarantined.
    """
    audit = AuditWriter(connection, author, now)
    touched = set()
    for change in reversed(_members(connection, counter)):
        key = (change.record_type, change.record_id)
        connection.execute(CLOSE, ("given_up", change.counter))
        if take_back(connection, CATALOGUE[change.record_type], change):
            touched.add(key)
        if not pending_changes(connection, *key):
            remove_base(connection, *key)
        audit.append("give_up", *key, encode_fields(change.fields))
    return touched


def _members(connection: Connection, counter: int) -> list[Change]:
    row = connection.execute(FIND, (counter,)).fetchone()
    if row is None:
        raise StoreError("change_not_quarantined")
    change = change_of_row(row)
    if not change.change_group:
        return [change]
    return [
        change_of_row(member) for member in connection.execute(MEMBERS, (change.change_group,)).fetchall()
    ]
