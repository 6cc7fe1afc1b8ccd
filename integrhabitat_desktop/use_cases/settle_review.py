"""Decisions that the hub left to people: list them in plain facts, settle them, take a settlement back."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries.households import members_of
from integrhabitat_desktop.db.queries.record_names import RecordName, name_of_record, staff_name
from integrhabitat_desktop.db.queries.reviews import open_reviews, settled_reviews
from integrhabitat_desktop.db.restricted_people import anybody_blocked, restricted_among
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import (
    hidden_fields,
    may_see_protection,
    may_see_record,
    sensitive_ended,
    sensitive_fields,
)
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.erasing import PERSON_FIELDS, people_named
from integrhabitat_protocol.record_type import RecordType, Value, Values, record_from_values, values_of
from integrhabitat_protocol.record_types import Review

__all__ = ["Decision", "Decisions", "RecordName", "Settled", "Side"]

KEEP, USE_OTHER = "KEEP_CURRENT", "USE_OTHER"
# From anybody else the hub would not take the other value.
_DECIDED_WITH = {
    "staff_account": Permission.MANAGE_STAFF,
    "restriction": Permission.RESTRICT_RECORDS,
    "erasure": Permission.RESTRICT_RECORDS,
}
_fields_of = msgspec.json.Decoder(dict[str, Value]).decode


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two values: fields of the group, who wrote them when, and whether on this computer."""

    values: Values
    author: str
    written_at: str | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """One review in facts. `kind` is a code of `review_kind`, `fields` the names of the fields that clash."""

    review_id: str
    record_type: str
    kind: str
    name: RecordName
    fields: tuple[str, ...]
    before: Values
    stands: Side
    other: Side
    choice: str | None
    settled_by: str
    settled_at: str | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Those to take, the oldest first, and the last ones taken; `for_others` are open ones this role may not see."""

    open: tuple[Decision, ...]
    settled: tuple[Decision, ...]
    for_others: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What an undo has to put back: the fields as they stood, or the whole record that was deleted or made."""

    review_id: str
    fields: Values | None = None
    deleted: Values | None = None
    created: bool = False


