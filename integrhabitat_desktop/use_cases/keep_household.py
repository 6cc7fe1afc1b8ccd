"""Households: who lives together, so that a family is checked in and visited together.

Of somebody who was registered twice each record may live somewhere: a mother whose children were noted apart, a child
of two homes. Joining the records says nothing of that; everybody of both is shown, and each household stays its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.households import (
    HouseholdPerson,
    heads_of,
    households_of,
    memberships,
    people_living_with,
    people_of_household,
)
from integrhabitat_desktop.db.queries.person_card import visit_of
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.coming_of_age import is_minor
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.check_in import VOID, check_in_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import CheckIn, Household, HouseholdMember, Person

__all__ = ["HouseholdPerson"]

ACTIVE, LEFT = "ACTIVE", "LEFT"
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Home:
    """One household of a person and everybody in it, the person too."""

    household_id: str
    people: tuple[HouseholdPerson, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a household as it stood before a change, for the undo."""

    membership_id: str
    relationship: str | None
    state: str
    since: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of a household replaced."""

    household_id: str
    stood: tuple[Membership, ...]


def household(desk: Desk, person_id: str) -> tuple[HouseholdPerson, ...]:
    """Everybody who lives with a person, the person too; empty where nobody does. RuleViolation; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    return tuple(people_living_with(desk.store, kept_record(desk, person_id), desk.today().isoformat()))


def homes(desk: Desk, person_id: str) -> tuple[Home, ...]:
    """The households of a person one by one, the newest first. RuleViolation; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    today = desk.today().isoformat()
    return tuple(
        Home(home, tuple(people_of_household(desk.store, home, today)))
        for home in households_of(desk.store, kept_record(desk, person_id))
    )


def adult_heads(desk: Desk, person_id: str, added_id: str) -> bool:
    """Whether the one who is added to a person rather heads their new household: an adult added to a minor."""
    person, added = (desk.store.get(Person, kept_record(desk, it)) for it in (person_id, added_id))
    if person is None or added is None:
        return False
    today = desk.today()
    return is_minor(person.birth_date, person.birth_precision, today) and not is_minor(
        added.birth_date, added.birth_precision, today
    )


def add_to_household(
    desk: Desk,
    person_id: str,
    added_id: str,
    relationship: str | None,
    *,
    household_id: str | None = None,
    added_is_head: bool | None = None,
) -> Moved:
    """Let somebody live with a person, in one of their households; where there is none yet, it begins with a head.

    `added_is_head` says who that is, `relationship` then what the other one is to the head. Where nobody said it, the
    adult heads, and `relationship` is that of the one who is added to the person. Whoever lived elsewhere has left
    there. RuleViolation `not_allowed`, `person_not_found`, `lives_there_already`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    store = desk.store
    person_id, added_id = kept_record(desk, person_id), kept_record(desk, added_id)
    standing, elsewhere = households_of(store, person_id), households_of(store, added_id)
    if person_id == added_id or set(standing) & set(elsewhere):
        raise RuleViolation("lives_there_already")
    with store.transaction(desk.staff.id) as tx:
        tx.start_group()
        person, added = tx.get(Person, person_id), tx.get(Person, added_id)
        if person is None or added is None:
            raise RuleViolation("person_not_found")
        places = _Places(tx, desk)
        for home in elsewhere:
            places.put_all(memberships(store, home, added_id), state=LEFT)
        if standing:
            there = household_id if household_id in standing else standing[0]
            if relationship == HEAD:
                places.put_all(heads_of(store, there), relationship=None)
            places.let_live(there, added_id, relationship)
            return Moved(there, places.stood())
        there = tx.new_id()
        tx.create(Household(id=there, neighbourhood=person.neighbourhood))
        guessed = added_is_head is None and relationship != HEAD and adult_heads(desk, person_id, added_id)
        other_heads = guessed or relationship == HEAD or bool(added_is_head)
        if relationship == HEAD or guessed:
            # It was said of the one who heads; what the other one is to them nobody said.
            relationship = None
        places.let_live(there, person_id, relationship if other_heads else HEAD)
        places.let_live(there, added_id, HEAD if other_heads else relationship)
    return Moved(there, places.stood())


def set_relationship(desk: Desk, household_id: str, person_id: str, relationship: str | None) -> Moved:
    """Say what somebody is to the head of a household. Who headed it before a new head is to be asked again.

    RuleViolation `not_allowed`, `no_household` where they do not live there; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    own = memberships(desk.store, household_id, kept_record(desk, person_id))
    if not own:
        raise RuleViolation("no_household")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        places = _Places(tx, desk)
        if relationship == HEAD:
            places.put_all(
                (it for it in heads_of(desk.store, household_id) if it not in own), relationship=None
            )
        places.put_all(own, relationship=relationship)
    return Moved(household_id, places.stood())


def leave_household(desk: Desk, person_id: str, household_id: str | None = None) -> Moved:
    """The person lives there no more, or nowhere with anybody; what it was, for the undo.

    RuleViolation `not_allowed`, `no_household`; StoreError.
    """
    require(desk.staff, Permission.EDIT_PERSON)
    person_id = kept_record(desk, person_id)
    there = households_of(desk.store, person_id)
    left = [it for it in there if household_id in (None, it)]
    if not left:
        raise RuleViolation("no_household")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        places = _Places(tx, desk)
        for home in left:
            places.put_all(memberships(desk.store, home, person_id), state=LEFT)
    return Moved(left[0], places.stood())


def undo_move(desk: Desk, moved: Moved) -> None:
    """Everybody lives where they lived before, as what they were. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.EDIT_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        for it in reversed(moved.stood):
            tx.update(
                HouseholdMember,
                it.membership_id,
                relationship=it.relationship,
                state=it.state,
                since=it.since,
            )


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


class _Places:
    """Writes places in households, and remembers how each stood."""

    def __init__(self, tx: Transaction, desk: Desk) -> None:
        self._tx, self._desk = tx, desk
        self._stood: dict[str, Membership] = {}

    def let_live(self, household_id: str, person_id: str, relationship: str | None) -> None:
        membership_id = natural_id(household_id, person_id)
        self._remember(membership_id)
        self._tx.put(
            HouseholdMember(
                id=membership_id,
                household=household_id,
                person=person_id,
                relationship=relationship,
                state=ACTIVE,
                since=self._desk.today().isoformat(),
            )
        )

    def put_all(self, membership_ids: Iterable[str], **values: Value) -> None:
        for membership_id in membership_ids:
            self._remember(membership_id)
            self._tx.update(HouseholdMember, membership_id, **values)

    def stood(self) -> tuple[Membership, ...]:
        return tuple(self._stood.values())

    def _remember(self, membership_id: str) -> None:
        there = self._tx.get(HouseholdMember, membership_id)
        # One that is new can only be ended: two computers may have made it.
        stood = (there.relationship, there.state, there.since) if there else (None, LEFT, None)
        self._stood.setdefault(membership_id, Membership(membership_id, *stood))
