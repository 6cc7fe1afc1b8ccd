"""Every record that speaks of a person, of whatever kind, and who read or changed the person's record here."""

from dataclasses import dataclass

from integrhabitat_desktop.db.audit import entries_of_record
from integrhabitat_desktop.db.joined_records import SAME_PERSON, same_person
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.catalogue import CATALOGUE

_PERSON = "person"
_LAST_BY = """
SELECT max(at) FROM audit WHERE record_type = 'person' AND record_id = ? AND staff = ? AND action = 'view'
"""
_EVERY_ONE = -1
_SPEAKING_OF = {
    described.name: [spec.name for spec in described.fields if spec.reference == _PERSON]
    for described in CATALOGUE.values()
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read, printed or changed a record on this computer; `at` is UTC."""

    at: str
    staff: str
    action: str


def records_about(store: Store, person_id: str) -> list[tuple[str, str]]:
    """Type and id of every live record that refers to the person. StoreError."""
    found = []
    for record_type, fields in _SPEAKING_OF.items():
        for name in fields:
            sql = f"SELECT id FROM {record_type} WHERE {name} IN {SAME_PERSON} AND gone = 0 ORDER BY id"  # noqa: S608 - catalogue
            found += [(record_type, row[0]) for row in store.fetch(sql, {"person": person_id})]
    return list(dict.fromkeys(found))


def last_reading_by(store: Store, person_id: str, staff: str) -> str | None:
    """When a staff member last opened the record here (UTC); None for never. StoreError."""
    row = store.fetch_one(_LAST_BY, (person_id, staff))
    return row[0] if row else None


def readings_of(store: Store, person_id: str, limit: int = _EVERY_ONE) -> list[Reading]:
    """What the audit of this computer knows of the person's record, newest first; all of it unless a `limit` is said.

    StoreError.
    """
    entries = [
        entry
        for same in same_person(store.connection, person_id)
        for entry in entries_of_record(store.connection, _PERSON, same, limit)
    ]
    entries.sort(key=lambda it: it.at, reverse=True)
    return [Reading(it.at, it.staff, it.action) for it in (entries[:limit] if limit > 0 else entries)]
