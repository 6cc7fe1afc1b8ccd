"""The notice about data on paper, in the language of the person: what was answered per scope, and room to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import format_date, join_facts
from integrhabitat_desktop.i18n.notices import Notice, read_notice
from integrhabitat_desktop.reports.paper import (
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

_HEAD = style(10.5, font=SEMIBOLD)
_PART = style(12.5, font=SEMIBOLD)
_TEXT = style(10)
_LABEL = style(9, colour=MUTED)
_COLUMN = style(9, colour=MUTED, alignment=TA_CENTER)
_MARK = style(9, font=SEMIBOLD, alignment=TA_CENTER)
_BOX: Final = 4.5 * mm
_YES, _NO, _NOT_ASKED = "GIVEN", "REFUSED", "NOT_ASKED"


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A scope and what was answered: codes of their lists, ISO dates; not asked leaves room to mark it by hand."""

    scope: str
    state: str = _NOT_ASKED
    answered_on: str | None = None
    expires_on: str | None = None
    notice_version: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """What the paper holds; without a name it is one to be filled in by hand."""

    version: str
    language: str
    answers: Sequence[PaperAnswer]
    name: str = ""
    number: str = ""
    asked_by: str = ""


def consent_notice_pdf(paper: ConsentPaper, letterhead: Letterhead) -> bytes:
    """The PDF: the notice first, then the questions with their answers, then the signature."""
    notice = read_notice(paper.version, paper.language, letterhead.centre_name)
    version = paragraph(notice.words["version"].replace("{version}", notice.version), SUBTITLE)
    content: list[Flowable] = [
        paragraph(notice.title, TITLE),
        version,
        Spacer(0, 3 * mm),
    ]
    for section in notice.sections:
        content.append(
            KeepTogether(
                [paragraph(section.heading, _HEAD), paragraph(section.text, _TEXT), Spacer(0, 2 * mm)]
            )
        )
    content += [
        # The first page is for the person to take home, the second one is signed and kept.
        PageBreak(),
        KeepTogether(
            [
                paragraph(notice.words["answers"], _PART),
                version,
                Spacer(0, 1.5 * mm),
                _who(paper, notice, letterhead),
            ]
        ),
        Spacer(0, 3 * mm),
        _answers(paper, notice, letterhead),
        Spacer(0, 6 * mm),
        KeepTogether([_signature(paper, notice, letterhead)]),
    ]
    return render(notice.title, letterhead, content)


def _who(paper: ConsentPaper, notice: Notice, letterhead: Letterhead) -> Table:
    words, width = notice.words, text_width(letterhead)
    cells = [
        paragraph(words["name"], _LABEL),
        paragraph(paper.name, _TEXT),
        paragraph(words["number"], _LABEL),
        paragraph(paper.number, _TEXT),
    ]
    table = Table([cells], colWidths=[width * share for share in (0.12, 0.46, 0.2, 0.22)], rowHeights=[None])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("LINEBELOW", (1, 0), (1, 0), 0.5, MUTED),
                ("LINEBELOW", (3, 0), (3, 0), 0.5, MUTED),
            ]
        )
    )
    return table


def _answers(paper: ConsentPaper, notice: Notice, letterhead: Letterhead) -> Table:
    width = text_width(letterhead)
    titles: list[Flowable] = [
        paragraph(notice.words["question"], _LABEL),
        paragraph(notice.state(_YES), _COLUMN),
        paragraph(notice.state(_NO), _COLUMN),
        paragraph(notice.words["day"], _LABEL),
    ]
    rows: list[list[Flowable]] = [titles]
    for it in paper.answers:
        rows.append(
            [
                paragraph(notice.question(it.scope), _TEXT),
                _box(marked=it.state == _YES),
                _box(marked=it.state == _NO),
                paragraph(_when(it, notice), _LABEL),
            ]
        )
    table = Table(rows, colWidths=[width * 0.6, width * 0.08, width * 0.08, width * 0.24], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("ALIGN", (1, 0), (2, -1), "CENTER"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ]
        )
    )
    return table


def _when(answer: PaperAnswer, notice: Notice) -> str:
    if answer.state == _NOT_ASKED:
        return ""
    state = notice.state(answer.state) if answer.state not in (_YES, _NO) else ""
    version = answer.notice_version
    return join_facts(
        state,
        format_date(answer.answered_on, "numeric") if answer.answered_on else "",
        notice.words["until"].replace("{day}", format_date(answer.expires_on, "numeric"))
        if answer.expires_on
        else "",
        notice.words["version"].replace("{version}", version)
        if version and version != notice.version
        else "",
    )


def _box(*, marked: bool) -> Table:
    box = Table([[paragraph("X", _MARK) if marked else ""]], colWidths=[_BOX], rowHeights=[_BOX])
    box.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (0, 0), 0.7, MUTED),
                ("VALIGN", (0, 0), (0, 0), "MIDDLE"),
                *((f"{side}PADDING", (0, 0), (0, 0), 0) for side in ("LEFT", "RIGHT", "TOP")),
                ("BOTTOMPADDING", (0, 0), (0, 0), 1),
            ]
        )
    )
    return box


def _signature(paper: ConsentPaper, notice: Notice, letterhead: Letterhead) -> Table:
    """A field large enough for a thumb, and lines beside it."""
    words, width = notice.words, text_width(letterhead)
    lines = [
        (words["place_and_day"], ""),
        (words["asked_by"], paper.asked_by),
        (words["witness"], ""),
        (words["folio"], ""),
    ]
    rows = [
        [
            paragraph(words["signature"], _LABEL) if not place else "",
            "",
            paragraph(label, _LABEL),
            paragraph(text, _TEXT),
        ]
        for place, (label, text) in enumerate(lines)
    ]
    table = Table(
        rows,
        colWidths=[width * 0.36, width * 0.04, width * 0.24, width * 0.36],
        rowHeights=[9 * mm] * len(lines),
    )
    table.setStyle(
        TableStyle(
            [
                ("SPAN", (0, 0), (0, -1)),
                ("BOX", (0, 0), (0, -1), 0.7, MUTED),
                ("VALIGN", (0, 0), (0, -1), "TOP"),
                ("VALIGN", (2, 0), (3, -1), "BOTTOM"),
                ("LINEBELOW", (3, 0), (3, -1), 0.5, MUTED),
                ("LEFTPADDING", (2, 0), (2, -1), 0),
            ]
        )
    )
    return table
