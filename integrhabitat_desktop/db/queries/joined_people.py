"""Reads which records were joined, and which pairs somebody decided about."""

from dataclasses import dataclass

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import SAME_PERSON, kept_record, kept_records
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE

_JOINED = f"""
SELECT person, before, joined_on FROM person_merge
WHERE person IN {SAME_PERSON} AND state = 'JOINED' AND gone = 0 ORDER BY joined_on, person
"""  # noqa: S608 - constants
_DIRECTLY = """
SELECT person, before, joined_on FROM person_merge
WHERE survivor = ? AND state = 'JOINED' AND gone = 0 ORDER BY person
"""
_POINTERS = f"""
SELECT person, survivor FROM person_merge
WHERE person IN {SAME_PERSON} AND state = 'JOINED' AND gone = 0 ORDER BY person
"""  # noqa: S608 - constants
_DIFFERENT = "SELECT first, second FROM person_pair WHERE state = 'DIFFERENT' AND gone = 0"
_BETWEEN = f"""
SELECT id FROM person_pair WHERE state = 'DIFFERENT' AND gone = 0
    AND (first IN {SAME_PERSON} AND second IN {SAME_PERSON.replace(":person", ":other")}
        OR second IN {SAME_PERSON} AND first IN {SAME_PERSON.replace(":person", ":other")})
ORDER BY id
"""  # noqa: S608 - constants
_TOLD_APART = """
SELECT id, first, second, decided_on, decided_by FROM person_pair WHERE state = 'DIFFERENT' AND gone = 0 ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A record that points to another one; `before` is JSON, see PersonMerge."""

    person: str
    before: str | None
    joined_on: str | None


@dataclass(frozen=True, slots=True)
class ToldApart:
    """Two records of which somebody said that they are of two people."""

    pair_id: str
    first: str
    second: str
    decided_on: str | None
    decided_by: str | None


def joined_to(store: Store, person_id: str) -> list[JoinedRow]:
    """The records that were joined to a person's, without the one that is kept. StoreError."""
    with store_errors():
        kept = kept_record(store.connection, person_id)
    rows = [JoinedRow(*row) for row in store.fetch(_JOINED, {"person": person_id})]
    return [row for row in rows if row.person != kept]


def joined_directly_to(store: Store, survivor_id: str) -> list[JoinedRow]:
    """The records that point to exactly this one. StoreError."""
    return [JoinedRow(*row) for row in store.fetch(_DIRECTLY, (survivor_id,))]


def pointers_of(store: Store, person_id: str) -> list[tuple[str, str]]:
    """Which record of a person points to which. StoreError."""
    return [(row[0], row[1]) for row in store.fetch(_POINTERS, {"person": person_id})]


def different_pairs(store: Store) -> set[tuple[str, str]]:
    """The pairs of people who are two, the smaller id first; of joined records the ones that are kept. StoreError."""
    pairs = [(row[0], row[1]) for row in store.fetch(_DIFFERENT)]
    with store_errors():
        kept = kept_records(store.connection, {person for pair in pairs for person in pair})
    standing = ((kept.get(first, first), kept.get(second, second)) for first, second in pairs)
    return {(min(pair), max(pair)) for pair in standing if pair[0] != pair[1]}


def told_apart_between(store: Store, person_id: str, other_id: str) -> list[str]:
    """The ids of the pairs by which any records of these two were told apart. StoreError."""
    return [row[0] for row in store.fetch(_BETWEEN, {"person": person_id, "other": other_id})]


def told_apart_and_joined(store: Store) -> list[ToldApart]:
    """The pairs that one person told apart and another one joined, neither knowing of the other. StoreError."""
    pairs = [ToldApart(*row) for row in store.fetch(_TOLD_APART)]
    with store_errors():
        kept = kept_records(store.connection, {person for it in pairs for person in (it.first, it.second)})
    return [it for it in pairs if kept.get(it.first, it.first) == kept.get(it.second, it.second)]


def records_of(store: Store, person_id: str) -> dict[str, int]:
    """How many live records of each kind name exactly this record as their person. StoreError."""
    counts = {}
    for described in CATALOGUE.values():
        if "person" in described.by_name and described.name != "person_merge":
            sql = f"SELECT count(*) FROM {described.name} WHERE person = ? AND gone = 0"  # noqa: S608 - catalogue
            row = store.fetch_one(sql, (person_id,))
            if row and row[0]:
                counts[described.name] = int(row[0])
    return counts
