"""How much one request may ask of the hub, checked before anything is unpacked."""

from collections.abc import Sequence
from dataclasses import dataclass

from integrhabitat_protocol.blocks import ChangeBlock
from integrhabitat_protocol.columns import CONSTANT, INDEXED, PLAIN, Column
from integrhabitat_protocol.errors import ProtocolError


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one exchange. `characters` counts the unpacked texts of all its changes together."""

    request_bytes: int = 8 * 1024 * 1024
    changes: int = 50_000
    fields: int = 200
    characters: int = 64 * 1024 * 1024
    page: int = 20_000


def check_blocks(blocks: Sequence[ChangeBlock], limits: Limits) -> None:
    """Raises ProtocolError("batch_too_large") where the blocks unpack to more than the limits allow."""
    count = sum(max(block.count, 0) for block in blocks)
    if count > limits.changes or any(len(block.fields) > limits.fields for block in blocks):
        raise ProtocolError("batch_too_large")
    characters = sum(
        _characters(column, block.count)
        for block in blocks
        for column in (block.ids, block.authors, block.times, *block.new, *block.old)
        if column is not None
    )
    if characters > limits.characters:
        raise ProtocolError("batch_too_large")


def _characters(column: Column, count: int) -> int:
    """At most how long the texts of a packed column are; a malformed one counts nothing and fails later."""
    if len(column) < 2:
        return 0
    form, values = column[0], column[1]
    if form == CONSTANT:
        return _length(values) * count
    if form == PLAIN and isinstance(values, list):
        return sum(map(_length, values))
    if form == INDEXED and isinstance(values, list):
        return max(map(_length, values), default=0) * count
    return _length(values) * count


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0
