"""The touched part of a centre in memory: what the batch found, what it makes of it, and the way back."""

from collections.abc import Iterable

import msgspec

from integrhabitat_hub.sync.records import (
    HUB,
    BatchWrites,
    CentreState,
    HeldRecord,
    PastVersion,
    QuarantinedChange,
    Receipt,
    RecordKey,
)
from integrhabitat_protocol.changes import Change, Operation
from integrhabitat_protocol.digest import MODULUS, Digest, record_hash
from integrhabitat_protocol.record_type import Value


class Ledger:
    """Current rows and past versions of the records that a batch touches; `common_feed` as in `past_epochs`.

    `knows_left_epoch`: since the device was last in step, the hub has left an epoch that the device was in.
    `begin_group` and `undo_group` make the changes of a group count together or not at all.
    """

    def __init__(
        self,
        centre: CentreState,
        found: Iterable[HeldRecord],
        past: Iterable[PastVersion],
        received_at: str,
        *,
        common_feed: int,
        knows_left_epoch: bool,
    ) -> None:
        self.received_at = received_at
        self.knows_left_epoch = knows_left_epoch
        self._common_feed = common_feed
        self._centre = centre
        self._found = {row.key: row for row in found}
        self._rows = dict(self._found)
        self._feed = centre.feed
        self._known_past: dict[RecordKey, list[PastVersion]] = {}
        for version in past:
            self._known_past.setdefault((version.record_type, version.record_id), []).append(version)
        self._new_past: list[PastVersion] = []
        self._quarantined: list[QuarantinedChange] = []
        self._before_group: dict[RecordKey, HeldRecord | None] = {}
        self._marks = (0, 0)

    def current(self, key: RecordKey) -> HeldRecord | None:
        """The row as it stands after the changes so far."""
        return self._rows.get(key)

    def past(self, key: RecordKey) -> list[PastVersion]:
        """The versions kept of a record, by rising number: those read and those made by this batch."""
        return self._known_past.get(key, [])

    def write(
        self,
        change: Change,
        device: str,
        *,
        fields: dict[str, Value],
        op: Operation,
        known_to: str,
    ) -> int:
        """Make the next version of the change's record; returns its number. A delete leaves no fields."""
        key = (change.record_type, change.record_id)
        before = self._rows.get(key)
        version = 1 if before is None else before.version + 1
        if before is not None:
            self._keep_past(before, version, change, device, fields, op)
        self._put(
            key,
            HeldRecord(
                record_type=change.record_type,
                record_id=change.record_id,
                version=version,
                state="deleted" if op == "delete" else "live",
                fields=fields,
                device=device,
                author=change.author,
                claimed_at=change.claimed_at,
                received_at=self.received_at,
                feed=self._feed + 1,
                known_to=known_to,
            ),
        )
        return version

    def add(self, made: HeldRecord) -> None:
        """Put a record that the hub makes itself; its feed number is given here."""
        self._put(made.key, msgspec.structs.replace(made, feed=self._feed + 1))

    def made_by_hub(self) -> dict[str, list[str]]:
        """The ids of the records that the hub made in this batch, by type."""
        made: dict[str, list[str]] = {}
        for key, row in self._rows.items():
            if row.device == HUB and key not in self._found:
                made.setdefault(key[0], []).append(key[1])
        return made

    def leave_out(self, keys: Iterable[RecordKey]) -> None:
        """Do not write these new records."""
        for key in keys:
            del self._rows[key]

    def quarantine(self, change: Change, code: str) -> None:
        """Keep a change that cannot be accepted."""
        self._quarantined.append(QuarantinedChange(change, code))

    def begin_group(self) -> None:
        """From here on the writes can be undone."""
        self._before_group = {}
        self._marks = (self._feed, len(self._new_past))

    def undo_group(self) -> None:
        """Take back every write since `begin_group`."""
        for key, before in self._before_group.items():
            if before is None:
                del self._rows[key]
            else:
                self._rows[key] = before
        self._feed, kept = self._marks
        for version in reversed(self._new_past[kept:]):
            self._known_past[version.record_type, version.record_id].pop()
        del self._new_past[kept:]

    def was_there_before(self, row: HeldRecord) -> bool:
        """Whether a row is as it was in the epoch the device comes from: whoever knows a later state has seen it."""
        return row.feed <= self._common_feed

    def writes(self, receipt: Receipt | None) -> BatchWrites:
        """What the storage has to write, with the centre's new feed number and digest."""
        new, changed = [], []
        count, total = self._centre.digest.count, self._centre.digest.total
        for key, row in self._rows.items():
            before = self._found.get(key)
            if before is None:
                new.append(row)
                count += 1
            elif before is not row:
                changed.append(row)
                total -= record_hash(*key, before.version)
            else:
                continue
            total += record_hash(*key, row.version)
        return BatchWrites(
            centre=msgspec.structs.replace(
                self._centre, feed=self._feed, digest=Digest(count, total % MODULUS)
            ),
            new_records=new,
            changed_records=changed,
            past_versions=self._new_past,
            quarantined=self._quarantined,
            receipt=receipt,
        )

    def _put(self, key: RecordKey, row: HeldRecord) -> None:
        if key not in self._before_group:
            self._before_group[key] = self._rows.get(key)
        self._feed += 1
        self._rows[key] = row

    def _keep_past(
        self,
        before: HeldRecord,
        version: int,
        change: Change,
        device: str,
        fields: dict[str, Value],
        op: Operation,
    ) -> None:
        if before.version == 1:
            self._append_past(first_version(before))
        old = before.fields
        self._append_past(
            PastVersion(
                record_type=change.record_type,
                record_id=change.record_id,
                version=version,
                op=op,
                device=device,
                author=change.author,
                claimed_at=change.claimed_at,
                received_at=self.received_at,
                fields={
                    name: (old.get(name), fields.get(name))
                    for name in {**old, **fields}
                    if old.get(name) != fields.get(name)
                },
            )
        )

    def _append_past(self, version: PastVersion) -> None:
        self._known_past.setdefault((version.record_type, version.record_id), []).append(version)
        self._new_past.append(version)


def first_version(row: HeldRecord) -> PastVersion:
    """Version 1 as a past version, from the row that still holds it; its values follow from the later ones."""
    return PastVersion(
        record_type=row.record_type,
        record_id=row.record_id,
        version=1,
        op="create",
        device=row.device,
        author=row.author,
        claimed_at=row.claimed_at,
        received_at=row.received_at,
        fields={},
    )