def list_decisions(desk: Desk) -> Decisions:
    """What the conflict desk shows. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.SETTLE_REVIEWS)
    waiting = open_reviews(desk.store)
    shown = tuple(_decision(desk, review) for review in _visible(desk, waiting))
    return Decisions(
        shown,
        tuple(_decision(desk, review) for review in _visible(desk, settled_reviews(desk.store))),
        len(waiting) - len(shown),
    )


def _visible(desk: Desk, all_of_them: Sequence[Review]) -> list[Review]:
    """Without what the role may not decide or see, and without blocked people unless it decides about such."""
    reviews = [it for it in all_of_them if _may_decide(desk, it)]
    if allowed(desk.staff.role, Permission.RESTRICT_RECORDS):
        return reviews
    about = {it.id: _people_of(desk, it) for it in reviews}
    with store_errors():
        hidden = restricted_among(
            desk.store.connection, {person for people in about.values() for person in people}
        )
        careful = anybody_blocked(desk.store.connection)
    # While somebody is blocked it may be theirs whatever was deleted and cannot be told whose it was.
    return [
        it
        for it in reviews
        if hidden.isdisjoint(about[it.id])
        and not (careful and not about[it.id] and PERSON_FIELDS.get(it.record_type))
    ]


def _may_decide(desk: Desk, review: Review) -> bool:
    needed = _DECIDED_WITH.get(review.record_type)
    if needed is not None and not allowed(desk.staff.role, needed):
        return False
    versions = _versions(review)
    told = [*_standing(desk, review), *versions]
    whole = {name: value for values in told for name, value in values.items()}
    shown = {name for values in versions for name in values}
    if _is_sensitive(review, shown) and _have_withdrawn(desk, review):
        return False
    return hidden_fields(desk, review.record_type).isdisjoint(shown) and all(
        may_see_record(desk, review.record_type, {**whole, **values}) for values in told
    )


def _have_withdrawn(desk: Desk, review: Review) -> bool:
    """Whether only protection staff reads on, as in the file."""
    people = _people_of(desk, review)
    return not may_see_protection(desk) and any(sensitive_ended(desk, person) for person in people)


def _is_sensitive(review: Review, shown: set[str]) -> bool:
    return review.record_type == "need" or not shown.isdisjoint(sensitive_fields(review.record_type))


def _versions(review: Review) -> list[Values]:
    described = CATALOGUE.get(review.record_type)
    return [_known(described, it) for it in (review.base, review.current, review.other)]


def _standing(desk: Desk, review: Review) -> list[Values]:
    described = CATALOGUE.get(review.record_type)
    record = desk.store.get(described.cls, review.record_id) if described is not None else None
    return [values_of(record)] if record is not None else []


def _people_of(desk: Desk, review: Review) -> set[str]:
    # Of a deleted record nothing but the review itself tells whose it was.
    told = [*_versions(review), *_standing(desk, review)]
    named = (people_named(review.record_type, review.record_id, values) for values in told)
    # A household names nobody, and where somebody lives is about each who lives there.
    at_home = members_of(desk.store, review.record_id) if review.record_type == "household" else []
    return set(at_home).union(*named)


def settle(desk: Desk, review_id: str, choice: str) -> Settled:
    """Settle a review with a code of `review_choice`: the edit and the settlement travel in one change group.

    Raises RuleViolation `not_allowed`, `review_not_found`, `review_settled`; StoreError.
    """
    require(desk.staff, Permission.SETTLE_REVIEWS)
    with desk.store.transaction(desk.staff.id) as tx:
        review = tx.get(Review, review_id)
        if review is None or not _visible(desk, [review]):
            raise RuleViolation("review_not_found")
        if review.state != "OPEN":
            raise RuleViolation("review_settled")
        tx.start_group()
        settled = _use_other(tx, review) if choice == USE_OTHER else Settled(review_id)
        tx.update(
            Review,
            review_id,
            state="SETTLED",
            choice=choice,
            settled_by=desk.staff.id,
            settled_at=desk.now_text(),
        )
    return settled


def undo_settlement(desk: Desk, settled: Settled) -> None:
    """Open the review again and put the record back as it stood before. RuleViolation, StoreError."""
    require(desk.staff, Permission.SETTLE_REVIEWS)
    with desk.store.transaction(desk.staff.id) as tx:
        review = tx.get(Review, settled.review_id)
        if review is None or not _visible(desk, [review]):
            raise RuleViolation("review_not_found")
        described = CATALOGUE[review.record_type]
        tx.start_group()
        if settled.created:
            tx.delete(described.cls, review.record_id)
        elif settled.deleted is not None:
            tx.create(record_from_values(described.cls, review.record_id, settled.deleted))
        elif settled.fields:
            tx.update(described.cls, review.record_id, **settled.fields)
        tx.update(Review, settled.review_id, state="OPEN", choice=None, settled_by=None, settled_at=None)


def _use_other(tx: Transaction, review: Review) -> Settled:
    described = CATALOGUE[review.record_type]
    standing = tx.get(described.cls, review.record_id)
    wanted = _known(described, review.other)
    if review.kind == "EDITED_THEN_DELETED":
        if standing is None:
            return Settled(review.id)
        tx.delete(described.cls, review.record_id)
        return Settled(review.id, deleted=values_of(standing))
    if standing is None:
        content = dict.fromkeys(described.field_names) | _known(described, review.base) | wanted
        tx.create(record_from_values(described.cls, review.record_id, content))
        return Settled(review.id, created=True)
    fixed = described.natural_key or ()
    changed = {name: value for name, value in wanted.items() if name not in fixed}
    before = values_of(standing)
    tx.update(described.cls, review.record_id, **changed)
    return Settled(review.id, fields={name: before.get(name) for name in changed})


def _decision(desk: Desk, review: Review) -> Decision:
    described = CATALOGUE.get(review.record_type)
    before, stands, other = _versions(review)
    fields = [
        name
        for name in (described.field_names if described else ())
        if (name in stands or name in other)
        and stands.get(name) != other.get(name)
        # Follows from the number beside it; nobody decides about it.
        and not name.endswith("_key")
    ]
    here = desk.store.meta.text(MetaKey.PREFIX)
    return Decision(
        review_id=review.id,
        record_type=review.record_type,
        kind=review.kind,
        name=name_of_record(desk.store, review.record_type, review.record_id),
        fields=tuple(fields),
        before=before,
        stands=Side(
            stands, _author(desk, review.current_author), review.current_at, review.current_device == here
        ),
        other=Side(other, _author(desk, review.other_author), review.other_at, review.other_device == here),
        choice=review.choice,
        settled_by=_author(desk, review.settled_by),
        settled_at=review.settled_at,
    )


def _author(desk: Desk, staff_id: str | None) -> str:
    return staff_name(desk.store, staff_id) if staff_id else ""


def _known(described: RecordType | None, text: str | None) -> Values:
    """The fields of a JSON object that this version knows."""
    if described is None or not text:
        return {}
    found = _fields_of(text)
    return {name: value for name, value in found.items() if name in described.by_name}
