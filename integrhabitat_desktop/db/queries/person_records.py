"""The records that belong to one person, by kind."""

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store

_OF_PERSON = f"person IN {SAME_PERSON} AND gone = 0"
_IDS = {
    "identity_document": f"SELECT id FROM identity_document WHERE {_OF_PERSON} ORDER BY id",  # noqa: S608 - constants
    "contact": f"SELECT id FROM contact WHERE {_OF_PERSON} ORDER BY id",  # noqa: S608 - constants
    "consent": f"SELECT id FROM consent WHERE {_OF_PERSON} ORDER BY id",  # noqa: S608 - constants
    "mobility_profile": (
        f"SELECT id FROM mobility_profile WHERE {_OF_PERSON} ORDER BY valid_from DESC, id"  # noqa: S608 - constants
    ),
    "person_profile": f"SELECT id FROM person_profile WHERE {_OF_PERSON} ORDER BY id",  # noqa: S608 - constants
    "need": f"SELECT id FROM need WHERE {_OF_PERSON} ORDER BY noted_on DESC, id",  # noqa: S608 - constants
    "person_note": f"SELECT id FROM person_note WHERE {_OF_PERSON} ORDER BY day DESC, id",  # noqa: S608 - constants
}


def ids_of_person(store: Store, record_type: str, person_id: str) -> list[str]:
    """The ids of a person's records of one kind. KeyError for another kind, StoreError."""
    return [row[0] for row in store.fetch(_IDS[record_type], {"person": person_id})]
