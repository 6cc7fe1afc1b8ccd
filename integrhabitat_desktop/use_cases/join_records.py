"""Two records of one person are joined, field by field as somebody chose; they can be parted again, anywhere.

No reference moves: the joined record becomes a pointer. So it works while other computers are offline, and what they
write about the joined record belongs to the person all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from integrhabitat_desktop.db import joined_records as pointers
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.joined_people import (
    joined_to,
    pointers_of,
    records_of,
    told_apart_and_joined,
    told_apart_between,
)
from integrhabitat_desktop.db.queries.person_records import ids_of_person
from integrhabitat_desktop.db.restricted_people import is_restricted
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.domain.pointers import leading_to
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import (
    may_see_protection,
    may_see_record,
    sensitive_ended,
    unseen_fields,
)
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.taken_values import (
    JOINED,
    PARTED,
    Before,
    TakenValues,
    next_place,
    read_before,
    unit_of,
    written,
)
from integrhabitat_desktop.use_cases.undo_log import RecordChange, UndoLog, take_back
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Values, values_of
from integrhabitat_protocol.record_types import Person, PersonMerge, PersonPair

__all__ = ["JOINED", "PARTED"]

DIFFERENT, OPEN = "DIFFERENT", "OPEN"
# Chosen together with the birth date.
_NOT_ALONE = frozenset(["birth_precision"])
_GUARDED, _OF_COORDINATORS = frozenset(["need", "person_note"]), frozenset(["restriction", "erasure"])


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One of two records: its values, and how many records of each kind belong to it."""

    person_id: str
    values: Values
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side; `differing` are the fields to choose, `equal` those that say the same."""

    first: RecordSide
    second: RecordSide
    differing: tuple[str, ...]
    equal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinedRecord:
    """A record that was joined. `later` is what was filled in there afterwards, by somebody who did not know, and
    does not stand in the record that is kept. `disputed` where somebody else, who did not know, told it apart.
    """

    person_id: str
    name: str
    joined_on: str | None
    later: Values
    disputed: bool = False


def compare_records(desk: Desk, first_id: str, second_id: str) -> Comparison:
    """Two people as they stand. RuleViolation `not_allowed`, `person_not_found`, `same_record`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    first_id, second_id = (kept_record(desk, person) for person in (first_id, second_id))
    if first_id == second_id:
        raise RuleViolation("same_record")
    return side_by_side(desk, first_id, second_id)


def side_by_side(desk: Desk, first_id: str, second_id: str) -> Comparison:
    """Exactly these two records, joined or not. RuleViolation `person_not_found`; StoreError."""
    first, second = (_side(desk, it) for it in (first_id, second_id))
    names = [name for name in Person.TYPE.field_names if name not in _NOT_ALONE]
    told = [name for name in names if first.values[name] is not None or second.values[name] is not None]
    differing = tuple(
        name for name in told if any(first.values[it] != second.values[it] for it in unit_of(name))
    )
    return Comparison(first, second, differing, tuple(name for name in told if name not in differing))


def join_records(desk: Desk, kept_id: str, joined_id: str, from_joined: frozenset[str]) -> str:
    """Join `joined_id` to `kept_id`; the fields `from_joined` take the value of the joined record. Gives its id.

    RuleViolation `not_allowed`, `person_not_found`, `same_record`; StoreError.
    """
    require(desk.staff, Permission.JOIN_RECORDS)
    kept_id, joined_id = kept_record(desk, kept_id), kept_record(desk, joined_id)
    if kept_id == joined_id:
        raise RuleViolation("same_record")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        kept, joined = tx.get(Person, kept_id), tx.get(Person, joined_id)
        if kept is None or joined is None:
            raise RuleViolation("person_not_found")
        theirs = values_of(joined)
        taken = sorted(from_joined | _unseen_gaps(desk, values_of(kept), theirs, joined_id))
        chosen = {name: theirs[name] for field in taken for name in unit_of(field)}
        before = Before(
            kept=values_of(kept),
            joined=theirs,
            chosen=chosen,
            place=next_place(desk.store, kept_id),
            reopened=told_apart_between(desk.store, kept_id, joined_id),
        )
        for pair in before.reopened:
            tx.update(PersonPair, pair, state=OPEN)
        if chosen:
            tx.update(Person, kept_id, **chosen)
        tx.put(
            PersonMerge(
                id=natural_id(joined_id),
                person=joined_id,
                survivor=kept_id,
                state=JOINED,
                before=written(before),
                joined_on=desk.today().isoformat(),
                joined_by=desk.staff.id,
            )
        )
    return joined_id


