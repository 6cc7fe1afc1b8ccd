"""The epochs of a centre that ended with a restore, and what a device that comes from one of them has seen."""

from collections.abc import Collection, Sequence

import msgspec


class PastEpoch(msgspec.Struct, frozen=True, array_like=True):
    """An epoch that ended. Rows up to `feed` are older than its end; 0 where the restore was not announced in time."""

    epoch: str
    feed: int


def encode(past: Sequence[PastEpoch]) -> str:
    """The epochs as they are stored."""
    return msgspec.json.encode(past).decode()


decode = msgspec.json.Decoder(list[PastEpoch]).decode


def common_feed(past: Sequence[PastEpoch], left: Collection[str]) -> int:
    """The last feed number that the epochs `left` have in common with the present one; 0 where that is not known.

    `past` runs from the oldest to the newest. What was written after the end of any of them, a device that has not
    been in step since cannot have seen.
    """
    names = [ended.epoch for ended in past]
    if not left or not all(epoch in names for epoch in left):
        return 0
    first = min(map(names.index, left))
    return min(ended.feed for ended in past[first:])


def knew_any(past: Sequence[PastEpoch], left: Collection[str]) -> bool:
    """Whether a device that left these epochs was in one of the past ones; nobody else is told their names."""
    return any(ended.epoch in left for ended in past)
