"""The appearance of the window, from and to the preferences of this computer."""

import logging
from pathlib import Path

from integrhabitat_desktop.launch.preferences import Preferences, load_preferences, save_preferences
from integrhabitat_desktop.ui.appearance_settings import Appearance
from integrhabitat_desktop.ui.theme import Density, ThemeName

_log = logging.getLogger(__name__)


def load_appearance(home: Path) -> Appearance:
    """What was chosen last on this computer."""
    kept = load_preferences(home)
    return Appearance(kept.language, ThemeName(kept.theme), kept.zoom, Density(kept.density), kept.country)


def save_appearance(home: Path, appearance: Appearance) -> None:
    """Keep it for the next start. A disk that takes no file only costs the choice, not the work."""
    preferences = Preferences(
        appearance.language,
        appearance.theme.value,
        appearance.zoom,
        appearance.density.value,
        appearance.country,
    )
    try:
        save_preferences(home, preferences)
    except OSError as refused:
        _log.warning("the preferences could not be kept: %s", type(refused).__name__)
