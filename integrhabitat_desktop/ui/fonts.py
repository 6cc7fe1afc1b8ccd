"""The shipped font, Noto Sans, loaded from the resources so that every computer shows the same letters."""

from PySide6.QtGui import QFontDatabase

from integrhabitat_desktop.resource_folder import resource_path

FONT_FAMILY = "Noto Sans"
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")


def load_fonts() -> None:
    """Register the shipped fonts with the running application; harmless when called again.

    FileNotFoundError where a font file is missing or damaged.
    """
    for name in FONT_FILES:
        path = resource_path("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the shipped font {name} cannot be read")
