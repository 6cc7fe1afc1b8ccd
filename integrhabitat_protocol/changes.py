"""A change: what one saved edit did to one record, numbered and chained per device."""

from hashlib import blake2b
from typing import Literal

import msgspec

from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value

Operation = Literal["create", "edit", "delete"]
CHAIN_START = bytes(16)

# Base versions, above all real ones, of changes that are offered again to a hub that was restored. The numbers of
# two epochs mean different things, so the hub goes by contents.
OTHER_EPOCH = 2**31 - 1
"""Made by this device on what its old values say."""
ACCEPTED_IN_OTHER_EPOCH = 2**31 - 3
"""The same, and the hub had accepted it: what this device shows has it in it."""
HELD_FROM_OTHER_EPOCH = 2**31 - 2
"""What this device knows from the hub's earlier life, whoever made it; seen is what has not changed since."""


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One change of one record.

    `counter` rises by one per device. `base_version` is the hub's version that the person had seen (0: none).
    `fields` maps each changed field to its old and new value. Changes with the same `change_group` (above 0; the
    counter of its first change) are applied together or not at all. `claimed_at` is UTC by the device's clock and
    decides nothing.
    """

    counter: int
    record_type: str
    record_id: str
    op: Operation
    base_version: int
    fields: dict[str, tuple[Value, Value]]
    change_group: int
    author: str
    claimed_at: str


_encoder = msgspec.json.Encoder(order="sorted")


def chain_hash(previous: bytes, change: Change) -> bytes:
    """The chain after `change`: BLAKE2b-128 over the chain before it and the change in canonical JSON."""
    return blake2b(previous + _encoder.encode(change), digest_size=16).digest()


WHOLE_RECORD = "record"
"""Stands where the merge group stands, in a review about a deleted record."""


def review_id(change: Change, device: str, group: str) -> str:
    """The id of the review that a device's change leads to in one merge group.

    Numbers are given again after a hub was restored; the sign of the content keeps two reviews apart then.
    """
    sign = blake2b(_encoder.encode(change), digest_size=3).hexdigest()
    return natural_id(change.record_id, device, f"{change.counter}-{sign}", group)
