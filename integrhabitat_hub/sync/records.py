"""What the hub holds, as values: records, past versions, receipts, centre and device."""

from enum import Enum

import msgspec

from integrhabitat_hub.sync.past_epochs import PastEpoch
from integrhabitat_protocol.blocks import RecordState
from integrhabitat_protocol.changes import Change, Operation
from integrhabitat_protocol.digest import Digest
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_type import Value

RecordKey = tuple[str, str]
"""Type and id of a record; the centre is the one of the exchange."""

HUB = "hub"
"""Stands where a device stands, for records that the hub makes."""


class HeldRecord(msgspec.Struct, frozen=True, gc=False):
    """The current version of a record. `fields` leaves out the empty ones.

    `device`, `author` and the times belong to this version. `known_to` is the device that holds exactly this
    content already, because its own change made it; "" where none is known to.
    """

    record_type: str
    record_id: str
    version: int
    state: RecordState
    fields: dict[str, Value]
    device: str
    author: str
    claimed_at: str
    received_at: str
    feed: int
    known_to: str

    @property
    def key(self) -> RecordKey:
        return self.record_type, self.record_id


class PastVersion(msgspec.Struct, frozen=True, gc=False):
    """What one version of a record changed, as old and new values, and who made it.

    Kept from version 2 on. Version 1 is kept, without fields, once there is a second.
    """

    record_type: str
    record_id: str
    version: int
    op: Operation
    device: str
    author: str
    claimed_at: str
    received_at: str
    fields: dict[str, tuple[Value, Value]]


class QuarantinedChange(msgspec.Struct, frozen=True):
    """A change that cannot be accepted, kept as it came."""

    change: Change
    code: str


class Receipt(msgspec.Struct, frozen=True):
    """The stored replies of one batch: the changes `first` to `last`, and the device's chain after it."""

    first: int
    last: int
    chain: bytes
    others: list[Reply]


class CentreState(msgspec.Struct, frozen=True):
    """A centre's epoch and those before it (oldest first), its last feed number, the digest over all its records."""

    centre: str
    epoch: str
    feed: int
    past_epochs: list[PastEpoch]
    digest: Digest


class DeviceStanding(Enum):
    """Whether a device may sync."""

    ACTIVE = "active"
    REVOKED = "revoked"


class DeviceState(msgspec.Struct, frozen=True):
    """A paired device: the number of its last accepted change, and its chain there."""

    centre: str
    device: str
    standing: DeviceStanding
    public_key: bytes
    last_counter: int
    chain: bytes
    last_seen: str
    seen_feed: int


class BatchWrites(msgspec.Struct, frozen=True):
    """Everything that one exchange changes in the storage."""

    centre: CentreState
    new_records: list[HeldRecord]
    changed_records: list[HeldRecord]
    past_versions: list[PastVersion]
    quarantined: list[QuarantinedChange]
    receipt: Receipt | None
    mark: str = ""
    """Mark of the centre's history after this batch; "" where the feed did not move."""
