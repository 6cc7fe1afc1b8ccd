"""The hub's content of records with unsent changes, and what those records show."""

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.record_rows import (
    decode_fields,
    encode_fields,
    read_record,
    write_gone,
    write_record,
)
from integrhabitat_desktop.db.search_index import SearchUpdates
from integrhabitat_desktop.domain.rebase import Content, filled
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.record_type import RecordType

READ = "SELECT fields FROM sync_base WHERE record_type = ? AND record_id = ?"
WRITE = """
INSERT INTO sync_base (record_type, record_id, version, fields) VALUES (?, ?, ?, ?)
ON CONFLICT (record_type, record_id) DO UPDATE SET version = excluded.version, fields = excluded.fields
"""
REMOVE = "DELETE FROM sync_base WHERE record_type = ? AND record_id = ?"
# A change is pending while what it says is shown although the hub has not taken it.
PENDING = f"""
SELECT {CHANGE_COLUMNS} FROM outbox
WHERE record_type = ? AND record_id = ? AND state IN ('waiting', 'in_flight', 'quarantined') ORDER BY counter
"""  # noqa: S608 - constants
ANY_PENDING = """
SELECT 1 FROM outbox
WHERE record_type = ? AND record_id = ? AND state IN ('waiting', 'in_flight', 'quarantined') LIMIT 1
"""


def read_base(connection: Connection, record_type: str, record_id: str) -> tuple[bool, Content]:
    """Whether the hub's content is kept aside, and that content; nothing is kept of what the hub never had."""
    row = connection.execute(READ, (record_type, record_id)).fetchone()
    if row is None:
        return False, None
    return True, None if row[0] is None else decode_fields(row[0])


def write_base(
    connection: Connection, record_type: str, record_id: str, version: int, content: Content
) -> None:
    """Keep the hub's content of a record aside."""
    fields = None if content is None else encode_fields(content)
    connection.execute(WRITE, (record_type, record_id, version, fields))


def remove_base(connection: Connection, record_type: str, record_id: str) -> None:
    """Nothing of the record waits any more: what is shown is the hub's content."""
    connection.execute(REMOVE, (record_type, record_id))


def pending_changes(connection: Connection, record_type: str, record_id: str) -> list[Change]:
    """The unsent and the quarantined changes of one record, oldest first."""
    return [change_of_row(row) for row in connection.execute(PENDING, (record_type, record_id)).fetchall()]


def has_pending(connection: Connection, record_type: str, record_id: str) -> bool:
    """Whether a change of this record is unsent or quarantined."""
    return connection.execute(ANY_PENDING, (record_type, record_id)).fetchone() is not None


def shown_content(connection: Connection, described: RecordType, record_id: str) -> Content:
    """What the record shows; None where it is missing or deleted."""
    stored = read_record(connection, described, record_id)
    return None if stored is None or stored.gone else filled(stored.values)


def show(connection: Connection, described: RecordType, record_id: str, content: Content) -> None:
    """Make the record show this content, and be found by it."""
    search = SearchUpdates(connection)
    search.note_stored(described.name, [record_id])
    if content is None:
        write_gone(connection, described, record_id)
    else:
        write_record(connection, described, record_id, dict(content))
    search.note_stored(described.name, [record_id])
    search.finish()


def content_after(content: Content, change: Change) -> Content:
    """The content once `change` is applied to it."""
    if change.op == "delete":
        return None
    return filled({**(content or {}), **{name: new for name, (_, new) in change.fields.items()}})


def take_back(connection: Connection, described: RecordType, change: Change) -> bool:
    """Show the hub's content again where only `change`, which is no longer pending, said otherwise."""
    record_id = change.record_id
    kept, base = read_base(connection, change.record_type, record_id)
    pending = pending_changes(connection, change.record_type, record_id)
    shown = shown_content(connection, described, record_id)
    if not pending:
        target = base if kept or change.op == "create" else shown
    elif shown is None or base is None:
        target = shown
    else:
        still_wanted = {name for later in pending for name in later.fields}
        returned = {name: base.get(name) for name in change.fields if name not in still_wanted}
        target = filled({**shown, **returned})
    if change.op == "delete" and shown is None and kept:
        target = base
        for later in pending:
            target = content_after(target, later)
    if target == shown:
        return False
    show(connection, described, record_id, target)
    return True
