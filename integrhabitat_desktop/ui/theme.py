"""Design tokens: colours, spacing, type scale and row heights, scaled by the chosen text zoom.

A theme is attached to the application like Qt's own palette and style sheet, and widgets ask for it with
`theme()`, as they ask Qt for `palette()`.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont

from integrhabitat_desktop.ui.fonts import FONT_FAMILY
from integrhabitat_desktop.ui.palettes import DARK, HIGH_CONTRAST, LIGHT, Palette


class ThemeName(StrEnum):
    """The themes a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Density(StrEnum):
    """How close the rows stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Tone(StrEnum):
    """What a badge, notice or icon says; always beside a word or an icon, never by colour alone."""

    NEUTRAL = "neutral"
    PRIMARY = "primary"
    POSITIVE = "positive"
    WARNING = "warning"
    DANGER = "danger"


class TextSize(StrEnum):
    """The type scale."""

    SMALL = "small"  # 12: badges, hints, captions
    BODY = "body"  # 14
    LARGE = "large"  # 16: names in rows, titles of cards
    TITLE = "title"  # 20
    DISPLAY = "display"  # 28


ZOOM_STEPS = (100, 110, 125, 150, 175, 200)
_PALETTES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.HIGH_CONTRAST: HIGH_CONTRAST}
_TEXT_PIXELS = {
    TextSize.SMALL: 12,
    TextSize.BODY: 14,
    TextSize.LARGE: 16,
    TextSize.TITLE: 20,
    TextSize.DISPLAY: 28,
}
_PROPERTY = "integrhabitat_theme"


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens in force. `px` scales a length by the zoom; spacing is one of 4, 8, 12, 16, 24, 32."""

    name: ThemeName = ThemeName.LIGHT
    zoom: int = 100
    density: Density = Density.COMFORTABLE

    def __post_init__(self) -> None:
        if not 100 <= self.zoom <= 200:
            raise ValueError(f"zoom {self.zoom} is outside 100 to 200")

    @property
    def palette(self) -> Palette:
        return _PALETTES[self.name]

    def px(self, pixels: float) -> int:
        """A length of the 100 % design in pixels of this zoom."""
        return round(pixels * self.zoom / 100)

    def colour(self, token: str) -> QColor:
        """The colour of a token of the palette, such as "ink"."""
        return QColor(getattr(self.palette, token))

    def tone(self, tone: Tone) -> QColor:
        """The colour of text and icons of a tone."""
        return self.colour(tone.value)

    def tone_soft(self, tone: Tone) -> QColor:
        """The ground that text of a tone stands on."""
        return self.colour(f"{tone.value}_soft")

    def text_px(self, size: TextSize) -> int:
        return self.px(_TEXT_PIXELS[size])

    def font(self, size: TextSize = TextSize.BODY, *, strong: bool = False) -> QFont:
        """The shipped font in a size of the type scale; `strong` is semi-bold."""
        font = QFont(FONT_FAMILY)
        font.setPixelSize(self.text_px(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    @property
    def radius(self) -> int:
        return self.px(6)

    @property
    def row_height(self) -> int:
        return self.px(40 if self.density is Density.COMFORTABLE else 32)

    @property
    def control_height(self) -> int:
        return self.px(36 if self.density is Density.COMFORTABLE else 32)

    @property
    def icon_size(self) -> int:
        return self.px(18)

    @property
    def edge(self) -> int:
        """The width of lines: doubled in high contrast."""
        return 2 if self.name is ThemeName.HIGH_CONTRAST else 1


def attach_theme(application: QCoreApplication, theme: Theme) -> None:
    """Make `theme` the one that widgets of this application find; `apply_theme` of the window kit calls it."""
    application.setProperty(_PROPERTY, theme)


def theme() -> Theme:
    """The theme of the running application; the plain light one before any was applied."""
    application = QCoreApplication.instance()
    found = application.property(_PROPERTY) if application is not None else None
    return found if isinstance(found, Theme) else Theme()
