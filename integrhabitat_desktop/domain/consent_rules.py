"""When an answer about consent counts: the one rule for whatever is kept, listed, sent or shared with consent.

An expiry is the last day on which the answer counts. A withdrawal counts from its date of effect, which is never in
the future: "until the end of the month" is an expiry.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol

# The notice that is read aloud at the desk; raised whenever its words change.
NOTICE_VERSION: Final = "2026-1"

GIVEN: Final = "GIVEN"
REFUSED: Final = "REFUSED"
WITHDRAWN: Final = "WITHDRAWN"
EXPIRED: Final = "EXPIRED"
NOT_ASKED: Final = "NOT_ASKED"

REGISTER: Final = "REGISTER"
SENSITIVE: Final = "SENSITIVE"
CONTACT: Final = "CONTACT"
REFERRAL: Final = "REFERRAL"

# What cannot carry an explicit consent: conduct that was taken for a yes, an interest of the centre.
_NOT_EXPLICIT: Final = frozenset(["CONDUCT", "LEGITIMATE"])
_ALWAYS: Final = "9999-12-31"
_ENDED: Final = frozenset([REFUSED, WITHDRAWN])


class Answer(Protocol):
    """What was answered for one scope; dates are ISO."""

    @property
    def scope(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def expires_on(self) -> str | None: ...


class DatedAnswer(Answer, Protocol):
    """An answer with its day: of the answer, or of the effect of a withdrawal."""

    @property
    def answered_on(self) -> str | None: ...


def state_on(state: str, expires_on: str | None, today: date) -> str:
    """The state as it stands on that day: what was given once may have expired."""
    if state == GIVEN and expires_on is not None and expires_on < today.isoformat():
        return EXPIRED
    return state


def has_ended(state: str, expires_on: str | None, today: date) -> bool:
    """Whether an answer is a no on that day, or a yes that counts no more; whoever was not asked said neither."""
    return state_on(state, expires_on, today) in (REFUSED, WITHDRAWN, EXPIRED)


def counts(state: str, expires_on: str | None, today: date) -> bool:
    """Whether an answer is a yes on that day."""
    return state_on(state, expires_on, today) == GIVEN


def is_given(answers: Iterable[Answer], scope: str, today: date) -> bool:
    """Whether the person said yes to just this scope, and it still stands."""
    return any(it.scope == scope and counts(it.state, it.expires_on, today) for it in answers)


def referral_stands(
    state: str, consented_on: str | None, answers: Iterable[DatedAnswer], today: date
) -> bool:
    """Whether the consent to one referral still stands: what was said about referrals at large since then ends it."""
    if state != GIVEN:
        return False
    ended = max((_ended_on(it, today) for it in answers if it.scope == REFERRAL), default="")
    return not ended or (consented_on or "") > ended


def may_carry(scope: str, method_or_basis: str | None) -> bool:
    """Whether consent to this scope can rest on a method or legal basis; sensitive data needs an explicit yes."""
    return scope != SENSITIVE or method_or_basis not in _NOT_EXPLICIT


def _ended_on(answer: DatedAnswer, today: date) -> str:
    """The last day of an answer that no longer is a yes; "" where nothing ended."""
    if answer.state in _ENDED:
        # Nobody knows when it was said: then it ends whatever was agreed to.
        return answer.answered_on or _ALWAYS
    return answer.expires_on or "" if state_on(answer.state, answer.expires_on, today) == EXPIRED else ""
