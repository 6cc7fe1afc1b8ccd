"""An answer about consent in words, with the tone and the icon that go with it."""

from datetime import date, tzinfo

from integrhabitat_desktop.i18n import _, code_label, format_date, format_day, format_instant, join_facts
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.use_cases.keep_consents import (
    GIVEN,
    NOT_ASKED,
    REFUSED,
    WITHDRAWN,
    PastAnswer,
    ScopeAnswer,
)

_TONES = {GIVEN: Tone.POSITIVE, REFUSED: Tone.WARNING, WITHDRAWN: Tone.WARNING, NOT_ASKED: Tone.NEUTRAL}
_ICONS = {GIVEN: "circle-check", REFUSED: "circle-x", WITHDRAWN: "circle-x", NOT_ASKED: "help-circle"}


def state_tone(state: str) -> Tone:
    """What has expired wants to be asked again."""
    return _TONES.get(state, Tone.WARNING)


def state_icon(state: str) -> str:
    """The icon of a state."""
    return _ICONS.get(state, "clock")


def answer_line(answer: ScopeAnswer, today: date) -> str:
    """The answer in one line: state, since when, how, until when."""
    return join_facts(
        code_label("consent_state", answer.state),
        since(answer.state, answer.answered_on, today),
        code_label("consent_method", answer.method),
        until(answer.expires_on),
    )


def since(state: str, answered_on: str | None, today: date) -> str:
    """The day of an answer; of a withdrawal the day from which it counts."""
    if not answered_on:
        return ""
    day = format_day(answered_on, today)
    return _("from {day}").format(day=day) if state == WITHDRAWN else day


def until(expires_on: str | None) -> str:
    """The last day, "" for none."""
    return _("until {day}").format(day=format_date(expires_on)) if expires_on else ""


def past_line(past: PastAnswer, today: date) -> str:
    """An answer as it once stood."""
    return join_facts(
        code_label("consent_state", past.state),
        since(past.state, past.answered_on, today),
        code_label("consent_method", past.method),
        past.evidence,
        until(past.expires_on),
    )


def past_writer(past: PastAnswer, time_zone: tzinfo) -> str:
    """Who wrote it here and when, or that it came from another computer."""
    if past.at is None:
        return _("received from another computer")
    return join_facts(past.staff_name, format_instant(past.at, time_zone))
