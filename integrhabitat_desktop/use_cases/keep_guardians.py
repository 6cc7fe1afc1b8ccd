"""Who answers for a child or adolescent. Without an adult nobody is turned away: it is pointed out at the desk."""

from integrhabitat_desktop.db.queries.guardians import Guardian, guardians_of
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import GuardianLink, Person

__all__ = ["Guardian"]

ACTIVE, ENDED = "ACTIVE", "ENDED"


def guardians(desk: Desk, minor_id: str) -> tuple[Guardian, ...]:
    """The adults who answer for a child. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    return tuple(guardians_of(desk.store, kept_record(desk, minor_id)))


def add_guardian(
    desk: Desk, minor_id: str, adult_id: str, relationship: str | None, evidence: str | None = None
) -> str:
    """An adult answers for a child; the id of the link.

    RuleViolation `not_allowed`, `person_not_found`, `guardian_is_minor`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    minor_id, adult_id = kept_record(desk, minor_id), kept_record(desk, adult_id)
    if minor_id == adult_id:
        raise RuleViolation("guardian_is_minor")
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, minor_id) is None or tx.get(Person, adult_id) is None:
            raise RuleViolation("person_not_found")
        link = GuardianLink(
            id=natural_id(minor_id, adult_id),
            minor=minor_id,
            adult=adult_id,
            relationship=relationship,
            evidence=evidence,
            state=ACTIVE,
        )
        tx.put(link)
    return link.id


def end_guardian(desk: Desk, link_id: str) -> str:
    """The adult answers for the child no more; the id, for the undo. RuleViolation `not_allowed`; StoreError."""
    return _put_state(desk, link_id, ENDED)


def undo_ending(desk: Desk, link_id: str) -> None:
    """The adult still answers for the child. RuleViolation `not_allowed`; StoreError."""
    _put_state(desk, link_id, ACTIVE)


def _put_state(desk: Desk, link_id: str, state: str) -> str:
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(GuardianLink, link_id, state=state)
    return link_id
