"""Language, theme, zoom and density as chosen on this computer; a change rebuilds the window."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.ui.theme import ZOOM_STEPS, Density, Theme, ThemeName


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window looks and speaks. `country` (ISO alpha-2) shapes dates and numbers."""

    language: str = "es"
    theme: ThemeName = ThemeName.LIGHT
    zoom: int = 100
    density: Density = Density.COMFORTABLE
    country: str | None = None

    def tokens(self) -> Theme:
        """The theme to apply."""
        return Theme(self.theme, self.zoom, self.density)


class AppearanceSettings(QObject):
    """The appearance in force. `save` stores a new one (off the GUI thread) for the next start."""

    changed = Signal(object)  # the Appearance

    def __init__(self, appearance: Appearance, save: Callable[[Appearance], None]) -> None:
        super().__init__()
        self._appearance, self._save = appearance, save

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def change(self, appearance: Appearance) -> None:
        """Use another appearance from now on."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._save(appearance)
            self.changed.emit(appearance)

    def zoom_by(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self._appearance.zoom))
        wanted = ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, now + step))]
        self.change(replace(self._appearance, zoom=wanted))

    def zoom_reset(self) -> None:
        """Back to 100 %."""
        self.change(replace(self._appearance, zoom=ZOOM_STEPS[0]))
