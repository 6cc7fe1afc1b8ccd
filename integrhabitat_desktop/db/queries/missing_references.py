"""Records that point to one that is not here: not received yet, or after a complete sync a fault."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True)
class MissingReference:
    """A live record whose field names a record that this store has never had, not even deleted."""

    record_type: str
    record_id: str
    field: str
    wanted_type: str
    wanted_id: str


def missing_references(store: Store, limit: int = 100) -> list[MissingReference]:
    """The first `limit` of them; walks over every record, so only after a sync has come to rest. StoreError."""
    found: list[MissingReference] = []
    for described in CATALOGUE.values():
        for spec in described.fields:
            if spec.reference is None or len(found) >= limit:
                continue
            sql = (
                f"SELECT held.id, held.{spec.name} FROM {described.name} AS held "  # noqa: S608 - names of the catalogue only
                f"WHERE held.gone = 0 AND held.{spec.name} IS NOT NULL AND NOT EXISTS "
                f"(SELECT 1 FROM {spec.reference} AS wanted WHERE wanted.id = held.{spec.name}) LIMIT ?"
            )
            for record_id, wanted_id in store.fetch(sql, (limit - len(found),)):
                found.append(
                    MissingReference(described.name, record_id, spec.name, spec.reference, wanted_id)
                )
    return found
