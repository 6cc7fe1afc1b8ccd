"""The records that belong to one person, by kind."""

from integrhabitat_desktop.db.store import Store

_IDS = {
    "identity_document": "SELECT id FROM identity_document WHERE person = ? AND gone = 0 ORDER BY id",
    "contact": "SELECT id FROM contact WHERE person = ? AND gone = 0 ORDER BY id",
    "consent": "SELECT id FROM consent WHERE person = ? AND gone = 0 ORDER BY id",
    "mobility_profile": "SELECT id FROM mobility_profile WHERE person = ? AND gone = 0 ORDER BY valid_from DESC, id",
}


def ids_of_person(store: Store, record_type: str, person_id: str) -> list[str]:
    """The ids of a person's records of one kind. KeyError for another kind, StoreError."""
    return [row[0] for row in store.fetch(_IDS[record_type], (person_id,))]
