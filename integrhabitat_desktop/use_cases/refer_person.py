"""Refer a person to another body: with consent, only what they agreed to share, and followed up until it is closed."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.consent_answers import standing_answers
from integrhabitat_desktop.db.queries.referrals import steps_of
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.consent_rules import GIVEN, referral_stands
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.referral_rules import (
    CONSENTED,
    DRAFT,
    REROUTED,
    SENT,
    needs_reason,
    next_statuses,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import is_guarded
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Institution, Person, Referral, ReferralStep


@dataclass(frozen=True, slots=True)
class NewReferral:
    """What is asked for; `shared_fields` are codes of `referral_field` that the person ticked one by one."""

    sector: str
    institution: str
    priority: str
    procedure: str | None = None
    reason: str | None = None
    shared_fields: tuple[str, ...] = ()
    consent_state: str = "NOT_ASKED"
    consent_method: str | None = None
    continues: str | None = None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What the undo of a step has to put back."""

    referral_id: str
    step_id: str
    status: str
    barrier: str | None
    sent_at: str | None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The referral that goes on elsewhere, and the step that ended the first one."""

    referral_id: str
    step: StepTaken


def create_referral(desk: Desk, person_id: str, new: NewReferral) -> str:
    """Write a referral and its first step; its id. It is ready to send where the person agreed, else a draft.

    RuleViolation `not_allowed`, `person_not_found`, `institution_not_found`, `nothing_shared`; ValidationFailed.
    """
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return _create_within(tx, desk, kept_record(desk, person_id), new)


def undo_referral(desk: Desk, referral_id: str) -> None:
    """Take back a referral that was just written. RuleViolation `not_allowed`, `referral_not_found`."""
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        _undo_within(tx, desk, referral_id)


def give_consent(desk: Desk, referral_id: str, shared_fields: tuple[str, ...], method: str | None) -> None:
    """The person has agreed to a draft and ticked what may be shared.

    RuleViolation `not_allowed`, `referral_not_found`, `nothing_shared`; StoreError.
    """
    require(desk.staff, Permission.REFER)
    if not shared_fields:
        raise RuleViolation("nothing_shared")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        referral = _standing(tx, desk, referral_id)
        tx.update(
            Referral,
            referral_id,
            shared_fields=" ".join(shared_fields),
            consent_state=GIVEN,
            consent_method=method,
            consented_on=desk.today().isoformat(),
        )
        if referral.status == DRAFT:
            tx.update(Referral, referral_id, status=CONSENTED)
            _note_step(tx, desk, referral, CONSENTED, None, None)


def take_step(
    desk: Desk, referral_id: str, status: str, *, barrier: str | None = None, note: str | None = None
) -> StepTaken:
    """Bring a referral to another status; the first sending starts its clock.

    RuleViolation `not_allowed`, `referral_not_found`, `step_not_possible`, `referral_without_consent`,
    `referral_consent_ended`, `reason_missing`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return _step_within(tx, desk, _standing(tx, desk, referral_id), status, barrier, note)


def undo_step(desk: Desk, taken: StepTaken) -> None:
    """Take a step back. RuleViolation `not_allowed`, `referral_not_found`; StoreError."""
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        _undo_step_within(tx, desk, taken)


def pass_on(
    desk: Desk, referral_id: str, institution_id: str, *, barrier: str | None = None, note: str | None = None
) -> PassedOn:
    """Close a referral as passed on and write the next one to another institution.

    Consent was for one recipient: the new one begins as a draft. RuleViolation as `take_step` and `create_referral`.
    """
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        referral = _standing(tx, desk, referral_id)
        if is_guarded(desk, values_of(referral)):
            # Whoever writes the next one would become its author, and read what this one says.
            raise RuleViolation("not_allowed")
        step = _step_within(tx, desk, referral, REROUTED, barrier, note)
        passed_on = NewReferral(
            sector=referral.sector,
            institution=institution_id,
            priority=referral.priority,
            procedure=referral.procedure,
            reason=referral.reason,
            continues=referral_id,
        )
        return PassedOn(_create_within(tx, desk, referral.person, passed_on), step)


