"""What is worth asking about an activity of a kind. Nothing that stands in a record is ever left out for it."""

from typing import Final

_LEARNING: Final = frozenset({"TRAINING", "WORKSHOP", "MENTORING", "INFO_SESSION"})
_CERTIFIED: Final = frozenset(
    {"TRAINING", "WORKSHOP", "MENTORING", "COCREATION_SESSION", "PARTICIPATORY_PLANNING"}
)
_CARE_SPACE: Final = "CARE_SPACE"
# Without people on a list there are no places and no ages.
_AUDIENCE_ALONE: Final = frozenset({"CAMPAIGN"})


def asks_for_topic(kind: str) -> bool:
    """Whether people learn something there, of which the topics of trainings say what."""
    return kind in _LEARNING


def asks_for_certificate(kind: str) -> bool:
    """Whether people may earn a certificate."""
    return kind in _CERTIFIED


def asks_for_care_space(kind: str) -> bool:
    """Whether children may be cared for meanwhile; a care space is one itself."""
    return kind != _CARE_SPACE


def asks_for_places(kind: str) -> bool:
    """Whether people have places."""
    return kind not in _AUDIENCE_ALONE
