"""Ask a person about each scope for itself: note a yes or a no, its withdrawal and its end, each with its undo."""

from dataclasses import dataclass, replace
from datetime import date

from integrhabitat_desktop.db.queries.consent_answers import StandingAnswer, standing_answers
from integrhabitat_desktop.db.queries.consent_history import PastAnswer, past_answers
from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.domain.coming_of_age import is_minor
from integrhabitat_desktop.domain.consent_rules import (
    GIVEN,
    NOT_ASKED,
    NOTICE_VERSION,
    REFUSED,
    WITHDRAWN,
    counts,
    may_carry,
    state_on,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.code_lists import code_list
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Values, values_of
from integrhabitat_protocol.record_types import Consent, Person

__all__ = ["GIVEN", "NOT_ASKED", "REFUSED", "WITHDRAWN", "PastAnswer"]

_ANSWER = ("state", "basis", "method", "notice_version", "answered_on", "expires_on", "asked_by", "evidence")


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """What stands for one scope; dates are ISO, `state` already tells what has expired.

    `per_event`: asked anew for every single case. `history` is what the audit of this computer knows, newest first.
    """

    scope: str
    state: str
    per_event: bool
    counts: bool = False
    basis: str | None = None
    method: str | None = None
    notice_version: str | None = None
    answered_on: str | None = None
    expires_on: str | None = None
    asked_by: str = ""
    evidence: str | None = None
    history: tuple[PastAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonConsents:
    """The answers of one person, in the order of the code list; `languages` as the person's record has them."""

    person_id: str
    name: str
    languages: tuple[str, ...]
    answers: tuple[ScopeAnswer, ...]


@dataclass(frozen=True, slots=True)
class Yes:
    """How a person agreed, codes of their lists; `evidence` is the folio of the paper or the witness."""

    method: str | None = None
    evidence: str | None = None
    basis: str = "CONSENT"
    expires_on: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerUndo:
    """The record of the answer, what it said before, and what was written."""

    person_id: str
    record_id: str
    before: Values
    after: Values


def view_consents(desk: Desk, person_id: str) -> PersonConsents:
    """Every scope with its answer. RuleViolation `not_allowed`, `person_not_found`, `record_restricted`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    person = _person(desk, person_id)
    standing = standing_answers(desk.store, person.id)
    is_adult = bool(person.birth_date) and not is_minor(
        person.birth_date, person.birth_precision, desk.today()
    )
    answers = []
    for entry in code_list("consent_scope"):
        found = standing.get(entry.code)
        if found is None and is_adult and entry.notes.get("for") == "minors":
            continue
        per_event = entry.notes.get("per_event") == "yes"
        empty = ScopeAnswer(entry.code, NOT_ASKED, per_event)
        answers.append(_told(desk, empty, found) if found is not None else empty)
    return PersonConsents(person.id, person.name, tuple((person.languages or "").split()), tuple(answers))


def note_yes(desk: Desk, person_id: str, scope: str, yes: Yes) -> AnswerUndo:
    """The person agrees to this scope, after the notice that is in force was read to them.

    RuleViolation as `view_consents`, `consent_not_explicit`, `consent_expired_already`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    if not (may_carry(scope, yes.method) and may_carry(scope, yes.basis)):
        raise RuleViolation("consent_not_explicit")
    if not counts(GIVEN, yes.expires_on, desk.today()):
        raise RuleViolation("consent_expired_already")
    said: Values = {
        "state": GIVEN,
        "basis": yes.basis,
        "method": yes.method,
        "evidence": yes.evidence,
        "expires_on": yes.expires_on,
    }
    return _write(desk, person_id, scope, said, desk.today())


def note_no(desk: Desk, person_id: str, scope: str) -> AnswerUndo:
    """The person does not agree to this scope. RuleViolation as `view_consents`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    said: Values = {"state": REFUSED, "basis": None, "method": None, "evidence": None, "expires_on": None}
    return _write(desk, person_id, scope, said, desk.today())


def withdraw(
    desk: Desk, person_id: str, scope: str, effective_on: str, evidence: str | None = None
) -> AnswerUndo:
    """What was agreed to no longer counts from this day on: today, or an earlier day on which it was said.

    RuleViolation as `view_consents`, `nothing_to_withdraw`, `withdrawal_in_future`, `withdrawal_before_answer`;
    StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    person = _person(desk, person_id)
    found = standing_answers(desk.store, person.id).get(scope)
    if found is None or found.state != GIVEN:
        raise RuleViolation("nothing_to_withdraw")
    if effective_on > desk.today().isoformat():
        raise RuleViolation("withdrawal_in_future")
    if found.answered_on is not None and effective_on < found.answered_on:
        raise RuleViolation("withdrawal_before_answer")
    said: Values = {"state": WITHDRAWN, "method": None, "evidence": evidence, "expires_on": None}
    return _write(desk, person.id, scope, said, date.fromisoformat(effective_on))


def set_expiry(desk: Desk, person_id: str, scope: str, expires_on: str | None) -> AnswerUndo:
    """What was agreed to counts until the end of this day; None for no end.

    RuleViolation as `view_consents`, `nothing_to_withdraw`, `consent_expired_already`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    person = _person(desk, person_id)
    found = standing_answers(desk.store, person.id).get(scope)
    if found is None or not counts(found.state, found.expires_on, desk.today()):
        raise RuleViolation("nothing_to_withdraw")
    if not counts(GIVEN, expires_on, desk.today()):
        raise RuleViolation("consent_expired_already")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Consent, found.record_id, expires_on=expires_on)
    return AnswerUndo(
        person.id, found.record_id, {"expires_on": found.expires_on}, {"expires_on": expires_on}
    )


def undo_answer(desk: Desk, undo: AnswerUndo) -> None:
    """The answer says again what it said before; what the person has said since is never undone.

    RuleViolation `not_allowed`, `answered_again`, `record_restricted`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    _person(desk, undo.person_id)  # refuses what may not be used
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(Consent, undo.record_id)
        now = values_of(standing) if standing is not None else {}
        if any(now.get(name) != value for name, value in undo.after.items()):
            raise RuleViolation("answered_again")
        tx.update(Consent, undo.record_id, **undo.before)


def _write(desk: Desk, person_id: str, scope: str, said: Values, day: date) -> AnswerUndo:
    """Write into the record that stands: of joined ones the latest answer would hide what is said now."""
    person = _person(desk, person_id)
    found = standing_answers(desk.store, person.id).get(scope)
    said = {**said, "answered_on": day.isoformat(), "asked_by": desk.staff.id}
    if said["state"] != WITHDRAWN:
        said["notice_version"] = NOTICE_VERSION
    record_id = found.record_id if found is not None else natural_id(person.id, scope)
    with desk.store.transaction(desk.staff.id) as tx:
        stood = tx.get(Consent, record_id)
        if stood is None:
            content: Values = dict.fromkeys(_ANSWER) | said
            tx.create(Consent(id=record_id, person=person.id, scope=scope, **content))  # type: ignore[arg-type]  # values of its fields
            # A natural key is never deleted: undone, nobody has asked.
            return AnswerUndo(person.id, record_id, {**dict.fromkeys(_ANSWER), "state": NOT_ASKED}, content)
        before = values_of(stood)
        tx.update(Consent, record_id, **said)
    return AnswerUndo(person.id, record_id, {name: before[name] for name in _ANSWER}, said)


def _person(desk: Desk, person_id: str) -> Person:
    person_id = kept_record(desk, person_id)
    person = desk.store.get(Person, person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    return person


def _told(desk: Desk, empty: ScopeAnswer, found: StandingAnswer) -> ScopeAnswer:
    return replace(
        empty,
        state=state_on(found.state, found.expires_on, desk.today()),
        counts=counts(found.state, found.expires_on, desk.today()),
        basis=found.basis,
        method=found.method,
        notice_version=found.notice_version,
        answered_on=found.answered_on,
        expires_on=found.expires_on,
        asked_by=staff_name(desk.store, found.asked_by) if found.asked_by else "",
        evidence=found.evidence,
        history=tuple(past_answers(desk.store, found)),
    )
