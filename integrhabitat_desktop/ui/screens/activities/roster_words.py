"""What stands above the roster of a session: which one, when, and what is to be known before it is marked."""

from datetime import date

from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.use_cases.mark_attendance import Roster


def title_words(roster: Roster) -> str:
    """Which session of which activity."""
    session = roster.session
    number = _("session {number} of {total}").format(number=session.number, total=session.total)
    return join_facts(session.title, number)


def when_words(roster: Roster) -> str:
    """When, where and with whom."""
    session = roster.session
    day, times = format_date(session.day, "full"), times_words(session.starts_at, session.ends_at)
    return join_facts(f"{day}, {times}" if times else day, session.place, roster.facilitator_name)


def is_to_come(roster: Roster, today: date) -> bool:
    """Whether its day has not come yet."""
    return roster.session.day > today.isoformat()


def warning_words(roster: Roster, today: date) -> str:
    """Why this is not a session to be marked like any other; "" where it is one."""
    if not takes_place(roster.session.state):
        reason = code_label("session_state_reason", roster.session.state_reason)
        return join_facts(_("This session did not take place."), reason)
    if is_to_come(roster, today):
        return _("This session is still to come. Note beforehand only who cannot come.")
    return ""