def undo_passing_on(desk: Desk, passed: PassedOn) -> None:
    """It stays where it was. RuleViolation `not_allowed`, `referral_not_found`; StoreError."""
    require(desk.staff, Permission.REFER)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        _undo_within(tx, desk, passed.referral_id)
        _undo_step_within(tx, desk, passed.step)


def _undo_within(tx: Transaction, desk: Desk, referral_id: str) -> None:
    _standing(tx, desk, referral_id)
    for step in steps_of(desk.store, referral_id):
        tx.delete(ReferralStep, step.id)
    tx.delete(Referral, referral_id)


def _undo_step_within(tx: Transaction, desk: Desk, taken: StepTaken) -> None:
    _standing(tx, desk, taken.referral_id)
    tx.update(Referral, taken.referral_id, status=taken.status, barrier=taken.barrier, sent_at=taken.sent_at)
    tx.delete(ReferralStep, taken.step_id)


def require_consent(desk: Desk, referral: Referral) -> None:
    """What the person agreed to for this referral still counts.

    RuleViolation `referral_without_consent`; `referral_consent_ended` after a no to referrals at large; StoreError.
    """
    if referral.consent_state != GIVEN:
        raise RuleViolation("referral_without_consent")
    answers = standing_answers(desk.store, referral.person).values()
    if not referral_stands(referral.consent_state, referral.consented_on, answers, desk.today()):
        raise RuleViolation("referral_consent_ended")


def _create_within(tx: Transaction, desk: Desk, person_id: str, new: NewReferral) -> str:
    agreed = new.consent_state == GIVEN
    if agreed and not new.shared_fields:
        raise RuleViolation("nothing_shared")
    if tx.get(Person, person_id) is None:
        raise RuleViolation("person_not_found")
    if tx.get(Institution, new.institution) is None:
        raise RuleViolation("institution_not_found")
    today = desk.today().isoformat()
    referral = Referral(
        id=tx.new_id(),
        person=person_id,
        sector=new.sector,
        procedure=new.procedure,
        institution=new.institution,
        priority=new.priority,
        reason=new.reason,
        shared_fields=" ".join(new.shared_fields) or None,
        consent_state=new.consent_state,
        consent_method=new.consent_method,
        consented_on=today if agreed else None,
        status=CONSENTED if agreed else DRAFT,
        continues=new.continues,
        made_on=today,
        made_by=desk.staff.id,
    )
    tx.create(referral)
    _note_step(tx, desk, referral, referral.status, None, None)
    return referral.id


def _step_within(
    tx: Transaction, desk: Desk, referral: Referral, status: str, barrier: str | None, note: str | None
) -> StepTaken:
    if status not in next_statuses(referral.status):
        raise RuleViolation("step_not_possible")
    if status == SENT:
        require_consent(desk, referral)
    if needs_reason(status) and not barrier and not note:
        raise RuleViolation("reason_missing")
    sent_at = referral.sent_at or (desk.now_text() if status == SENT else None)
    tx.update(Referral, referral.id, status=status, barrier=barrier, sent_at=sent_at)
    step_id = _note_step(tx, desk, referral, status, barrier, note)
    return StepTaken(referral.id, step_id, referral.status, referral.barrier, referral.sent_at)


def _standing(tx: Transaction, desk: Desk, referral_id: str) -> Referral:
    found = tx.get(Referral, referral_id)
    if found is None:
        raise RuleViolation("referral_not_found")
    kept_record(desk, found.person)  # refuses what may not be used
    return found


def _note_step(
    tx: Transaction, desk: Desk, referral: Referral, status: str, barrier: str | None, note: str | None
) -> str:
    step = ReferralStep(
        id=tx.new_id(),
        referral=referral.id,
        person=referral.person,
        status=status,
        barrier=barrier,
        note=note,
        at=desk.now_text(),
        staff=desk.staff.id,
    )
    tx.create(step)
    return step.id
