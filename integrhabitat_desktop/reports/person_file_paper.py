"""Everything that is kept about a person, on paper: kind by kind, in words, and who looked at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _, format_date, format_instant, join_facts
from integrhabitat_desktop.i18n.record_words import action_words, field_label, type_label, value_text
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
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_type import Value

_HEAD = style(12.5, font=SEMIBOLD)
_LABEL = style(9.5, colour=MUTED)


@dataclass(frozen=True, slots=True)
class RecordLines:
    """One record: its kind, and its filled fields."""

    record_type: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Who did what with the person's record and when (UTC)."""

    at: str
    staff_name: str
    action: str


@dataclass(frozen=True, slots=True)
class FilePaper:
    """What the paper shows; records of one kind stand together.

    `names` are what other records are called, by id: a name, and the ISO date that belongs to it or "".
    """

    name: str
    records: Sequence[RecordLines]
    readings: Sequence[ReadingLine]
    names: Mapping[str, tuple[str, str]]


def person_file_pdf(paper: FilePaper, letterhead: Letterhead) -> bytes:
    """The PDF of a person's whole file."""
    content: list[Flowable] = [
        paragraph(paper.name, TITLE),
        Spacer(0, 1.5 * mm),
        paragraph(_("Everything this centre keeps about this person."), SUBTITLE),
    ]
    for record_type, records in groupby(paper.records, key=lambda it: it.record_type):
        content += [Spacer(0, 6 * mm), paragraph(type_label(record_type), _HEAD), Spacer(0, 1.5 * mm)]
        for record in records:
            content += [KeepTogether([_lines(record, paper, letterhead)]), Spacer(0, 2 * mm)]
    content += [
        Spacer(0, 6 * mm),
        paragraph(_("Who used this record on this computer"), _HEAD),
        Spacer(0, 1.5 * mm),
    ]
    for reading in paper.readings:
        moment = format_instant(reading.at, letterhead.time_zone)
        content.append(paragraph(join_facts(moment, reading.staff_name, action_words(reading.action)), BODY))
    return render(_("Personal file"), letterhead, content)


def _lines(record: RecordLines, paper: FilePaper, letterhead: Letterhead) -> Table:
    described = CATALOGUE[record.record_type]
    rows = [
        [
            paragraph(field_label(record.record_type, name), _LABEL),
            paragraph(_words(record, name, paper, letterhead), BODY),
        ]
        for name in record.values
        if name in described.by_name
    ]
    if not rows:
        rows = [[paragraph(type_label(record.record_type), _LABEL), paragraph(_("not recorded"), BODY)]]
    width = text_width(letterhead)
    table = Table(rows, colWidths=[width * 0.32, width * 0.68])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("LINEBELOW", (0, -1), (-1, -1), 0.4, LINE),
            ]
        )
    )
    return table


def _words(record: RecordLines, name: str, paper: FilePaper, letterhead: Letterhead) -> str:
    value = record.values[name]
    if CATALOGUE[record.record_type].by_name[name].reference is not None:
        called, day = paper.names.get(str(value), (str(value), ""))
        return join_facts(called, format_date(day) if day else "")
    return value_text(record.record_type, name, value, letterhead.time_zone)
