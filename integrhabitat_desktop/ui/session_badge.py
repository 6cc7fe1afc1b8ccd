"""The badge that says how a session stands."""

from integrhabitat_desktop.domain.session_states import CANCELLED, HELD, NOT_HELD
from integrhabitat_desktop.i18n import code_label
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BadgeText

_TONES = {HELD: Tone.POSITIVE, NOT_HELD: Tone.WARNING, CANCELLED: Tone.WARNING}


def session_badge(state: str) -> BadgeText:
    """The state of a session in words and colour."""
    return BadgeText(code_label("session_state", state), _TONES.get(state, Tone.NEUTRAL))
