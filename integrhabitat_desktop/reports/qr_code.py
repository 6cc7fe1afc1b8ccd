"""A QR code as a drawing for paper."""

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing


def qr_code(text: str, size: float) -> Drawing:
    """The code in a square of `size` points; the quiet edge of four modules is part of the size."""
    # Level Q still reads with a quarter of it worn off.
    widget = QrCodeWidget(text, barLevel="Q", barWidth=size, barHeight=size, barBorder=4)
    drawing = Drawing(size, size)
    drawing.add(widget)
    return drawing
