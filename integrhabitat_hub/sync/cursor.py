"""The cursor: opaque to the device, a place in the centre's feed to the hub."""

from dataclasses import dataclass

WHOLE_CENTRE = "c"
"""The scope of every device for now: all records of its centre."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything up to `feed` has been given out, in this epoch and scope."""

    epoch: str
    feed: int
    scope: str = WHOLE_CENTRE

    def __str__(self) -> str:
        return f"{self.epoch}:{self.feed}:{self.scope}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of a text that the hub once gave; None for any other."""
        epoch, _, rest = text.partition(":")
        feed, _, scope = rest.partition(":")
        if not epoch or not scope or not (feed.isascii() and feed.isdigit()) or len(feed) > 18:
            return None
        return cls(epoch, int(feed), scope)
