"""Tokens: contrast of every text on its ground, zoom, the style sheet, font and icons."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QApplication

from integrhabitat_desktop.resource_folder import resource_folder
from integrhabitat_desktop.ui.fonts import FONT_FAMILY
from integrhabitat_desktop.ui.icons import icon, icon_pixmap
from integrhabitat_desktop.ui.palettes import TEXT_PAIRS, Palette, contrast
from integrhabitat_desktop.ui.style_sheet import build_style_sheet
from integrhabitat_desktop.ui.theme import Density, TextSize, Theme, ThemeName, theme
from integrhabitat_desktop.ui.widgets import apply_theme

NEEDED = {ThemeName.LIGHT: 4.5, ThemeName.DARK: 4.5, ThemeName.HIGH_CONTRAST: 7.0}


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(name: ThemeName, text: str, ground: str) -> None:
    palette = Theme(name).palette
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= NEEDED[name]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ThemeName)
def test_the_focus_ring_is_seen_on_every_ground(name: ThemeName) -> None:
    palette = Theme(name).palette
    for ground in ("surface", "canvas", "inset", "primary", "side", "danger"):
        best = max(contrast(ring, getattr(palette, ground)) for ring in (palette.focus, palette.focus_edge))
        assert best >= 3


@pytest.mark.parametrize("name", ThemeName)
def test_the_style_sheet_uses_only_colours_of_the_palette(name: ThemeName) -> None:
    palette = Theme(name).palette
    known = {getattr(palette, token) for token in Palette.__slots__}
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", build_style_sheet(Theme(name))))
    assert used <= known


def test_lengths_grow_with_the_zoom() -> None:
    assert [Theme(zoom=zoom).row_height for zoom in (100, 150, 200)] == [40, 60, 80]
    assert Theme(zoom=200).text_px(TextSize.BODY) == 28
    assert Theme(density=Density.COMPACT).row_height == 32


@pytest.mark.parametrize("zoom", [99, 201, 0])
def test_a_zoom_out_of_range_is_refused(zoom: int) -> None:
    with pytest.raises(ValueError, match=str(zoom)):
        Theme(zoom=zoom)


def test_the_applied_theme_is_found_by_widgets(qapp: QApplication) -> None:
    apply_theme(qapp, Theme(ThemeName.DARK, 125))
    assert theme() == Theme(ThemeName.DARK, 125)


@pytest.mark.parametrize("strong", [False, True])
def test_the_shipped_font_is_used(qapp: QApplication, strong: bool) -> None:
    info = QFontInfo(theme().font(strong=strong))
    assert info.family() == FONT_FAMILY
    assert info.exactMatch()


def test_every_icon_can_be_drawn_in_a_colour(qapp: QApplication) -> None:
    names = [path.stem for path in (resource_folder() / "icons").glob("*.svg")]
    assert len(names) > 50
    for name in names:
        image = (
            icon_pixmap(name, QColor("#B3261E"), 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        )
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        drawn = [pixel for pixel in pixels if pixel.alpha() > 100]
        assert drawn, name
        # Half-transparent edges are rounded by a step or two.
        assert all(
            abs(pixel.red() - 0xB3) < 4 and abs(pixel.green() - 0x26) < 4 and abs(pixel.blue() - 0x1E) < 4
            for pixel in drawn
        ), name


def test_an_icon_that_is_not_shipped_is_a_fault(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_qt_speaks_the_language_of_the_window(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancelar"
