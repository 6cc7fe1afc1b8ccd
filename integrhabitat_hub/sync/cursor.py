"""The cursor: opaque to the device, a place in the centre's feed to the hub."""

from dataclasses import dataclass
from hashlib import blake2b

WHOLE_CENTRE = "c"
"""The scope of every device for now: all records of its centre."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything up to `feed` has been given out, in this epoch and scope.

    `mark` is that of the history up to there: it shows a hub that was restored and has gone on differently since.
    """

    epoch: str
    feed: int
    mark: str = ""
    scope: str = WHOLE_CENTRE

    def __str__(self) -> str:
        return f"{self.epoch}:{self.feed}:{self.scope}:{self.mark}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of a text that the hub once gave; None for any other."""
        epoch, _, rest = text.partition(":")
        feed, _, rest = rest.partition(":")
        scope, _, mark = rest.partition(":")
        if not epoch or not scope or not (feed.isascii() and feed.isdigit()) or len(feed) > 18:
            return None
        return cls(epoch, int(feed), mark, scope)


def mark_after(before: str, device: str, chain: bytes) -> str:
    """The mark of a centre's history once a device's batch, known by its chain, is added to it."""
    return blake2b(before.encode() + b"\0" + device.encode() + b"\0" + chain, digest_size=6).hexdigest()
