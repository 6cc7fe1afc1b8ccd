"""Which ways to reach a person may be given to others: none that could put them in danger."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

_NO_CONTACT: Final = "NONE"
_NO_MESSAGES: Final = "NO"


class Reachable(Protocol):
    """A way to reach a person; `channel` is a code of `contact_channel`, `leave_messages` one of `yes_no`."""

    @property
    def channel(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def leave_messages(self) -> str | None: ...


C = TypeVar("C", bound=Reachable)


def safe_contacts(contacts: Sequence[C]) -> list[C]:
    """Those on which a message may be left; none at all of somebody who is not to be contacted.

    A number that stands there twice is only as safe as the more careful entry says.
    """
    if any(it.channel == _NO_CONTACT for it in contacts):
        return []
    unsafe = {_spelling(it.value) for it in contacts if it.leave_messages == _NO_MESSAGES}
    return [it for it in contacts if _spelling(it.value) not in unsafe]


def _spelling(value: str) -> str:
    return "".join(it for it in value.casefold() if it.isalnum())
