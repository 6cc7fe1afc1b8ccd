"""Icons: outline drawings of the Tabler set, tinted by a colour of the theme and cached by Qt."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from integrhabitat_desktop.resource_folder import resource_path
from integrhabitat_desktop.ui.theme import theme

# The drawings come with lines of 2 in a box of 24; a little thinner is calmer beside the text.
_DRAWN_STROKE, _STROKE = b'stroke-width="2"', b'stroke-width="1.75"'


def icon_pixmap(name: str, colour: QColor, size: int, *, scale: float | None = None) -> QPixmap:
    """The drawing `name` (a file of resources/icons) in `colour`, `size` logical pixels square.

    FileNotFoundError for an icon that is not shipped.
    """
    ratio = scale if scale is not None else _screen_scale()
    key = f"icon:{name}:{colour.name()}:{size}:{ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    drawing = resource_path("icons", f"{name}.svg").read_bytes()
    drawing = drawing.replace(b"currentColor", colour.name().encode()).replace(_DRAWN_STROKE, _STROKE)
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, token: str = "ink", size: int | None = None) -> QIcon:
    """An icon in the colour of a palette token, grey where its control is disabled."""
    pixels = size if size is not None else theme().icon_size
    built = QIcon(icon_pixmap(name, theme().colour(token), pixels))
    built.addPixmap(icon_pixmap(name, theme().colour("disabled"), pixels), QIcon.Mode.Disabled)
    return built


def _screen_scale() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
