"""Takes in what the hub holds: a page of records, table by table, within one transaction."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from integrhabitat_desktop.db.audit import AuditWriter
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.erasures import without_erased
from integrhabitat_desktop.db.known_versions import Earlier, KnownVersions
from integrhabitat_desktop.db.outbox import ChangedFields, OutboxWriter
from integrhabitat_desktop.db.record_rows import encode_fields, statements
from integrhabitat_desktop.db.search_index import SearchUpdates
from integrhabitat_desktop.db.sync_base import (
    pending_changes,
    read_base,
    show,
    shown_content,
    write_base,
)
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.domain.rebase import Content, filled, rebase
from integrhabitat_protocol.blocks import RecordTable
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import HELD_FROM_OTHER_EPOCH, OTHER_EPOCH, Operation
from integrhabitat_protocol.record_type import RecordType, Value

PENDING_IDS = """
SELECT DISTINCT record_id FROM outbox
WHERE record_type = ? AND state IN ('waiting', 'in_flight', 'quarantined')
"""
KEEP_UNKNOWN = """
INSERT INTO unknown_record (record_type, record_id, gone, fields) VALUES (?, ?, ?, ?)
ON CONFLICT (record_type, record_id) DO UPDATE SET gone = excluded.gone, fields = excluded.fields
"""


@dataclass(slots=True)
class PageCounts:
    """How many rows arrived, and which records they touched."""

    received: int = 0
    touched: set[tuple[str, str]] = field(default_factory=set)


class PageReader:
    """Writes the rows of a page; offers again what the hub has lost since."""

    def __init__(
        self, connection: Connection, versions: KnownVersions, outbox: OutboxWriter, audit: AuditWriter
    ) -> None:
        self._connection = connection
        self._versions = versions
        self._outbox = outbox
        self._audit = audit
        self._search = SearchUpdates(connection)
        self._is_new_epoch = bool(SyncMeta(connection).number(MetaKey.RESEND_OWN))

    def take(self, tables: Iterable[RecordTable]) -> PageCounts:
        """Take in the tables of one page."""
        counts = PageCounts()
        for table in tables:
            counts.received += len(table.ids)
            counts.touched.update(zip(itertools.repeat(table.record_type), table.ids))
            self._search.note_stored(table.record_type, table.ids)
            self._take_table(table)
            self._search.note_stored(table.record_type, table.ids)
        self._search.finish()
        return counts

    def _take_table(self, table: RecordTable) -> None:
        known = self._versions.of(table.record_type, table.ids)
        earlier = self._versions.earlier_of(table.record_type, table.ids)
        described = CATALOGUE.get(table.record_type)
        newer = [version >= known.get(key, 0) for key, version in zip(table.ids, table.versions, strict=True)]
        if described is None:
            self._connection.executemany(KEEP_UNKNOWN, itertools.compress(_unknown_rows(table), newer))
        else:
            special = {
                row[0] for row in self._connection.execute(PENDING_IDS, (table.record_type,)).fetchall()
            }
            special.update(earlier)
            plain = newer
            if special:
                plain = [fresh and key not in special for fresh, key in zip(newer, table.ids, strict=True)]
                for place, key in enumerate(table.ids):
                    if newer[place] and key in special:
                        self._take_special(described, table, place, earlier.get(key, Earlier()))
            rows = itertools.compress(_record_rows(described, table), plain)
            self._connection.executemany(statements(described).upsert, rows)
        pairs = list(itertools.compress(zip(table.ids, table.versions, strict=True), newer))
        self._versions.put(table.record_type, known, pairs)
        self._versions.forget_earlier(table.record_type, earlier)

    def _take_special(self, described: RecordType, table: RecordTable, place: int, earlier: Earlier) -> None:
        """One row that unsent changes stand on, or that was known in another epoch."""
        record_id, version = table.ids[place], table.versions[place]
        theirs = _content(table, place)
        if theirs is not None:
            # Compared with what is left here: a hub that was restored may still hold what was erased.
            theirs = without_erased(self._connection, described, record_id, theirs)
        pending = pending_changes(self._connection, described.name, record_id)
        shown = shown_content(self._connection, described, record_id)
        stood = read_base(self._connection, described.name, record_id)[1] if pending else shown
        other = {}
        # The same number may stand for another history. So may a higher one, where what was offered is forgotten.
        doubtful = earlier.version == version or (earlier.offered and earlier.version < version)
        if doubtful and self._is_new_epoch and table.states[place] != "erased" and not described.hub_made:
            other = _of_another_history(
                described, theirs, stood, {name for it in pending for name in it.fields}
            )
        if not pending and not other and earlier.version <= version:
            show(self._connection, described, record_id, theirs)
            return
        if any(it.op == "delete" and it.base_version == HELD_FROM_OTHER_EPOCH for it in pending):
            stood = theirs  # the deletion that is offered again is meant for whatever the hub holds
        standing = theirs
        if earlier.version > version and table.states[place] != "erased":
            if stood is None and theirs is not None and not pending:
                self._offer_again(described, record_id, "delete", {})
                standing = None
            elif lost := _lost(described, theirs, stood, {name for it in pending for name in it.fields}):
                self._offer_again(described, record_id, "create" if theirs is None else "edit", lost)
                standing = {**(theirs or {}), **{name: new for name, (_, new) in lost.items()}}
        if other:
            self._offer_again(
                described, record_id, "create" if theirs is None else "edit", other, OTHER_EPOCH
            )
        target = rebase(stood, shown, None if standing is None else filled(standing), described)
        if stood is None and shown is None and pending and pending[-1].op == "delete":
            # Deleted here and, in a history that the hub has left, there too: the deletion still waits.
            target = None
        if target != shown:
            show(self._connection, described, record_id, target)
        if pending or other or standing is not theirs:
            write_base(self._connection, described.name, record_id, version, theirs)

    def _offer_again(
        self,
        described: RecordType,
        record_id: str,
        op: Operation,
        lost: ChangedFields,
        base_version: int = HELD_FROM_OTHER_EPOCH,
    ) -> None:
        """The hub was restored to a state before this content: a new edit carries it there again."""
        encoded = encode_fields(lost)
        self._outbox.append(described.name, record_id, op, base_version, lost, encoded)
        self._audit.append("offer_again", described.name, record_id, encoded)


def _lost(described: RecordType, theirs: Content, stood: Content, left_out: set[str]) -> ChangedFields:
    """What this store knew of the hub's content and the hub has no longer, in whole merge groups."""
    if stood is None:
        return {}
    before, after = theirs or {}, stood
    names = sorted({**before, **after}.keys() - left_out)
    differing = {name for name in names if before.get(name) != after.get(name)}
    groups = {described.group_of(name) for name in differing} - {None}
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if name in differing or described.group_of(name) in groups
    }


