"""How the elements of a problem tree look: an icon and a tone each, always beside their name."""

from typing import Final

from integrhabitat_desktop.ui.theme import Tone

_LOOKS: Final = {
    "DEMAND": ("help-circle", Tone.PRIMARY),
    "CAUSE": ("git-merge", Tone.DANGER),
    "EFFECT": ("alert-triangle", Tone.WARNING),
    "ASSET": ("heart-handshake", Tone.POSITIVE),
    "DIFFERENTIAL": ("users", Tone.NEUTRAL),
    "SOLUTION": ("circle-check", Tone.PRIMARY),
}


def element_icon(element: str) -> str:
    """The name of its icon."""
    return _LOOKS.get(element, ("note", Tone.NEUTRAL))[0]


def element_tone(element: str) -> Tone:
    """The tone of its icon and of the edge of its box."""
    return _LOOKS.get(element, ("note", Tone.NEUTRAL))[1]
