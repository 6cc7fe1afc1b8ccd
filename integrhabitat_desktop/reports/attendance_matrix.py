"""The attendance of a month on paper: people against sessions, over many pages, with the heads on each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _, code_label, format_date, format_number, join_facts
from integrhabitat_desktop.i18n.attendance_words import (
    DROP_IN_SIGN,
    LETTERED,
    NOT_HELD_SIGN,
    NOT_MARKED_SIGN,
    hours_words,
    mark_letter,
    mean_words,
    share_words,
)
from integrhabitat_desktop.reports.paper import (
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
from integrhabitat_desktop.reports.printed_fonts import REGULAR, SEMIBOLD
from integrhabitat_desktop.reports.printed_text import paragraph

_HEAD = style(7.5, font=SEMIBOLD, colour=MUTED)
_DAY = style(7.5, colour=MUTED, alignment=1)
_NAME = style(8.5, font=SEMIBOLD)
_FACT = style(8.5, colour=MUTED)
_NUMBER_WIDTH, _NAME_WIDTH, _TOTAL_WIDTHS = 8 * mm, 60 * mm, (30 * mm, 14 * mm, 15 * mm)
_LEAST_MARK = 9.5 * mm
_GREEN, _AMBER, _RED = HexColor("#256B45"), HexColor("#8A5100"), HexColor("#B3261E")
_GROUNDS = {_AMBER: HexColor("#FDF0DC"), _RED: HexColor("#FCE6E4")}
_COLOURS = {"EXCUSED": _AMBER, "ABSENT": _RED}


@dataclass(frozen=True, slots=True)
class PrintedSession:
    """A column: its ISO day, how many came (None while no list was taken), and whether it did not take place.

    `is_to_come`: nobody can have been marked yet.
    """

    day: str
    present: int | None
    is_off: bool
    is_to_come: bool = False


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A cell: a code of attendance_status or None for none, and whether the person was enrolled on that day."""

    status: str | None
    is_enrolled: bool


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """So many of so many, and the percentage where one may be said."""

    part: int
    whole: int
    percent: float | None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A person; `marks` in the order of the sessions, None where not enrolled."""

    name: str
    marks: Sequence[PrintedMark | None]
    share: PrintedShare
    minutes: int | None
    in_a_row: int


@dataclass(frozen=True, slots=True)
class MatrixPaper:
    """What the paper shows; `period` is in words."""

    activity_title: str
    period: str
    sessions: Sequence[PrintedSession]
    rows: Sequence[PrintedRow]
    share: PrintedShare
    mean_present: float | None
    hidden: int


def attendance_matrix_pdf(matrix: MatrixPaper, letterhead: Letterhead) -> bytes:
    """The PDF of the matrix on wide pages. More sessions than one page has room for go on, with the names again."""
    width = text_width(letterhead)
    content: list[Flowable] = [
        paragraph(matrix.activity_title, TITLE),
        paragraph(_facts(matrix), SUBTITLE),
        Spacer(0, 2 * mm),
        paragraph(_legend(), _FACT),
        Spacer(0, 3 * mm),
    ]
    blocks = _blocks(len(matrix.sessions), width)
    for number, block in enumerate(blocks):
        if number:
            content.append(PageBreak())
        content.append(_table(matrix, block, width, with_totals=number == len(blocks) - 1))
    subject = join_facts(matrix.activity_title, matrix.period)
    return render(_("Attendance matrix"), letterhead, content, subject=subject)


def _facts(matrix: MatrixPaper) -> str:
    mean = mean_words(matrix.mean_present) if matrix.mean_present is not None else ""
    hidden = _("{count} more not shown").format(count=matrix.hidden) if matrix.hidden else ""
    rate = _("attendance {share}").format(share=_share(matrix.share))
    return join_facts(matrix.period, rate, mean, hidden)


def _share(share: PrintedShare) -> str:
    return share_words(share.part, share.whole, share.percent)


def _legend() -> str:
    marks = [f"{mark_letter(it)} {code_label('attendance_status', it)}" for it in LETTERED]
    return join_facts(
        *marks,
        f"{DROP_IN_SIGN} {_('not enrolled')}",
        f"{NOT_MARKED_SIGN} {_('To mark')}",
        f"{NOT_HELD_SIGN} {_('did not take place')}",
    )


def _blocks(sessions: int, width: float) -> list[range]:
    """The columns of each page, as even as they go; the totals need room on the last."""
    room = width - _NUMBER_WIDTH - _NAME_WIDTH - sum(_TOTAL_WIDTHS)
    most = max(1, int(room // _LEAST_MARK))
    pages = max(1, -(-sessions // most))
    each = -(-sessions // pages) if sessions else 0
    return [range(first, min(first + each, sessions)) for first in range(0, max(sessions, 1), max(each, 1))]


def _table(matrix: MatrixPaper, block: range, width: float, *, with_totals: bool) -> Table:
    sessions = [matrix.sessions[number] for number in block]
    totals = _TOTAL_WIDTHS if with_totals else ()
    heads: list[object] = [paragraph(_("No."), _HEAD), paragraph(_("Name"), _HEAD)]
    for it in sessions:
        heads.append(
            [
                paragraph(format_date(it.day, "weekday")[:3], _DAY),
                paragraph(format_date(it.day, "short"), _DAY),
            ]
        )
    if with_totals:
        heads += [paragraph(words, _HEAD) for words in (_("Attended"), _("Hours"), _("In a row"))]
    rows: list[list[object]] = [heads]
    commands = _looks(len(matrix.rows) + 2, len(sessions))
    for number, row in enumerate(matrix.rows, start=1):
        cells: list[object] = [str(number), paragraph(row.name, _NAME)]
        for place, (session, at) in enumerate(zip(sessions, block, strict=True), start=2):
            text, colour = _cell(row.marks[at], session)
            cells.append(text)
            commands += _coloured(place, number, colour)
        if with_totals:
            cells += [
                paragraph(_share(row.share), _FACT),
                hours_words(row.minutes),
                format_number(row.in_a_row),
            ]
        rows.append(cells)
    present = map(_present, sessions)
    rows.append(["", paragraph(_("Number present"), _NAME), *present, *[""] * len(totals)])
    room = (width - _NUMBER_WIDTH - _NAME_WIDTH - sum(totals)) / max(1, len(sessions))
    mark = min(room, 16 * mm)
    table = Table(
        rows,
        colWidths=[_NUMBER_WIDTH, _NAME_WIDTH, *[mark] * len(sessions), *totals],
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(TableStyle(commands))
    return table


def _looks(rows: int, sessions: int) -> list[tuple[Any, ...]]:
    last = 1 + sessions
    return [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("LEFTPADDING", (last + 1, 0), (-1, -1), 6),
        ("FONT", (0, 1), (0, -1), REGULAR, 8),
        ("TEXTCOLOR", (0, 1), (0, -1), MUTED),
        ("FONT", (2, 1), (last, -1), SEMIBOLD, 9),
        ("FONT", (last + 1, 1), (-1, -1), REGULAR, 8.5),
        ("TEXTCOLOR", (2, 1), (-1, -1), INK),
        ("ALIGN", (2, 1), (last, -1), "CENTER"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("LINEAFTER", (1, 0), (last, -1), 0.4, LINE),
        ("LINEABOVE", (0, rows - 1), (-1, rows - 1), 1, INK),
    ]


def _cell(mark: PrintedMark | None, session: PrintedSession) -> tuple[str, Color | None]:
    if mark is None:
        return "", None
    if session.is_off:
        return NOT_HELD_SIGN, MUTED
    if mark.status is None:
        return _no_list(session), MUTED
    sign = mark_letter(mark.status) + ("" if mark.is_enrolled else DROP_IN_SIGN)
    return sign, _COLOURS.get(mark.status, _GREEN)


def _present(session: PrintedSession) -> str:
    if session.is_off:
        return NOT_HELD_SIGN
    return _no_list(session) if session.present is None else format_number(session.present)


def _no_list(session: PrintedSession) -> str:
    return "" if session.is_to_come else NOT_MARKED_SIGN


def _coloured(column: int, row: int, colour: Color | None) -> Iterable[tuple[object, ...]]:
    place = (column, row)
    if colour is not None:
        yield ("TEXTCOLOR", place, place, colour)
    if colour in _GROUNDS:
        yield ("BACKGROUND", place, place, _GROUNDS[colour])
