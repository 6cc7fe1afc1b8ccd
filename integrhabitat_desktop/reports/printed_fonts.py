"""The shipped font, registered once for all papers."""

from functools import cache

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from integrhabitat_desktop.resource_folder import resource_path

REGULAR, SEMIBOLD, BOLD = "NotoSans", "NotoSans-SemiBold", "NotoSans-Bold"


@cache
def register_fonts() -> None:
    """Make the shipped font known to reportlab; text set in it is embedded in the PDF."""
    for name in (REGULAR, SEMIBOLD, BOLD):
        file = "NotoSans-Regular.ttf" if name == REGULAR else f"{name}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))
        # Each weight is a family of its own: nothing typed can switch to bold or italic.
        for bold in (0, 1):
            for italic in (0, 1):
                addMapping(name, bold, italic, name)
