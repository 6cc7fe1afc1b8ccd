"""A change: what one saved edit did to one record, numbered and chained per device."""

from hashlib import blake2b
from typing import Literal

import msgspec

from integrhabitat_protocol.record_type import Value

Operation = Literal["create", "edit", "delete"]
CHAIN_START = bytes(16)


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
