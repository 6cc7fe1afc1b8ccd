"""A person in words: the line of facts under a name, why somebody was found, what happened on a day."""

from datetime import date

from integrhabitat_desktop.i18n import (
    N_,
    _,
    age_on,
    age_text,
    code_label,
    country_name,
    format_birth,
    format_day,
    join_facts,
)
from integrhabitat_desktop.use_cases.find_look_alikes import Likelihood, Likeness, LikenessReason
from integrhabitat_desktop.use_cases.find_people import MatchReason, PersonSummary
from integrhabitat_desktop.use_cases.view_card import CardDocument, TimelineEntry
from integrhabitat_protocol.record_type import Values

_MATCH_WORDS = {
    MatchReason.CODE: N_("card"),
    MatchReason.DOCUMENT: N_("document"),
    MatchReason.PHONE: N_("phone"),
    MatchReason.NAME: "",
    MatchReason.ALSO_KNOWN_AS: N_("also known as"),
    MatchReason.SOUNDS_LIKE: N_("sounds alike"),
    MatchReason.HOUSEHOLD: N_("same household"),
}
_LIKENESS_WORDS = {
    LikenessReason.SAME_DOCUMENT: N_("same document"),
    LikenessReason.NEAR_DOCUMENT: N_("nearly the same document"),
    LikenessReason.OTHER_DOCUMENT: N_("another document"),
    LikenessReason.SAME_BIRTH: N_("same birth date"),
    LikenessReason.NEAR_BIRTH: N_("similar birth date"),
    LikenessReason.SAME_NAME: N_("same name"),
    LikenessReason.SOUNDS_LIKE: N_("name sounds alike"),
    LikenessReason.NEAR_NAME: N_("similar name"),
    LikenessReason.OTHER_SEX: N_("another sex"),
}
_CODE_LISTS = {
    "service_delivery": "service",
    "attendance": "attendance_status",
    "enrolment": "enrolment_status",
    "consent": "consent_scope",
    "mobility_profile": "mobility_profile",
    "follow_up": "follow_up_kind",
}
_SHOWN_END = 3


def age_of(person: PersonSummary, today: date) -> str:
    """The age in words; "" where nothing is known."""
    if not person.birth_date:
        return ""
    years, months = age_on(person.birth_date, today)
    approximate = person.birth_precision in ("ESTIMATED", "YEAR")
    return age_text(years, months, approximate=approximate)


def birth_of(values: Values, today: date) -> str:
    """The birth date as precisely as a record knows it, and how precisely; "" where it is not known."""
    birth, precision = values.get("birth_date"), values.get("birth_precision") or "DAY"
    if not birth:
        return ""
    how = code_label("birth_precision", str(precision)) if precision != "DAY" else ""
    return join_facts(format_birth(str(birth), str(precision), today), how)


def facts_of(person: PersonSummary, today: date) -> str:
    """Age, sex, country, neighbourhood on one line."""
    return join_facts(
        person.preferred_name and f"«{person.preferred_name}»",
        age_of(person, today),
        code_label("sex", person.sex) if person.sex in ("F", "M") else "",
        country_name(person.nationality),
        person.neighbourhood,
    )


def match_reason(reason: MatchReason) -> str:
    """Why somebody is among the results; "" where the name itself fits."""
    words = _MATCH_WORDS[reason]
    return _(words) if words else ""


def likeness_reasons(reasons: tuple[LikenessReason, ...]) -> str:
    """Why somebody may be the same person."""
    return join_facts(*(_(_LIKENESS_WORDS[reason]) for reason in reasons))


def likelihood_words(likeness: Likeness) -> str:
    """How likely it is that two records are of one person."""
    words = (
        _("Likely: {score} of 100")
        if likeness.likelihood is Likelihood.LIKELY
        else _("Possible: {score} of 100")
    )
    return words.format(score=likeness.score)


def document_text(document: CardDocument) -> str:
    """A document with only the end of its number: others look at this screen too."""
    kind = code_label("document_type", document.document_type)
    if not document.number:
        return kind
    end = document.number[-_SHOWN_END:]
    return f"{kind} ···{end}" if len(document.number) > _SHOWN_END else f"{kind} {document.number}"


def happened(entry: TimelineEntry) -> str:
    """One entry of the timeline in words."""
    label = code_label(_CODE_LISTS[entry.record_type], entry.code) if entry.code else ""
    match entry.record_type:
        case "check_in":
            text = _("Visit")
        case "service_delivery":
            text = label
        case "attendance":
            text = join_facts(entry.title, label)
        case "enrolment":
            text = join_facts(entry.title or _("Activity"), label)
        case "consent":
            text = join_facts(
                _("Consent"), label, code_label("consent_state", entry.state) if entry.state else ""
            )
        case "mobility_profile":
            text = join_facts(_("Mobility profile"), label)
        case "referral":
            status = code_label("referral_status", entry.state) if entry.state else ""
            text = join_facts(_("Referral"), entry.title, status)
        case "follow_up":
            text = join_facts(label, code_label("follow_up_state", entry.state) if entry.state else "")
        case _:
            text = _("First contact")
    if entry.record_type in ("check_in", "service_delivery") and entry.state == "VOID":
        return _("{what} (taken back)").format(what=text)
    return text


def last_visit(person: PersonSummary, today: date) -> str:
    """When the person came last."""
    if not person.last_visit_on:
        return _("no visit yet")
    return _("last visit {day}").format(day=format_day(person.last_visit_on, today))
