"""Block a person's record at their request: the first of the two steps of an erasure, and reversible."""

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.restrictions import RestrictedPerson, restricted_people
from integrhabitat_desktop.db.restricted_people import is_restricted
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Person, Restriction

__all__ = ["RestrictedPerson"]

ACTIVE, LIFTED = "ACTIVE", "LIFTED"
REASONS = ("ERASE", "OBJECT", "BLOCK", "WITHDRAW")


def require_unrestricted(desk: Desk, person_id: str) -> None:
    """RuleViolation `record_restricted` for a blocked record, unless the role decides about such; StoreError."""
    if allowed(desk.staff.role, Permission.RESTRICT_RECORDS):
        return
    with store_errors():
        restricted = is_restricted(desk.store.connection, person_id)
    if restricted:
        raise RuleViolation("record_restricted")


def restrict_record(desk: Desk, person_id: str, reason: str, note: str | None = None) -> str:
    """Block a record on every computer of the centre; the id, for the undo.

    RuleViolation `not_allowed`, `person_not_found`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.RESTRICT_RECORDS)
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
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


def _put_state(desk: Desk, person_id: str, state: str) -> str:
    require(desk.staff, Permission.RESTRICT_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Restriction, natural_id(person_id), state=state)
    return person_id
