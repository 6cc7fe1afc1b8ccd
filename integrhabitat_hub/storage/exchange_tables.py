"""The exchange's view of the tables: one transaction on one centre, in bulk statements."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Update, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from integrhabitat_hub.storage import rows, schema
from integrhabitat_hub.storage.bulk import insert_rows
from integrhabitat_hub.storage.engine import transaction
from integrhabitat_hub.storage.erasing import deserted_among, erase_person
from integrhabitat_hub.sync import past_epochs
from integrhabitat_hub.sync.records import (
    BatchWrites,
    CentreState,
    DeviceStanding,
    DeviceState,
    HeldRecord,
    PastVersion,
    Receipt,
    RecordKey,
)
from integrhabitat_protocol.digest import Digest
from integrhabitat_protocol.errors import ProtocolError

_record, _past = schema.record.c, schema.record_version.c
_device, _centre = schema.device.c, schema.centre.c
_UPDATE_RECORD = (
    update(schema.record)
    .where(_record.centre == bindparam("of_centre"), _record.type == bindparam("of_type"))
    .where(_record.id == bindparam("of_id"))
)
_CHUNK = 10_000


class TableStorage:
    """The hub's storage for exchanges, on SQLite and on PostgreSQL alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def public_key(self, device: str) -> bytes | None:
        """The public key of a paired device, revoked or not; None where there is none."""
        with transaction(self._engine, reads_only=True) as connection:
            found: bytes | None = connection.scalar(
                select(_device.public_key).where(_device.device == device)
            )
            return found

    @contextmanager
    def open_centre(self, device: str, *, for_writing: bool) -> Iterator["TableTransaction"]:
        """A transaction on the device's centre; a writing one holds the centre's lock from the start."""
        with transaction(self._engine, reads_only=not for_writing) as connection:
            if for_writing:
                _lock_centre_of(connection, device)
            yield TableTransaction(connection, device)


def _lock_centre_of(connection: Connection, device: str) -> None:
    # The centre's row is the lock that makes feed numbers gap-free in commit order. Everything else is read
    # after it, so that a batch that went before is seen.
    of_device = select(_device.centre).where(_device.device == device).scalar_subquery()
    connection.execute(select(_centre.centre).where(_centre.centre == of_device).with_for_update())


