"""Reads the blocked records."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

_ALL = """
SELECT restriction.person, person.name, restriction.reason, restriction.note, restriction.since
FROM restriction JOIN person ON person.id = restriction.person
WHERE restriction.state = 'ACTIVE' AND restriction.gone = 0 AND person.gone = 0
    AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person = restriction.person AND erasure.gone = 0)
ORDER BY restriction.since DESC, restriction.person
"""


@dataclass(frozen=True, slots=True)
class RestrictedPerson:
    """A blocked record; `reason` is a code of `data_request_type`."""

    person_id: str
    name: str
    reason: str | None
    note: str | None
    since: str | None


def restricted_people(store: Store) -> list[RestrictedPerson]:
    """Every blocked record, the newest first. StoreError."""
    return [RestrictedPerson(*row) for row in store.fetch(_ALL)]
