"""What the right end of the status line says about sending and receiving."""

from dataclasses import dataclass

from integrhabitat_desktop.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class SyncLine:
    """A sentence with an icon; green only for what the hub has confirmed, amber with a reason for a failure."""

    text: str
    icon: str = "cloud"
    tone: Tone = Tone.NEUTRAL
