"""What a record shows when the hub's newer content meets edits that were not sent yet. Pure."""

from collections.abc import Mapping

from integrhabitat_protocol.merge import merge
from integrhabitat_protocol.record_type import RecordType, Value

Content = Mapping[str, Value] | None
"""The filled fields of a record; None where it is deleted."""


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that hold something."""
    return {name: value for name, value in values.items() if value is not None}


def rebase(base: Content, mine: Content, theirs: Content, described: RecordType) -> Content:
    """The content to show: unsent edits on top of the hub's content, in the way the hub will decide.

    `base` is the hub's content that the unsent edits stand on. Where both sides changed one group, what the hub
    holds is shown, and the unsent edit becomes a review when it arrives. An edit beats a delete.
    """
    if theirs == base:
        return mine
    if mine == base or theirs is None:
        return theirs
    if mine is None:
        return theirs
    return filled(merge(base or {}, mine, theirs, described).fields)