def part_records(desk: Desk, joined_id: str) -> tuple[RecordChange, ...]:
    """Part a joined record again; fields that were taken from it go back where nobody changed them since.

    Two records that were joined both ways, on two computers, are parted both ways. Gives what was changed, for the
    undo. RuleViolation `not_allowed`, `record_gone`, `record_restricted` while either is blocked; StoreError.
    """
    require(desk.staff, Permission.JOIN_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        merge = tx.get(PersonMerge, natural_id(joined_id))
        if merge is None or merge.state != JOINED:
            raise RuleViolation("record_gone")
        with store_errors():
            kept_id = pointers.kept_record(desk.store.connection, joined_id)
        return part_within(tx, desk, joined_id, merge.survivor if kept_id == joined_id else kept_id)


def part_within(tx: Transaction, desk: Desk, person_id: str, other_id: str) -> tuple[RecordChange, ...]:
    """The same inside a transaction that does more: the first of two records stands alone, or with its own."""
    with store_errors():
        if is_restricted(desk.store.connection, person_id):
            # Alone again, one of the two would be found.
            raise RuleViolation("record_restricted")
    log = UndoLog(tx)
    taken = TakenValues(desk.store, tx, log)
    for pointer in sorted(leading_to(pointers_of(desk.store, person_id), person_id, other_id)):
        merge = tx.get(PersonMerge, natural_id(pointer))
        if merge is None:
            continue
        log.update(PersonMerge, merge.id, state=PARTED)
        taken.give_back(merge)
        for pair_id in read_before(merge.before).reopened:
            pair = tx.get(PersonPair, pair_id)
            if pair is not None and pair.state == OPEN:
                log.update(PersonPair, pair_id, state=DIFFERENT)
    return log.changes()


def undo_parting(desk: Desk, changes: tuple[RecordChange, ...]) -> None:
    """They are one person after all. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        take_back(tx, changes)


def tell_apart(desk: Desk, first_id: str, second_id: str) -> str:
    """They are two people; the id of the decision. RuleViolation `not_allowed`, `same_record`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    if first_id == second_id:
        raise RuleViolation("same_record")
    first, second = _ordered(first_id, second_id)
    with desk.store.transaction(desk.staff.id) as tx:
        pair = PersonPair(
            id=natural_id(first, second),
            first=first,
            second=second,
            state=DIFFERENT,
            decided_on=desk.today().isoformat(),
            decided_by=desk.staff.id,
        )
        tx.put(pair)
    return pair.id


def undo_telling_apart(desk: Desk, pair_id: str) -> None:
    """Nobody has decided about the two after all. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(PersonPair, pair_id, state=OPEN)


def joined_records(desk: Desk, person_id: str) -> tuple[JoinedRecord, ...]:
    """The records that were joined to a person's, for their file. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    kept = desk.store.get(Person, kept_record(desk, person_id))
    standing = values_of(kept) if kept is not None else {}
    found = []
    hidden = unseen_fields(desk, "person", person_id)
    rows = joined_to(desk.store, person_id)
    apart = (
        {end for it in told_apart_and_joined(desk.store) for end in (it.first, it.second)} if rows else set()
    )
    for row in rows:
        record = desk.store.get(Person, row.person)
        if record is None:
            continue
        now, then = values_of(record), read_before(row.before).joined
        later: Values = {
            name: value
            for name, value in now.items()
            # What was emptied there is no reason to empty it here.
            if then
            and value is not None
            and name not in hidden
            and value not in (then.get(name), standing.get(name))
        }
        found.append(JoinedRecord(row.person, record.name, row.joined_on, later, row.person in apart))
    return tuple(found)


def _side(desk: Desk, person_id: str) -> RecordSide:
    person = desk.store.get(Person, person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    hidden = unseen_fields(desk, "person", person_id)
    values = {name: None if name in hidden else value for name, value in values_of(person).items()}
    return RecordSide(person_id, values, _told_counts(desk, person_id))


def _told_counts(desk: Desk, person_id: str) -> dict[str, int]:
    """How many records of each kind name a record; that there is one the role may not see is not told either."""
    counts = records_of(desk.store, person_id)
    if not allowed(desk.staff.role, Permission.RESTRICT_RECORDS):
        counts = {name: count for name, count in counts.items() if name not in _OF_COORDINATORS}
    ended = sensitive_ended(desk, person_id) and not may_see_protection(desk)
    for name in _GUARDED.intersection(counts):
        cls = CATALOGUE[name].cls
        records = [desk.store.get(cls, it) for it in ids_of_person(desk.store, name, person_id)]
        own = [told for it in records if it is not None and (told := values_of(it))["person"] == person_id]
        seen = sum(may_see_record(desk, name, told) for told in own)
        counts[name] = 0 if ended and name == "need" else seen
    return {name: count for name, count in counts.items() if count}


def _unseen_gaps(desk: Desk, kept: Values, theirs: Values, joined_id: str) -> frozenset[str]:
    """What nobody here may look at and only the joined record says: it is not lost by joining."""
    hidden = unseen_fields(desk, "person", joined_id)
    return frozenset(name for name in hidden if kept[name] is None and theirs[name] is not None)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
