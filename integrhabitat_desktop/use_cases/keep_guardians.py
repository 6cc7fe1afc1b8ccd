"""Who answers for a child or adolescent. Without an adult nobody is turned away: it is pointed out at the desk.

Whoever may still be a minor, as far as their birth date is known, answers for nobody. Of whom no date was asked the
desk sees that they are grown up.
"""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.guardians import Guardian, guardians_of, links_between
from integrhabitat_desktop.domain.coming_of_age import is_minor
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import GuardianLink, Person

__all__ = ["Guardian"]

ACTIVE, ENDED = "ACTIVE", "ENDED"


@dataclass(frozen=True, slots=True)
class GuardianAdded:
    """For the undo: the link, and what it said where it had ended before."""

    link_id: str
    relationship: str | None = None
    evidence: str | None = None


def guardians(desk: Desk, minor_id: str) -> tuple[Guardian, ...]:
    """The adults who answer for a child. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    return tuple(guardians_of(desk.store, kept_record(desk, minor_id)))


def needs_guardian(desk: Desk, person_id: str) -> bool:
    """Whether somebody has to answer for a person: until they come of age. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    person = desk.store.get(Person, kept_record(desk, person_id))
    return person is not None and is_minor(person.birth_date, person.birth_precision, desk.today())


def add_guardian(
    desk: Desk, minor_id: str, adult_id: str, relationship: str | None, evidence: str | None = None
) -> GuardianAdded:
    """An adult answers for a child.

    RuleViolation `not_allowed`, `person_not_found`, `guardian_is_minor`, `guardian_recorded`; ValidationFailed,
    StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    minor_id, adult_id = kept_record(desk, minor_id), kept_record(desk, adult_id)
    if minor_id == adult_id:
        raise RuleViolation("guardian_is_minor")
    with desk.store.transaction(desk.staff.id) as tx:
        adult = tx.get(Person, adult_id)
        if tx.get(Person, minor_id) is None or adult is None:
            raise RuleViolation("person_not_found")
        if is_minor(adult.birth_date, adult.birth_precision, desk.today()):
            raise RuleViolation("guardian_is_minor")
        if links_between(desk.store, minor_id, adult_id):
            raise RuleViolation("guardian_recorded")
        link_id = natural_id(minor_id, adult_id)
        ended = tx.get(GuardianLink, link_id)
        tx.put(
            GuardianLink(
                id=link_id,
                minor=minor_id,
                adult=adult_id,
                relationship=relationship,
                evidence=evidence,
                state=ACTIVE,
            )
        )
    if ended is None:
        return GuardianAdded(link_id)
    return GuardianAdded(link_id, ended.relationship, ended.evidence)


def undo_adding(desk: Desk, added: GuardianAdded) -> None:
    """The adult does not answer for the child; a link that had ended says again what it said.

    RuleViolation `not_allowed`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(
            GuardianLink,
            added.link_id,
            relationship=added.relationship,
            evidence=added.evidence,
            state=ENDED,
        )


def end_guardian(desk: Desk, link_id: str) -> tuple[str, ...]:
    """The adult answers for the child no more, whichever of their records says so; the ids, for the undo.

    RuleViolation `not_allowed`, `record_gone`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    link = desk.store.get(GuardianLink, link_id)
    if link is None:
        raise RuleViolation("record_gone")
    link_ids = tuple(links_between(desk.store, link.minor, link.adult))
    _put_state(desk, link_ids, ENDED)
    return link_ids


def undo_ending(desk: Desk, link_ids: tuple[str, ...]) -> None:
    """The adult still answers for the child. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    _put_state(desk, link_ids, ACTIVE)


def _put_state(desk: Desk, link_ids: tuple[str, ...], state: str) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        for link_id in link_ids:
            tx.update(GuardianLink, link_id, state=state)
