"""Text that people typed, made safe for paper: shown as written, never read as markup."""

import unicodedata
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from integrhabitat_desktop.reports.printed_fonts import register_fonts


def printable(text: str) -> str:
    """`text` without control and direction signs, on one line; it is not escaped."""
    kept = (
        " " if unicodedata.category(sign) in ("Zl", "Zp") or sign in "\n\t\r" else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") or sign in "\n\t\r"
    )
    return " ".join("".join(kept).split())


def paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph that shows `text` literally: reportlab would otherwise read tags, images and links in it."""
    register_fonts()
    return Paragraph(escape(printable(text)), style)
