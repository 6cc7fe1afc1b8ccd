"""A day at the centre in words: for the screen of the day, its close, and the paper."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from integrhabitat_desktop.domain.session_states import HELD, takes_place
from integrhabitat_desktop.i18n import (
    _,
    code_label,
    format_date,
    format_moment,
    format_number,
    format_time,
    join_facts,
    ngettext,
)
from integrhabitat_desktop.use_cases.close_day import DayReport, Matter, OpenMatter, PrintedDay, PrintedFact
from integrhabitat_desktop.use_cases.view_today import SessionToday


def counted_words(it: SessionToday) -> str:
    """How far the list of a session is taken."""
    if not takes_place(it.session.state):
        return ""
    if not it.counts.present and it.counts.to_mark == it.expected:
        return ngettext("{count} expected", "{count} expected", it.expected).format(count=it.expected)
    if it.counts.to_mark:
        return _("{present} present, {left} to mark").format(
            present=it.counts.present, left=it.counts.to_mark
        )
    return _("{present} of {expected} present").format(present=it.counts.present, expected=it.expected)


def times_words(starts_at: str | None, ends_at: str | None) -> str:
    """From when to when."""
    if not starts_at:
        return ""
    if not ends_at:
        return format_time(starts_at)
    return _("{start} to {end}").format(start=format_time(starts_at), end=format_time(ends_at))


@dataclass(frozen=True, slots=True)
class MatterWords:
    """One thing that is still open: what, and what is the matter with it ("" where the first says it all)."""

    title: str
    detail: str = ""


def matter_words(it: OpenMatter) -> MatterWords:
    """How an open matter is said."""
    session = it.session
    if session is not None:
        if it.matter is Matter.SESSION_TO_MARK:
            words = ngettext("{count} person to mark", "{count} people to mark", it.count)
            return MatterWords(session.title, words.format(count=it.count))
        when = format_date(session.day, "weekday") if it.matter is Matter.EARLIER_SESSION else ""
        return MatterWords(session.title, join_facts(when, _("neither marked nor noted as not held")))
    title, detail = {
        Matter.OLDER_SESSIONS: (
            ngettext("{count} session without a list", "{count} sessions without a list", it.count),
            _("from more than four weeks ago"),
        ),
        Matter.APPOINTMENTS: (
            ngettext("{count} open appointment", "{count} open appointments", it.count),
            _("of this day"),
        ),
        Matter.TASKS_DUE: (
            ngettext("{count} task not done", "{count} tasks not done", it.count),
            _("for this day or before"),
        ),
        Matter.REVIEWS: (ngettext("{count} decision to take", "{count} decisions to take", it.count), ""),
        Matter.SET_ASIDE: (
            ngettext("{count} change set aside", "{count} changes set aside", it.count),
            _("by the hub"),
        ),
        Matter.UNSENT: (
            ngettext("{count} change unconfirmed", "{count} changes unconfirmed", it.count),
            _("by the hub"),
        ),
        Matter.NOT_CONFIRMED: (_("No answer from the hub"), _("the last time it was tried")),
        Matter.DRAFTS: (ngettext("{count} form not saved", "{count} forms not saved", it.count), ""),
    }[it.matter]
    return MatterWords(title.format(count=format_number(it.count)), detail)


def verdict_words(report: DayReport) -> str:
    """Whether anything is missing."""
    count = len(report.open_matters)
    if not count:
        return _("Nothing is missing. The day is closed.")
    return ngettext("{count} thing is still open", "{count} things are still open", count).format(count=count)


def day_facts(report: DayReport, now: datetime, time_zone: tzinfo) -> tuple[PrintedFact, ...]:
    """The figures of the day. People who were counted stand apart from people who are known."""
    figures, written = report.figures, report.written
    held = sum(it.session.state == HELD for it in report.sessions)
    found = [
        PrintedFact(_("People seen"), format_number(figures.people)),
        PrintedFact(_("Visits"), format_number(figures.visits)),
        PrintedFact(_("First contacts"), format_number(figures.first_contacts)),
        PrintedFact(_("Counted without registering"), format_number(report.counted)),
        PrintedFact(_("Officials and partners counted"), format_number(report.officials)),
        PrintedFact(_("Services recorded"), format_number(figures.services)),
        PrintedFact(
            _("Sessions held"),
            _("{held} of {planned}").format(held=held, planned=len(report.sessions))
            if report.sessions
            else "0",
        ),
        PrintedFact(_("Changes written on this computer"), format_number(written.written)),
    ]
    if report.status.is_paired:
        found.append(PrintedFact(_("Of these, confirmed by the hub"), format_number(written.confirmed)))
        last = report.status.last_success
        moment = format_moment(last, now, time_zone) if last else _("not yet")
        found.append(PrintedFact(_("Last confirmation of the hub"), moment))
    else:
        found.append(PrintedFact(_("Sending"), _("On this computer only")))
    return tuple(found)


def session_facts(report: DayReport) -> tuple[PrintedFact, ...]:
    """Each session of the day, and how it went."""
    return tuple(
        PrintedFact(
            join_facts(times_words(it.session.starts_at, it.session.ends_at), it.session.title),
            join_facts(
                code_label("session_state", it.session.state),
                code_label("session_state_reason", it.session.state_reason)
                if it.session.state_reason
                else "",
                counted_words(it),
            ),
        )
        for it in report.sessions
    )


def printed_day(report: DayReport, now: datetime, time_zone: tzinfo) -> PrintedDay:
    """The whole report, for the paper."""
    return PrintedDay(
        day=format_date(report.day, "full"),
        verdict=verdict_words(report),
        facts=day_facts(report, now, time_zone),
        sessions=session_facts(report),
        open_matters=tuple(_in_one_line(matter_words(it)) for it in report.open_matters),
    )


def _in_one_line(words: MatterWords) -> str:
    return join_facts(words.title, words.detail)
