"""Applies a theme to the application: Fusion, palette, shipped font, style sheet, Qt's own translations."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.ui.fonts import load_fonts
from integrhabitat_desktop.ui.style_sheet import build_style_sheet
from integrhabitat_desktop.ui.theme import Theme, attach_theme
from integrhabitat_desktop.ui.widgets.focus_ring import install_focus_ring

_TRANSLATOR_NAME = "qt_translations"


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the application in `theme`, in the active language. Windows built before keep their old sizes."""
    load_fonts()
    if not application.property("kit_style"):
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setProperty("kit_style", True)
    attach_theme(application, theme)
    QPixmapCache.clear()
    application.setFont(theme.font())
    application.setPalette(_qt_palette(theme))
    application.setStyleSheet(build_style_sheet(theme))
    install_focus_ring(application)
    install_qt_translations(application)


def install_qt_translations(application: QApplication) -> None:
    """Qt's own texts (file dialogs, edit menus) in the active language, replacing the former ones."""
    for old in application.findChildren(QTranslator, _TRANSLATOR_NAME):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_TRANSLATOR_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{active_language()}", folder):
        application.installTranslator(translator)


def _qt_palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "canvas",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "danger",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.Accent: "primary",
        QPalette.ColorRole.Link: "primary",
        QPalette.ColorRole.LinkVisited: "primary",
        QPalette.ColorRole.ToolTipBase: "ink",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.PlaceholderText: "muted",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, theme.colour(token))
    disabled: QColor = theme.colour("disabled")
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    return palette
