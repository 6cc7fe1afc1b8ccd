"""Certificates: one landscape page each, with the code by which the centre knows whether it is genuine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.i18n import active_language, join_facts
from integrhabitat_desktop.i18n.certificate_words import CertificateWords, certificate_words
from integrhabitat_desktop.i18n.notices import notice_language
from integrhabitat_desktop.reports.paper import INK, LINE, MUTED, PAGE_SIZES, PRIMARY, style
from integrhabitat_desktop.reports.printed_fonts import BOLD, REGULAR, SEMIBOLD, register_fonts
from integrhabitat_desktop.reports.printed_text import paragraph
from integrhabitat_desktop.reports.qr_code import qr_code

_EDGE: Final = 10 * mm
_SIDE: Final = 30 * mm
_TOP: Final = 24 * mm
_FOOT: Final = 62 * mm  # the signatures and the code stand below
_CODE_SIZE: Final = 26 * mm
_SIGNATURE_WIDTH: Final = 62 * mm
# Of name and activity; smaller where a long one would not fit the page.
_SIZES: Final = ((34, 21), (28, 18), (23, 16), (19, 14), (15, 12), (12, 10), (9, 8), (7, 6.5))

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CertificateFace:
    """What one certificate says; days are ISO dates. `code` is shown for typing, `scanned_code` is for a scanner.

    `language` is a code of `certificate_words`; without one it is the first that there are words in of those the
    person speaks (`spoken`, codes as records have them), else the language of the program.
    """

    name: str
    activity_title: str
    starts_on: str | None
    ends_on: str | None
    sessions: int
    attended: int
    minutes: int
    issued_on: str
    code: str
    scanned_code: str
    language: str = ""
    spoken: tuple[str, ...] = ()
    partner: str = ""
    facilitator: str = ""


def certificates_pdf(
    faces: Sequence[CertificateFace], centre_name: str, page_size: PageSize, told: Told | None = None
) -> bytes:
    """The PDF of the certificates, one page each; the same bytes for the same content.

    `told` hears how many pages are done, and of how many; what it raises ends the work.
    """
    register_fonts()
    buffer = BytesIO()
    page = landscape(PAGE_SIZES[page_size])
    canvas = Canvas(buffer, pagesize=page, invariant=1, pageCompression=1)
    canvas.setAuthor("IntegrHabitat")
    for number, face in enumerate(faces):
        if told is not None:
            told(number, len(faces))
        words = certificate_words(face.language or notice_language(face.spoken, active_language()))
        canvas.setTitle(words.word("title"))
        _draw_frame(canvas, *page)
        _draw_words(canvas, face, words, centre_name, page)
        _draw_foot(canvas, face, words, page)
        canvas.showPage()
    canvas.save()
    if told is not None:
        told(len(faces), len(faces))
    return buffer.getvalue()


def _draw_frame(canvas: Canvas, width: float, height: float) -> None:
    canvas.setStrokeColor(PRIMARY)
    canvas.setLineWidth(1.6)
    canvas.rect(_EDGE, _EDGE, width - 2 * _EDGE, height - 2 * _EDGE)
    inner = _EDGE + 2 * mm
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(inner, inner, width - 2 * inner, height - 2 * inner)


def _draw_words(
    canvas: Canvas, face: CertificateFace, words: CertificateWords, centre: str, page: tuple[float, float]
) -> None:
    """The words in the middle of the page, as large as they all fit."""
    width, room = page[0] - 2 * _SIDE, page[1] - _TOP - _FOOT
    for sizes in _SIZES:
        lines = _lines(face, words, centre, sizes)
        heights = [line.wrap(width, page[1])[1] for line, _gap in lines]
        taken = sum(heights) + sum(gap for _line, gap in lines)
        if taken <= room:
            break
    top = page[1] - _TOP - max(0.0, room - taken) / 2
    for (line, gap), height in zip(lines, heights, strict=True):
        top -= height
        line.drawOn(canvas, _SIDE, top)
        top -= gap


def _lines(
    face: CertificateFace, words: CertificateWords, centre: str, sizes: tuple[float, float]
) -> list[tuple[Flowable, float]]:
    """Each line with the room below it."""
    of_name, of_title = sizes
    facts = join_facts(
        words.period(face.starts_on, face.ends_on),
        words.sessions(face.attended, face.sessions),
        words.hours(face.minutes),
    )
    rest = min(12.5, of_title)
    plain = style(rest, colour=MUTED, alignment=TA_CENTER)
    lines = [
        (words.word("title"), style(min(22, of_name), font=SEMIBOLD, colour=PRIMARY, alignment=TA_CENTER), 6),
        (words.word("certifies", centre=centre), plain, 5),
        (face.name, style(of_name, font=BOLD, colour=INK, alignment=TA_CENTER), 5),
        (words.word("took_part"), plain, 4),
        (face.activity_title, style(of_title, font=SEMIBOLD, colour=INK, alignment=TA_CENTER), 5),
        (facts, style(rest, colour=INK, alignment=TA_CENTER), 3),
        (words.word("partner", partner=face.partner) if face.partner else "", plain, 3),
        (words.word("issued", day=words.day(face.issued_on)), plain, 0),
    ]
    return [(paragraph(text, look), gap * mm * of_name / 34) for text, look, gap in lines if text]


def _draw_foot(
    canvas: Canvas, face: CertificateFace, words: CertificateWords, page: tuple[float, float]
) -> None:
    middle, base = page[0] / 2, _EDGE + 10 * mm
    qr_code(face.scanned_code, _CODE_SIZE).drawOn(canvas, middle - _CODE_SIZE / 2, base + 6.5 * mm)
    for text, look, lower in (
        (join_facts(words.word("code"), face.code), style(9.5, font=SEMIBOLD, alignment=TA_CENTER), 1.5 * mm),
        (words.word("check"), style(7.5, font=REGULAR, colour=MUTED, alignment=TA_CENTER), -3 * mm),
    ):
        line = paragraph(text, look)
        line.wrap(page[0] - 2 * _SIDE, 10 * mm)
        line.drawOn(canvas, _SIDE, base + lower)
    for left, label, name in (
        (_SIDE, words.word("for_centre"), ""),
        (page[0] - _SIDE - _SIGNATURE_WIDTH, words.word("facilitator"), face.facilitator),
    ):
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.7)
        canvas.line(left, base + 20 * mm, left + _SIGNATURE_WIDTH, base + 20 * mm)
        signed = paragraph(join_facts(name, label), style(9, colour=MUTED, alignment=TA_CENTER))
        _width, height = signed.wrap(_SIGNATURE_WIDTH, 15 * mm)
        signed.drawOn(canvas, left, base + 18.5 * mm - height)