class TableTransaction:
    """One transaction on one centre; see `CentreTransaction`."""

    def __init__(self, connection: Connection, device: str) -> None:
        self._connection = connection
        joined = schema.device.join(schema.centre, _centre.centre == _device.centre)
        row = connection.execute(
            select(
                *_device,
                _centre.epoch,
                _centre.feed,
                _centre.past_epochs,
                _centre.digest_count,
                _centre.digest_total,
            )
            .select_from(joined)
            .where(_device.device == device)
        ).one_or_none()
        if row is None:
            raise ProtocolError("device_unknown")
        self.device = DeviceState(
            centre=row.centre,
            device=row.device,
            standing=DeviceStanding(row.state),
            public_key=row.public_key,
            last_counter=row.last_counter,
            chain=row.chain,
            last_seen=row.last_seen,
            seen_feed=row.seen_feed,
        )
        digest = Digest(row.digest_count, int.from_bytes(row.digest_total, "big"))
        self.centre = CentreState(
            row.centre, row.epoch, row.feed, past_epochs.decode(row.past_epochs), digest
        )

    def records(self, ids: Mapping[str, Collection[str]]) -> Iterator[HeldRecord]:
        """The current rows of these ids, given by type; ids that are not held are left out."""
        for record_type, wanted in ids.items():
            for chunk in _chunks(list(wanted)):
                query = (
                    select(schema.record)
                    .where(_record.centre == self.centre.centre, _record.type == record_type)
                    .where(self._is_one_of(_record.id, chunk))
                )
                yield from map(rows.held_record, self._connection.execute(query))

    def holds_any(self, record_type: str) -> bool:
        """Whether there is a record of this type, deleted ones too."""
        query = select(_record.id).where(_record.centre == self.centre.centre, _record.type == record_type)
        return self._connection.scalar(query.limit(1)) is not None

    def past_versions(self, above: Mapping[RecordKey, int]) -> Iterator[PastVersion]:
        """The kept versions above the given one of each record, rising within a record."""
        ids: dict[str, list[str]] = {}
        for record_type, record_id in above:
            ids.setdefault(record_type, []).append(record_id)
        for record_type, wanted in ids.items():
            for chunk in _chunks(wanted):
                lowest = min(above[record_type, record_id] for record_id in chunk)
                query = (
                    select(schema.record_version)
                    .where(_past.centre == self.centre.centre, _past.type == record_type)
                    .where(self._is_one_of(_past.id, chunk), _past.version > lowest)
                    .order_by(_past.version)
                )
                for row in self._connection.execute(query):
                    if row.version > above[record_type, row.id]:
                        yield rows.past_version(row)

    def receipts(self, first: int, last: int) -> list[Receipt]:
        """The device's receipts that touch the changes `first` to `last`, by rising number."""
        table = schema.receipt.c
        query = (
            select(schema.receipt)
            .where(table.centre == self.centre.centre, table.device == self.device.device)
            .where(table.last >= first, table.first <= last)
            .order_by(table.last)
        )
        return [rows.receipt(row) for row in self._connection.execute(query)]

    def rows_after(self, feed: int, *, unknown_to: str, limit: int) -> Iterator[HeldRecord]:
        """Rows with a higher feed number, in its order, without those that `unknown_to` made ("" for all)."""
        query = select(schema.record).where(_record.centre == self.centre.centre, _record.feed > feed)
        if unknown_to:
            query = query.where(_record.known_to != unknown_to)
        return map(rows.held_record, self._connection.execute(query.order_by(_record.feed).limit(limit)))

    def mark_at(self, feed: int) -> str:
        """The mark of the batch that gave out this feed number; "" where there is none."""
        marks = schema.feed_mark.c
        query = select(marks.mark).where(marks.centre == self.centre.centre, marks.feed >= feed)
        return self._connection.scalar(query.order_by(marks.feed).limit(1)) or ""

    def record_versions(self) -> Iterator[tuple[str, str, int]]:
        """Type, id and version of every row of the centre."""
        query = select(_record.type, _record.id, _record.version).where(_record.centre == self.centre.centre)
        for row in self._connection.execute(query):
            yield row.type, row.id, row.version

    def save(self, writes: BatchWrites, received_at: str) -> None:
        """Write what an exchange decided."""
        centre, run = self.centre.centre, self._connection.execute
        past = [rows.past_row(centre, it) for it in writes.past_versions]
        insert_rows(self._connection, schema.record_version, past)
        new = [rows.record_row(centre, it) for it in writes.new_records]
        insert_rows(self._connection, schema.record, new)
        if writes.changed_records:
            run(_UPDATE_RECORD, [rows.record_update(centre, it) for it in writes.changed_records])
        state = writes.centre
        run(
            update(schema.centre).where(_centre.centre == centre),
            {
                "epoch": state.epoch,
                "feed": state.feed,
                "past_epochs": past_epochs.encode(state.past_epochs),
                "digest_count": state.digest.count,
                "digest_total": state.digest.total.to_bytes(16, "big"),
            },
        )
        self.centre = state
        if writes.mark:
            run(insert(schema.feed_mark), {"centre": centre, "feed": state.feed, "mark": writes.mark})
        device, receipt = self.device.device, writes.receipt
        if receipt is not None:
            run(self._of_device(), {"last_counter": receipt.last, "chain": receipt.chain})
            run(insert(schema.receipt), rows.receipt_values(centre, device, receipt, received_at))
            self.device = msgspec.structs.replace(self.device, last_counter=receipt.last, chain=receipt.chain)
        kept = [rows.quarantine_row(centre, device, it, received_at) for it in writes.quarantined]
        insert_rows(self._connection, schema.quarantine, kept)

    def erase(self, person: str) -> None:
        """Empty everything that is held about a person: records, past versions, reviews, quarantined changes."""
        erase_person(self._connection, self.centre.centre, person)

    def deserted(self, households: Collection[str]) -> set[str]:
        """Those of these households in which erased people lived and nobody lives now who was not erased."""
        return deserted_among(self._connection, self.centre.centre, households)

    def touch_device(self, now: str, *, seen_feed: int, clock_offset: int, catalogue: int) -> None:
        """Note that the device was here."""
        self._connection.execute(
            self._of_device(),
            {"last_seen": now, "seen_feed": seen_feed, "clock_offset": clock_offset, "catalogue": catalogue},
        )

    def _of_device(self) -> Update:
        return update(schema.device).where(
            _device.centre == self.device.centre, _device.device == self.device.device
        )

    def _is_one_of(self, column: ColumnElement[str], ids: list[str]) -> ColumnElement[bool]:
        # One parameter for thousands of ids: the statement stays the same and is prepared once.
        if self._connection.dialect.name == "postgresql":
            return column == func.any(bindparam("ids", ids, type_=ARRAY(schema.Key)))
        listed = func.json_each(msgspec.json.encode(ids).decode()).table_valued("value")
        return column.in_(select(listed.c.value))


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
