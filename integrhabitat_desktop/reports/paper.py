"""The page all papers share: shipped font, centre name on top, and page x of y, date and author below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.i18n import _, format_instant
from integrhabitat_desktop.reports.printed_fonts import REGULAR, SEMIBOLD, register_fonts
from integrhabitat_desktop.reports.printed_text import printable

PAGE_SIZES: dict[PageSize, tuple[float, float]] = {"A4": A4, "LETTER": LETTER}

INK, MUTED, LINE, PRIMARY = HexColor("#1B2A33"), HexColor("#51636D"), HexColor("#B9C5CB"), HexColor("#0B6E8A")
MARGIN = 18 * mm

# No paper may reach for a file or an address, whatever text it holds.
rl_config.trustedSchemes = ["data"]
rl_config.trustedHosts = []


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every page: the centre, and who printed the paper when (an aware moment).

    A paper for a wide table lies on its long side.
    """

    centre_name: str
    printed_by: str
    printed_at: datetime
    time_zone: tzinfo
    page_size: PageSize = "A4"
    lies_wide: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page, in points."""
        width, height = PAGE_SIZES[self.page_size]
        return (height, width) if self.lies_wide else (width, height)


def style(size: float, *, font: str = REGULAR, colour: Color = INK, **rest: Any) -> ParagraphStyle:
    """A paragraph style; `size` in points."""
    return ParagraphStyle(
        f"{font}-{size}", fontName=font, fontSize=size, leading=size * 1.35, textColor=colour, **rest
    )


TITLE = style(17, font=SEMIBOLD)
SUBTITLE = style(10.5, colour=MUTED)
BODY = style(10.5)
CODE = style(19, font=SEMIBOLD, alignment=TA_CENTER)


class _NumberedCanvas(Canvas):
    """Writes `page x of y` once the number of pages is known."""

    def __init__(self, *arguments: Any, letterhead: Letterhead, subject: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._letterhead, self._subject = letterhead, subject
        self._kept_pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept_pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # missing from the stubs

    def save(self) -> None:
        total = len(self._kept_pages)
        for number, page in enumerate(self._kept_pages, start=1):
            self.__dict__.update(page)
            self._draw_margins(number, total)
            super().showPage()
        super().save()

    def _draw_margins(self, number: int, total: int) -> None:
        width, height = self._pagesize  # type: ignore[attr-defined]  # missing from the stubs
        room = width - 2 * MARGIN
        centre = _shortened(self._letterhead.centre_name, room / 2 if self._subject else room)
        self.setFillColor(PRIMARY)
        self.setFont(SEMIBOLD, 10)
        self.drawString(MARGIN, height - 12 * mm, centre)
        if self._subject and number > 1:
            self.setFillColor(MUTED)
            self.setFont(REGULAR, 9)
            left = room - pdfmetrics.stringWidth(centre, SEMIBOLD, 10) - 6 * mm
            self.drawRightString(
                width - MARGIN, height - 12 * mm, _shortened(self._subject, left, REGULAR, 9)
            )
        self.setStrokeColor(LINE)
        self.line(MARGIN, height - 14.5 * mm, width - MARGIN, height - 14.5 * mm)
        self.setFillColor(MUTED)
        self.setFont(REGULAR, 8)
        printed = _("Printed by {name}, {moment}").format(
            name=self._letterhead.printed_by,
            moment=format_instant(self._letterhead.printed_at, self._letterhead.time_zone),
        )
        self.drawString(MARGIN, 10 * mm, _shortened(printed, width - 2 * MARGIN - 30 * mm, REGULAR, 8))
        pages = _("Page {number} of {total}").format(number=number, total=total)
        self.drawRightString(width - MARGIN, 10 * mm, pages)


def _shortened(text: str, width: float, font: str = SEMIBOLD, size: float = 10) -> str:
    shown = printable(text)
    if pdfmetrics.stringWidth(shown, font, size) <= width:
        return shown
    while shown and pdfmetrics.stringWidth(shown + "…", font, size) > width:
        shown = shown[:-1]
    return shown + "…"


def text_width(letterhead: Letterhead) -> float:
    """The width between the margins, in points."""
    return letterhead.page[0] - 2 * MARGIN


def render(title: str, letterhead: Letterhead, content: Sequence[Flowable], *, subject: str = "") -> bytes:
    """The PDF of `content`; the same bytes for the same content. `title` is the document's own, without names.

    `subject` stands on every page after the first, so that a loose one can be put back.
    """
    register_fonts()
    buffer = BytesIO()
    page = letterhead.page
    document = BaseDocTemplate(buffer, pagesize=page, title=title, author="IntegrHabitat", invariant=1)
    frame = Frame(
        MARGIN, 16 * mm, page[0] - 2 * MARGIN, page[1] - 34 * mm, 0, 0, 0, 0, id="body", showBoundary=0
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])

    def canvas(*arguments: Any, **options: Any) -> Canvas:
        return _NumberedCanvas(*arguments, letterhead=letterhead, subject=subject, **options)

    document.build(list(content), canvasmaker=canvas)
    return buffer.getvalue()
