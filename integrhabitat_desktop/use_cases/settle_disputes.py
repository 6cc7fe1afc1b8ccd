"""Pairs that one person joined and another one told apart, neither knowing of the other: somebody decides once more.

Both decisions stand until then, on every computer; whoever decides first settles it for all.
"""

from dataclasses import dataclass

from integrhabitat_desktop.db import joined_records as pointers
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.joined_people import ToldApart, pointers_of, told_apart_and_joined
from integrhabitat_desktop.db.queries.record_names import staff_name
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.pointers import leading_to
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import (
    DIFFERENT,
    OPEN,
    Comparison,
    part_within,
    side_by_side,
)
from integrhabitat_desktop.use_cases.undo_log import RecordChange
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Person, PersonMerge, PersonPair


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided, and on which ISO day; "" and None where that is not known."""

    by: str
    on: str | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two records side by side, and the two decisions about them."""

    pair_id: str
    comparison: Comparison
    joined: Decided
    told_apart: Decided


def disputes(desk: Desk) -> tuple[Dispute, ...]:
    """The pairs to decide once more, without blocked people. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    pairs = told_apart_and_joined(desk.store)
    with store_errors():
        hidden = restricted_among(
            desk.store.connection, {end for it in pairs for end in (it.first, it.second)}
        )
    return tuple(
        _dispute(desk, it)
        for it in pairs
        if hidden.isdisjoint((it.first, it.second))
        and all(desk.store.get(Person, end) is not None for end in (it.first, it.second))
    )


def how_many_disputes(desk: Desk) -> int:
    """How many pairs are to decide once more. RuleViolation `not_allowed`; StoreError."""
    return len(disputes(desk))


def settle_as_one(desk: Desk, pair_id: str) -> str:
    """It is one person: they stay joined. Gives the id of the pair. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(PersonPair, pair_id, state=OPEN)
    return pair_id


def undo_settling_as_one(desk: Desk, pair_id: str) -> None:
    """It is open again which decision counts. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.JOIN_RECORDS)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(PersonPair, pair_id, state=DIFFERENT)


def settle_as_two(desk: Desk, pair_id: str) -> tuple[RecordChange, ...]:
    """They are two people: they are parted. Gives the changes, for `undo_parting`.

    RuleViolation `not_allowed`, `record_gone` where it was settled meanwhile, `record_restricted`; StoreError.
    """
    require(desk.staff, Permission.JOIN_RECORDS)
    pair = next((it for it in told_apart_and_joined(desk.store) if it.pair_id == pair_id), None)
    if pair is None:
        raise RuleViolation("record_gone")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return part_within(tx, desk, *_later_and_other(desk, pair))


def _later_and_other(desk: Desk, pair: ToldApart) -> tuple[str, str]:
    """Which of the two stands alone: not the record that is kept; of two that are not, the one joined last."""
    with store_errors():
        kept = pointers.kept_record(desk.store.connection, pair.first)
    ends = sorted((pair.first, pair.second), key=lambda it: (it != kept, _joined_on(desk, it), it))
    return ends[1], ends[0]


def _joined_on(desk: Desk, person_id: str) -> str:
    merge = desk.store.get(PersonMerge, natural_id(person_id))
    return (merge.joined_on if merge is not None else None) or ""


def _dispute(desk: Desk, pair: ToldApart) -> Dispute:
    holding = leading_to(pointers_of(desk.store, pair.first), *_later_and_other(desk, pair))
    merges = [desk.store.get(PersonMerge, natural_id(it)) for it in sorted(holding)]
    last = max((it for it in merges if it is not None), key=lambda it: it.joined_on or "", default=None)
    joined = _decided(desk, last.joined_by, last.joined_on) if last is not None else Decided("", None)
    return Dispute(
        pair.pair_id,
        side_by_side(desk, pair.first, pair.second),
        joined,
        _decided(desk, pair.decided_by, pair.decided_on),
    )


def _decided(desk: Desk, staff_id: str | None, on: str | None) -> Decided:
    return Decided(staff_name(desk.store, staff_id) if staff_id else "", on)
