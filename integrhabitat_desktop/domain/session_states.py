"""How a session stands: planned, held, or called off; and which of an activity is the next to mark."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

PLANNED: Final = "PLANNED"
HELD: Final = "HELD"
NOT_HELD: Final = "NOT_HELD"
CANCELLED: Final = "CANCELLED"
# Said beforehand or afterwards: it does not take place.
CALLED_OFF: Final = frozenset({NOT_HELD, CANCELLED})


class DatedSession(Protocol):
    """A session with its ISO day and its state."""

    @property
    def day(self) -> str: ...
    @property
    def state(self) -> str: ...


Session = TypeVar("Session", bound=DatedSession)


def takes_place(state: str) -> bool:
    """Whether nobody has said that a session in this state does not."""
    return state not in CALLED_OFF


def next_to_mark(sessions: Sequence[Session], today: str) -> Session | None:
    """Of sessions by their day the one to go on with: the first that still waits to be marked, else the next to come.

    Where all is done it is the first of them; None where there is none at all. `today` is an ISO day.
    """
    waiting = (it for it in sessions if it.state == PLANNED and it.day <= today)
    coming = (it for it in sessions if takes_place(it.state) and it.day >= today)
    return next(waiting, None) or next(coming, None) or next(iter(sessions), None)
