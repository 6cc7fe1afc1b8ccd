"""Block a person's record at their request, which can be lifted; then, as a second step, erase it for good."""

from integrhabitat_desktop.db.joined_records import same_person
from integrhabitat_desktop.db.queries.restrictions import RestrictedPerson, restricted_people
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Erasure, Person, Restriction

__all__ = ["RestrictedPerson"]

ACTIVE, LIFTED = "ACTIVE", "LIFTED"
REASONS = ("ERASE", "OBJECT", "BLOCK", "WITHDRAW")


def restrict_record(desk: Desk, person_id: str, reason: str, note: str | None = None) -> str:
    """Block a record on every computer of the centre; the id, for the undo.

    RuleViolation `not_allowed`, `person_not_found`, `blocked_already`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RESTRICT_RECORDS)
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
        standing = tx.get(Restriction, natural_id(person_id))
        if standing is not None and standing.state == ACTIVE:
            raise RuleViolation("blocked_already")
        tx.put(
            Restriction(
                id=natural_id(person_id),
                person=person_id,
                state=ACTIVE,
                reason=reason,
                note=note,
                since=desk.today().isoformat(),
                decided_by=desk.staff.id,
            )
        )
    return person_id


def lift_restriction(desk: Desk, person_id: str) -> str:
    """The record may be used again; the id, for the undo. RuleViolation `not_allowed`; StoreError."""
    return _put_state(desk, person_id, LIFTED)


def undo_lifting(desk: Desk, person_id: str) -> None:
    """The record stays blocked. RuleViolation `not_allowed`; StoreError."""
    _put_state(desk, person_id, ACTIVE)


def list_restricted(desk: Desk) -> tuple[RestrictedPerson, ...]:
    """Every blocked record. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.RESTRICT_RECORDS)
    return tuple(restricted_people(desk.store))


def erase_person(desk: Desk, person_id: str) -> None:
    """Empty a blocked record and everything about the person, here and wherever it is synced. There is no way back.

    RuleViolation `not_allowed`, `not_blocked` where the first step was not taken; StoreError.
    """
    require(desk.staff, Permission.RESTRICT_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        restriction = tx.get(Restriction, natural_id(person_id))
        if restriction is None or restriction.state != ACTIVE:
            raise RuleViolation("not_blocked")
        tx.start_group()
        for record_id in same_person(desk.store.connection, person_id):
            tx.put(
                Erasure(
                    id=natural_id(record_id),
                    person=record_id,
                    reason=restriction.reason,
                    erased_on=desk.today().isoformat(),
                    decided_by=desk.staff.id,
                )
            )


def _put_state(desk: Desk, person_id: str, state: str) -> str:
    require(desk.staff, Permission.RESTRICT_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Restriction, natural_id(person_id), state=state)
    return person_id
