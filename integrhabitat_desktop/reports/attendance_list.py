"""Who took part in one session, for whoever asks for proof: names and how they took part, and no signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
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
from integrhabitat_desktop.reports.sign_in_sheet import SessionFacts, session_times

_HEAD = style(9.5, font=SEMIBOLD, colour=MUTED)
_NAME = style(11, font=SEMIBOLD)
_FACT = style(10, colour=MUTED)
_NUMBER_WIDTH, _MODALITY_WIDTH = 12 * mm, 50 * mm


@dataclass(frozen=True, slots=True)
class ListedAttendance:
    """One person who took part; `modality` is a code, `role` one of those who are no participants, or None."""

    name: str
    modality: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """What the list shows; `unnamed` took part too and have not agreed to be on record."""

    activity_title: str
    session: SessionFacts
    people: Sequence[ListedAttendance]
    unnamed: int


def attendance_list_pdf(attendance: AttendanceList, letterhead: Letterhead) -> bytes:
    """The PDF of a session's attendance list; its head is repeated on every page."""
    session = attendance.session
    facts = join_facts(
        format_date(session.day, "full"), session_times(session), session.place, session.facilitator
    )
    count = len(attendance.people) + attendance.unnamed
    took_part = ngettext("{count} person took part", "{count} people took part", count)
    content: list[Flowable] = [
        paragraph(_("Attendance list"), _FACT),
        paragraph(attendance.activity_title, TITLE),
        Spacer(0, 1.5 * mm),
        paragraph(facts, SUBTITLE),
        paragraph(took_part.format(count=count), SUBTITLE),
        Spacer(0, 5 * mm),
    ]
    if attendance.people:
        content.append(_rows(attendance.people, text_width(letterhead)))
    if attendance.unnamed:
        words = ngettext(
            "{count} more person took part and is not named: no consent to a record stands.",
            "{count} more people took part and are not named: no consent to a record stands.",
            attendance.unnamed,
        )
        content += [Spacer(0, 4 * mm), paragraph(words.format(count=attendance.unnamed), BODY)]
    subject = join_facts(attendance.activity_title, format_date(session.day, "full"))
    return render(_("Attendance list"), letterhead, content, subject=subject)


def _rows(people: Sequence[ListedAttendance], width: float) -> Table:
    heads = [_("No."), _("Name"), _("Modality")]
    rows: list[list[object]] = [[paragraph(head, _HEAD) for head in heads]]
    for number, person in enumerate(people, start=1):
        how = join_facts(
            code_label("modality", person.modality), code_label("participation_role", person.role)
        )
        rows.append([paragraph(str(number), _FACT), paragraph(person.name, _NAME), paragraph(how, _FACT)])
    table = Table(
        rows,
        colWidths=[_NUMBER_WIDTH, width - _NUMBER_WIDTH - _MODALITY_WIDTH, _MODALITY_WIDTH],
        repeatRows=1,
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.6, LINE),
                ("LEFTPADDING", (0, 0), (0, -1), 2),
            ]
        )
    )
    return table
