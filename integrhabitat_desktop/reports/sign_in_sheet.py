"""The sign-in sheet of a session: names and room for a signature, and nothing else about anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _, format_date, join_facts, ngettext
from integrhabitat_desktop.reports.paper import (
    BODY,
    INK,
    LINE,
    MUTED,
    SUBTITLE,
    TITLE,
    Letterhead,
    render,
    style,
    text_width,
)
from integrhabitat_desktop.reports.printed_fonts import SEMIBOLD
from integrhabitat_desktop.reports.printed_text import paragraph
from integrhabitat_desktop.reports.qr_code import qr_code

_ROW_HEIGHT = 11 * mm
_NAME = style(11.5, font=SEMIBOLD)
_NUMBER = style(10, colour=MUTED)
_CODE = style(10.5, font=SEMIBOLD, alignment=TA_RIGHT)
_CODE_WIDTH = 48 * mm
_QR_SIZE = 22 * mm


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """When and where; `day` is an ISO date, times are local `HH:MM`."""

    day: str
    starts_at: str | None
    ends_at: str | None
    place: str | None
    facilitator: str | None


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What the sheet shows; `names` in roster order. With a `scanned_code` it stands there as a QR code too."""

    activity_title: str
    session: SessionFacts
    names: Sequence[str]
    blank_lines: int
    code: str = ""
    scanned_code: str = ""


def sign_in_sheet_pdf(sheet: SignInSheet, letterhead: Letterhead) -> bytes:
    """The PDF of a session's sign-in sheet: the roster, then `blank_lines` empty rows for walk-ins."""
    session = sheet.session
    facts = join_facts(
        format_date(session.day, "full"), session_times(session), session.place, session.facilitator
    )
    count = len(sheet.names)
    enrolled = ngettext("{count} participant enrolled", "{count} participants enrolled", count)
    words: list[Flowable] = [
        paragraph(sheet.activity_title, TITLE),
        Spacer(0, 1.5 * mm),
        paragraph(facts, SUBTITLE),
        paragraph(enrolled.format(count=count), SUBTITLE),
    ]
    content: list[Flowable] = [
        *_beside_the_code(words, sheet.scanned_code, text_width(letterhead)),
        Spacer(0, 4 * mm),
        _rows(sheet, text_width(letterhead)),
        Spacer(0, 6 * mm),
        paragraph(_("Signature of the facilitator: ______________________________"), BODY),
    ]
    return render(_("Sign-in sheet"), letterhead, content)


def session_times(session: SessionFacts) -> str | None:
    """From when to when a session lasts, as papers write it."""
    if session.starts_at and session.ends_at:
        return _("{start} to {end}").format(start=session.starts_at, end=session.ends_at)
    return session.starts_at


def _beside_the_code(words: list[Flowable], code: str, width: float) -> list[Flowable]:
    if not code:
        return words
    table = Table([[words, qr_code(code, _QR_SIZE)]], colWidths=[width - _QR_SIZE, _QR_SIZE])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
            ]
        )
    )
    return [table]


def _rows(sheet: SignInSheet, width: float) -> Table:
    head = style(9.5, font=SEMIBOLD, colour=MUTED)
    # In the head of the table, which every page repeats: a sheet that lost its first page is still known.
    code = _("Sheet {code}").format(code=sheet.code) if sheet.code else ""
    rows: list[list[object]] = [
        [
            paragraph(_("No."), head),
            paragraph(_("Name"), head),
            paragraph(_("Signature"), head),
            paragraph(code, _CODE),
        ]
    ]
    for number in range(1, len(sheet.names) + sheet.blank_lines + 1):
        name = sheet.names[number - 1] if number <= len(sheet.names) else ""
        rows.append([paragraph(str(number), _NUMBER), paragraph(name, _NAME) if name else "", "", ""])
    table = Table(
        rows,
        colWidths=[12 * mm, width * 0.5, width * 0.5 - 12 * mm - _CODE_WIDTH, _CODE_WIDTH],
        rowHeights=[8 * mm, *[None if len(str(name)) > 45 else _ROW_HEIGHT for name in _padded(sheet)]],
        repeatRows=1,
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.6, LINE),
                ("LINEBEFORE", (2, 1), (2, -1), 0.6, LINE),
                ("RIGHTPADDING", (3, 0), (3, 0), 0),
                ("LEFTPADDING", (0, 0), (0, -1), 2),
            ]
        )
    )
    return table


def _padded(sheet: SignInSheet) -> list[str]:
    return [*sheet.names, *[""] * sheet.blank_lines]
