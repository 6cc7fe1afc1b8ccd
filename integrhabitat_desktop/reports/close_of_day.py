"""The close of a day on paper: what was done, what is still open, and who closed it. Numbers, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.reports.paper import (
    BODY,
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

_SECTION = style(12, font=SEMIBOLD)
_VALUE = style(10.5, font=SEMIBOLD)


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A line of the report: what, and how many or how it went."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A report in words, as the screen shows it; `open_matters` are empty where nothing is missing."""

    day: str
    verdict: str
    facts: Sequence[PrintedFact]
    sessions: Sequence[PrintedFact]
    open_matters: Sequence[str]


def close_of_day_pdf(printed: PrintedDay, letterhead: Letterhead) -> bytes:
    """The PDF of a report."""
    content: list[Flowable] = [
        paragraph(_("Close of the day"), TITLE),
        paragraph(printed.day, SUBTITLE),
        Spacer(0, 5 * mm),
        paragraph(printed.verdict, _SECTION),
        Spacer(0, 3 * mm),
        *([_boxes(printed.open_matters, letterhead)] if printed.open_matters else ()),
        Spacer(0, 5 * mm),
        _table(printed.facts, letterhead),
    ]
    if printed.sessions:
        content += [
            Spacer(0, 6 * mm),
            paragraph(_("Sessions of the day"), _SECTION),
            Spacer(0, 2 * mm),
            _table(printed.sessions, letterhead),
        ]
    content.append(
        KeepTogether(
            [
                Spacer(0, 14 * mm),
                paragraph(
                    _("Name and signature of whoever closes the day: ____________________________"), BODY
                ),
            ]
        )
    )
    return render(_("Close of the day"), letterhead, content)


def _boxes(matters: Sequence[str], letterhead: Letterhead) -> Table:
    """A box to tick beside each matter."""
    box = 4 * mm
    rows: list[list[object]] = []
    for words in matters:
        rows += [["", paragraph(words, BODY)], ["", ""]]
    table = Table(
        rows,
        colWidths=[box, text_width(letterhead) - box],
        rowHeights=[None, 1.5 * mm] * len(matters),
    )
    boxes = [("BOX", (0, 2 * place), (0, 2 * place), 0.7, MUTED) for place in range(len(matters))]
    table.setStyle(
        TableStyle(
            [
                *boxes,
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _table(facts: Sequence[PrintedFact], letterhead: Letterhead) -> Table:
    width = text_width(letterhead)
    table = Table(
        [[paragraph(it.label, BODY), paragraph(it.value, _VALUE)] for it in facts],
        colWidths=[width * 0.62, width * 0.38],
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ]
        )
    )
    return table
