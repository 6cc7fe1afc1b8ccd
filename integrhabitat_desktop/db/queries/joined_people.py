"""Reads which records were joined, and which pairs somebody decided about."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE

_JOINED = f"""
SELECT person, before, joined_on FROM person_merge
WHERE person IN {SAME_PERSON} AND state = 'JOINED' AND gone = 0 ORDER BY joined_on, person
"""  # noqa: S608 - constants
_DIFFERENT = "SELECT first, second FROM person_pair WHERE state = 'DIFFERENT' AND gone = 0"


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A record that points to another one; `before` is JSON, see PersonMerge."""

    person: str
    before: str | None
    joined_on: str | None


def joined_to(store: Store, person_id: str) -> list[JoinedRow]:
    """The records that were joined to a person's. StoreError."""
    return [JoinedRow(*row) for row in store.fetch(_JOINED, {"person": person_id})]


def different_pairs(store: Store) -> set[tuple[str, str]]:
    """The pairs that are two people, the smaller id first. StoreError."""
    return {(row[0], row[1]) for row in store.fetch(_DIFFERENT)}


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
