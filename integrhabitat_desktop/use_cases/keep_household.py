"""Households: who lives together, so that a family is checked in and visited together."""

from collections.abc import Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.households import (
    HouseholdPerson,
    household_of,
    memberships,
    people_of_household,
)
from integrhabitat_desktop.db.queries.person_card import visit_of
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.check_in import VOID, check_in_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import CheckIn, Household, HouseholdMember, Person

__all__ = ["HouseholdPerson"]

ACTIVE, LEFT = "ACTIVE", "LEFT"
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Moved:
    """What adding somebody changed, for the undo: the membership made, and the ids of those that ended for it."""

    person_id: str
    household_id: str
    household_is_new: bool
    left: tuple[str, ...]


def household(desk: Desk, person_id: str) -> tuple[HouseholdPerson, ...]:
    """Everybody of the person's household, the person too; empty where they have none. RuleViolation; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    found = household_of(desk.store, kept_record(desk, person_id))
    if found is None:
        return ()
    return tuple(people_of_household(desk.store, found, desk.today().isoformat()))


def add_to_household(desk: Desk, person_id: str, added_id: str, relationship: str | None) -> Moved:
    """Let somebody live with a person; where that one has no household yet, it begins with them as its head.

    Whoever lived elsewhere has left there. RuleViolation `not_allowed`, `person_not_found`, `lives_there_already`;
    ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    store = desk.store
    person_id, added_id = kept_record(desk, person_id), kept_record(desk, added_id)
    standing, elsewhere = household_of(store, person_id), household_of(store, added_id)
    if person_id == added_id or (standing is not None and standing == elsewhere):
        raise RuleViolation("lives_there_already")
    left = memberships(store, elsewhere, added_id) if elsewhere is not None else ()
    with store.transaction(desk.staff.id) as tx:
        tx.start_group()
        person, added = tx.get(Person, person_id), tx.get(Person, added_id)
        if person is None or added is None:
            raise RuleViolation("person_not_found")
        household_id = standing or tx.new_id()
        if standing is None:
            tx.create(Household(id=household_id, neighbourhood=person.neighbourhood))
            _let_live(tx, desk, household_id, person_id, HEAD)
        for membership in left:
            tx.update(HouseholdMember, membership, state=LEFT)
        _let_live(tx, desk, household_id, added_id, relationship)
    return Moved(added_id, household_id, standing is None, left)


def undo_adding(desk: Desk, moved: Moved) -> None:
    """Take an adding back. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        tx.update(HouseholdMember, natural_id(moved.household_id, moved.person_id), state=LEFT)
        for membership in moved.left:
            tx.update(HouseholdMember, membership, state=ACTIVE)
        if moved.household_is_new:
            for member in people_of_household(desk.store, moved.household_id, ""):
                tx.update(HouseholdMember, natural_id(moved.household_id, member.person.id), state=LEFT)


def leave_household(desk: Desk, person_id: str) -> tuple[str, ...]:
    """The person lives there no more; the memberships that ended, for the undo.

    RuleViolation `not_allowed`, `no_household`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    person_id = kept_record(desk, person_id)
    household_id = household_of(desk.store, person_id)
    if household_id is None:
        raise RuleViolation("no_household")
    left = memberships(desk.store, household_id, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        for membership in left:
            tx.update(HouseholdMember, membership, state=LEFT)
    return left


def return_to_household(desk: Desk, left: Sequence[str]) -> None:
    """Take a leaving back. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        for membership in left:
            tx.update(HouseholdMember, membership, state=ACTIVE)


def check_in_together(desk: Desk, people: Sequence[str]) -> tuple[str, ...]:
    """Record a visit of each who is not here yet, all or none; the ids, for the undo.

    RuleViolation `not_allowed`, `person_not_found`, and `already_here` where everybody is.
    """
    require(desk.staff, Permission.CHECK_IN)
    day = desk.today().isoformat()
    with desk.store.transaction(desk.staff.id) as tx:
        made = []
        for person_id in dict.fromkeys(kept_record(desk, person) for person in people):
            if tx.get(Person, person_id) is None:
                raise RuleViolation("person_not_found")
            if visit_of(desk.store, person_id, day) is None:
                made.append(check_in_within(tx, desk, person_id))
        if not made:
            raise RuleViolation("already_here")
    return tuple(made)


def undo_check_ins(desk: Desk, check_ins: Sequence[str]) -> None:
    """Take several check-ins back at once. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    with desk.store.transaction(desk.staff.id) as tx:
        for check_in_id in check_ins:
            tx.update(CheckIn, check_in_id, state=VOID)


def _let_live(
    tx: Transaction, desk: Desk, household_id: str, person_id: str, relationship: str | None
) -> None:
    tx.put(
        HouseholdMember(
            id=natural_id(household_id, person_id),
            household=household_id,
            person=person_id,
            relationship=relationship,
            state=ACTIVE,
            since=desk.today().isoformat(),
        )
    )
