"""Cards to cut out: a code that only this network reads, the centre, a number to type. Never a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import white
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.reports.paper import LINE, MUTED, SUBTITLE, Letterhead, render, style
from integrhabitat_desktop.reports.printed_fonts import SEMIBOLD
from integrhabitat_desktop.reports.printed_text import paragraph
from integrhabitat_desktop.reports.qr_code import qr_code
from integrhabitat_protocol.ids import check_sign

# ISO/IEC 7810 ID-1, the size of a bank card; two beside each other fit A4 and Letter.
_WIDTH, _HEIGHT = 85.6 * mm, 53.98 * mm
_EDGE = 4 * mm
_CODE_SIZE = 36 * mm
_COLUMNS, _ROWS_A_PAGE = 2, 4
_CENTRE = style(11, font=SEMIBOLD)
_NUMBER = style(11, font=SEMIBOLD)
_SMALL = style(7.5, colour=MUTED)


@dataclass(frozen=True, slots=True)
class CardFace:
    """What one card shows: the token as a QR code, the person's number for typing."""

    token: str
    person_id: str


def card_sheet_pdf(faces: Sequence[CardFace], letterhead: Letterhead) -> bytes:
    """The PDF of the cards, eight a page with lines to cut along."""
    content: list[Flowable] = [
        paragraph(_("Cut along the lines. Give each card only to the person it was printed for."), SUBTITLE),
        Spacer(0, 2 * mm),
    ]
    cells: list[object] = [_face(face, letterhead.centre_name) for face in faces]
    for start in range(0, len(cells), _COLUMNS * _ROWS_A_PAGE):
        page = cells[start : start + _COLUMNS * _ROWS_A_PAGE]
        rows = [page[place : place + _COLUMNS] for place in range(0, len(page), _COLUMNS)]
        rows[-1] = rows[-1] + [""] * (_COLUMNS - len(rows[-1]))
        content.append(_sheet(rows, len(page)))
    return render(_("Cards"), letterhead, content)


def _sheet(rows: list[list[object]], count: int) -> Table:
    table = Table(rows, colWidths=[_WIDTH] * _COLUMNS, rowHeights=[_HEIGHT] * len(rows))
    last = (count - 1) % _COLUMNS
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, max(0, len(rows) - 2)), 0.5, LINE if len(rows) > 1 else white),
                ("GRID", (0, -1), (last, -1), 0.5, LINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _face(face: CardFace, centre_name: str) -> Table:
    words: list[Flowable] = [
        paragraph(centre_name, _CENTRE),
        Spacer(0, 3 * mm),
        paragraph(typed_number(face.person_id), _NUMBER),
        Spacer(0, 3 * mm),
        paragraph(_("Found it? Please bring it to the centre."), _SMALL),
    ]
    inner = Table(
        [[qr_code(face.token, _CODE_SIZE), words]],
        colWidths=[_CODE_SIZE + _EDGE, _WIDTH - _CODE_SIZE - 3 * _EDGE],
        rowHeights=[_HEIGHT - 2 * _EDGE],
    )
    inner.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, 0), 0),
                # The whole number stands in one line.
                ("RIGHTPADDING", (1, 0), (1, 0), 0),
            ]
        )
    )
    return inner


def typed_number(person_id: str) -> str:
    """A person's number with its check sign, as it is typed where the code cannot be scanned."""
    return f"{person_id}-{check_sign(person_id)}"
