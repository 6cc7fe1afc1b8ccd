"""Where a person stands to the rule, and the rule itself, in words."""

from integrhabitat_desktop.i18n import _, format_date, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import BadgeText, ListRow
from integrhabitat_desktop.use_cases.view_certificates import (
    Candidate,
    CertificateRule,
    Certificates,
    PartTaken,
    Standing,
)

_MINUTES = 60


def hours_text(minutes: int) -> str:
    """Minutes as hours, rounded down to a tenth."""
    tenths = minutes * 10 // _MINUTES
    return ngettext("{count} hour", "{count} hours", 1 if tenths == 10 else 2).format(
        count=format_number(tenths / 10)
    )


def rule_words(rule: CertificateRule) -> str:
    """What the activity asks for."""
    share = _("at least {share} % of the sessions").format(share=rule.share) if rule.share else ""
    hours = _("at least {hours}").format(hours=hours_text(rule.hours * _MINUTES)) if rule.hours else ""
    return join_facts(share, hours) or _("no rule: whoever took part")


def part_words(part: PartTaken) -> str:
    """What a person took part in."""
    sessions = ngettext(
        "{attended} of {count} session", "{attended} of {count} sessions", part.sessions
    ).format(attended=part.attended, count=part.sessions)
    return join_facts(sessions, hours_text(part.minutes) if part.minutes else "")


def short_words(candidate: Candidate) -> str:
    """What is missing to the rule; "" for nothing."""
    judged = candidate.judgement
    sessions = ngettext("{count} session short", "{count} sessions short", judged.sessions_short)
    return join_facts(
        sessions.format(count=judged.sessions_short) if judged.sessions_short else "",
        _("{hours} short").format(hours=hours_text(judged.minutes_short + 5)) if judged.minutes_short else "",
    )


def standing_words(candidate: Candidate) -> str:
    """The standing in a sentence."""
    judged, part = candidate.judgement, candidate.part
    missing = ngettext("{count} mark is missing", "{count} marks are missing", part.unmarked)
    to_come = ngettext("{count} session is to come", "{count} sessions are to come", part.may_come)
    still_open = join_facts(
        missing.format(count=part.unmarked) if part.unmarked else "",
        to_come.format(count=part.may_come) if part.may_come else "",
    )
    match judged.standing:
        case Standing.REACHED:
            return _("What the activity asks for is reached.")
        case Standing.OPEN:
            return _("Not decided yet: {short}, but {open}.").format(
                short=short_words(candidate), open=still_open
            )
        case Standing.SHORT:
            return _("Not reached: {short}.").format(short=short_words(candidate))
    return _("The activity has no rule; whoever took part can have a certificate.")


def candidate_row(candidate: Candidate) -> ListRow:
    """A person in the list."""
    return ListRow(
        candidate.person_id,
        candidate.name,
        part_words(candidate.part),
        avatar=candidate.name,
        badges=(_badge(candidate),),
    )


def _badge(candidate: Candidate) -> BadgeText:
    if candidate.issued is not None:
        day = format_date(candidate.issued.issued_on, "short")
        return BadgeText(_("issued {day}").format(day=day), Tone.POSITIVE, "check")
    if candidate.may_be_issued():
        return BadgeText(_("to issue"), Tone.PRIMARY, "school")
    if candidate.judgement.standing is Standing.OPEN:
        return BadgeText(_("not decided yet"), Tone.WARNING, "clock")
    return BadgeText(short_words(candidate) or _("took no part"))


def _to_come_words(seen: Certificates) -> str:
    if seen.rule.share:
        words = ngettext(
            "{count} session is still to come and counts in the shares: who depends on it is not decided yet.",
            "{count} sessions are still to come and count in the shares: who depends on them is not decided yet.",
            seen.to_come,
        )
    else:
        words = ngettext(
            "{count} session is still to come.", "{count} sessions are still to come.", seen.to_come
        )
    return words.format(count=seen.to_come)


def honest_words(seen: Certificates) -> list[str]:
    """What is to be known before papers are made: what is not marked yet, and whose name may be another one."""
    words = []
    if seen.untold:
        words.append(
            ngettext(
                "{count} session is over and nobody has said whether it took place.",
                "{count} sessions are over and nobody has said whether they took place.",
                seen.untold,
            ).format(count=seen.untold)
        )
    if seen.unmarked:
        words.append(
            ngettext(
                "{count} mark is missing in the sessions held.",
                "{count} marks are missing in the sessions held.",
                seen.unmarked,
            ).format(count=format_number(seen.unmarked))
        )
    if seen.to_come:
        words.append(_to_come_words(seen))
    known_otherwise = sum(bool(it.preferred_name) and it.may_be_issued() for it in seen.candidates)
    if known_otherwise:
        words.append(
            ngettext(
                "{count} person is also known by another name: choose the one for the paper.",
                "{count} people are also known by another name: choose the one for the paper.",
                known_otherwise,
            ).format(count=known_otherwise)
        )
    return words
