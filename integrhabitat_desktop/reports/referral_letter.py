"""The letter a person takes to another body: who refers them, what is asked for, and only what they agreed to share."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer, Table, TableStyle

from integrhabitat_desktop.i18n import (
    N_,
    _,
    age_on,
    age_text,
    code_label,
    codes_label,
    country_name,
    format_date,
    join_facts,
    join_list,
    ngettext,
)
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

_HEAD = style(12.5, font=SEMIBOLD)
_LABEL = style(9.5, colour=MUTED)
_ANSWERS = (
    N_("We will attend to this person"),
    N_("On the waiting list"),
    N_("Attended to"),
    N_("We cannot attend to this person, because:"),
)


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A way to reach the person, and when they may be reached that way without danger."""

    channel: str
    value: str
    safe_hours: str | None = None


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """What the person ticked, as records hold it; None for what they did not, or what is not recorded.

    `documents` are (code of their list, number) pairs, `household` is a number of people.
    """

    name: str | None = None
    birth_date: str | None = None
    birth_precision: str | None = None
    sex: str | None = None
    nationality: str | None = None
    documents: Sequence[tuple[str, str]] = ()
    contacts: Sequence[SharedContact] = ()
    neighbourhood: str | None = None
    languages: str | None = None
    household: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """What the letter says. `sector`, `priority` and `procedure` are codes of their lists, dates ISO.

    `sector` is the one that may be shown; `shared_fields` are codes of `referral_field`, parted by spaces.
    """

    number: str
    institution: str
    focal_point: str
    address: str
    sector: str
    procedure: str | None
    priority: str
    shared_fields: str
    facts: SharedFacts
    consented_on: str
    consent_method: str | None


def referral_letter_pdf(letter: ReferralLetter, letterhead: Letterhead) -> bytes:
    """The PDF of a letter, with a slip for the answer that names nobody."""
    asked = join_facts(
        code_label("referral_sector", letter.sector),
        code_label("procedure", letter.procedure) if letter.procedure else "",
    )
    content: list[Flowable] = [
        paragraph(_("Referral"), TITLE),
        paragraph(_("Number {number}").format(number=letter.number), SUBTITLE),
        Spacer(0, 6 * mm),
        paragraph(letter.institution, _HEAD),
        *(paragraph(line, BODY) for line in (letter.focal_point, letter.address) if line),
        Spacer(0, 6 * mm),
        paragraph(
            _("{centre} refers this person to you and asks you to attend to them.").format(
                centre=letterhead.centre_name
            ),
            BODY,
        ),
        Spacer(0, 4 * mm),
        _table(
            [
                (_("What is asked for"), asked),
                (_("Priority"), code_label("priority", letter.priority)),
                *_fact_rows(letter.facts, letterhead),
            ],
            letterhead,
        ),
        Spacer(0, 5 * mm),
        paragraph(_consent(letter), BODY),
        Spacer(0, 2 * mm),
        paragraph(_("Please use these facts for this request alone, and pass them on to nobody."), BODY),
        Spacer(0, 12 * mm),
        KeepTogether(_slip(letter, letterhead)),
    ]
    return render(_("Referral"), letterhead, content)


def _fact_rows(facts: SharedFacts, letterhead: Letterhead) -> list[tuple[str, str]]:
    today = letterhead.printed_at.astimezone(letterhead.time_zone).date()
    # Ticked is the age: the day of birth would be more than was agreed to.
    approximate = facts.birth_precision in ("ESTIMATED", "YEAR")
    age = age_text(*age_on(facts.birth_date, today), approximate=approximate) if facts.birth_date else ""
    household = (
        ngettext("{count} person", "{count} people", facts.household).format(count=facts.household)
        if facts.household
        else ""
    )
    found = {
        "NAME": facts.name,
        "AGE": age,
        "SEX": code_label("sex", facts.sex) if facts.sex else "",
        "NATIONALITY": country_name(facts.nationality),
        "DOCUMENT": join_list(
            [f"{code_label('document_type', kind)} {number}" for kind, number in facts.documents]
        ),
        "CONTACT": join_list([_contact(it) for it in facts.contacts]),
        "NEIGHBOURHOOD": facts.neighbourhood,
        "LANGUAGES": codes_label("language", facts.languages),
        "HOUSEHOLD": household,
        "REASON": facts.reason,
    }
    return [(code_label("referral_field", field), text) for field, text in found.items() if text]


def _contact(contact: SharedContact) -> str:
    words = f"{code_label('contact_channel', contact.channel)} {contact.value}"
    if contact.safe_hours:
        return _("{contact} (safe hours: {hours})").format(contact=words, hours=contact.safe_hours)
    return words


def _consent(letter: ReferralLetter) -> str:
    words = _("On {day} the person agreed that these facts are shared with you: {fields}.").format(
        day=format_date(letter.consented_on), fields=codes_label("referral_field", letter.shared_fields)
    )
    if letter.consent_method:
        how = _("They agreed in this way: {method}.").format(
            method=code_label("consent_method", letter.consent_method)
        )
        return f"{words} {how}"
    return words


def _slip(letter: ReferralLetter, letterhead: Letterhead) -> list[Flowable]:
    return [
        HRFlowable(width="100%", color=LINE, dash=(3, 3)),
        Spacer(0, 3 * mm),
        paragraph(
            _("Answer to {centre}, referral {number}").format(
                centre=letterhead.centre_name, number=letter.number
            ),
            _HEAD,
        ),
        Spacer(0, 2 * mm),
        _boxes(letterhead),
        Spacer(0, 4 * mm),
        _table(
            [(_("Appointment or reason"), ""), (_("Name, date and signature"), "")],
            letterhead,
            padding=9,
        ),
    ]


def _boxes(letterhead: Letterhead) -> Table:
    box = 4 * mm
    rows: list[list[object]] = []
    for words in _ANSWERS:
        rows += [["", paragraph(_(words), BODY)], ["", ""]]
    table = Table(
        rows, colWidths=[box, text_width(letterhead) - box], rowHeights=[box + 1, 1.5 * mm] * len(_ANSWERS)
    )
    table.setStyle(
        TableStyle(
            [
                *(("BOX", (0, 2 * place), (0, 2 * place), 0.7, MUTED) for place in range(len(_ANSWERS))),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _table(rows: Sequence[tuple[str, str]], letterhead: Letterhead, *, padding: int = 2) -> Table:
    width = text_width(letterhead)
    table = Table(
        [[paragraph(label, _LABEL), paragraph(text, BODY)] for label, text in rows],
        colWidths=[width * 0.32, width * 0.68],
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ]
        )
    )
    return table