def _of_another_history(
    described: RecordType, theirs: Content, stood: Content, left_out: set[str]
) -> ChangedFields:
    """What this store knew of a record where the hub holds another content, and neither is known to be older.

    The hub has left the history in which this was accepted. So the change says
    that its author saw nothing: what the hub lacks it takes, and what differs becomes a decision.
    """
    lost = _lost(described, theirs, stood, left_out)
    return {name: (None, after) for name, (_, after) in lost.items() if after is not None}


def _content(table: RecordTable, place: int) -> Content:
    if table.states[place] != "live":
        return None
    return filled({name: column[place] for name, column in zip(table.fields, table.columns, strict=True)})


def _record_rows(described: RecordType, table: RecordTable) -> Iterator[tuple[Value, ...]]:
    """The upsert parameters of all rows, column by column."""
    columns = dict(zip(table.fields, table.columns, strict=True))
    empty: list[Value] = [None] * len(table.ids)
    gone = [0 if state == "live" else 1 for state in table.states]
    known = [columns.get(name, empty) for name in described.field_names]
    return zip(table.ids, *known, _unknown_fields(described, table), gone, strict=True)


def _unknown_fields(described: RecordType, table: RecordTable) -> list[Value]:
    """For each row its fields that only a newer version knows, as JSON."""
    unknown = {
        name: column
        for name, column in zip(table.fields, table.columns, strict=True)
        if name not in described.by_name
    }
    if not unknown:
        return [None] * len(table.ids)
    made: list[Value] = []
    for values in zip(*unknown.values(), strict=True):
        held = filled(dict(zip(unknown, values, strict=True)))
        made.append(encode_fields(held) if held else None)
    return made


def _unknown_rows(table: RecordTable) -> Iterator[tuple[Value, ...]]:
    for place, record_id in enumerate(table.ids):
        content = _content(table, place)
        yield table.record_type, record_id, int(content is None), encode_fields(content or {})
