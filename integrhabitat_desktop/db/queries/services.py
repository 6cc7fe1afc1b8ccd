"""Reads of services given: of one person lately, and which are given most."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store

_OF_PERSON_SINCE = f"""
SELECT id, service, quantity, unit, delivery_mode, relationship_type, value, currency, mechanism, partner, note,
    staff, day
FROM service_delivery
WHERE person IN {SAME_PERSON} AND day >= :day AND state = 'DONE' AND gone = 0 ORDER BY day DESC, id DESC LIMIT :limit
"""  # noqa: S608 - constants
_MOST_SHOWN = 200
_MOST_GIVEN = """
SELECT service FROM service_delivery WHERE day >= ? AND state = 'DONE' AND gone = 0
GROUP BY service ORDER BY count(*) DESC, service LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class GivenService:
    """A service that a person was given on a day."""

    delivery_id: str
    service: str
    quantity: int | None
    unit: str | None
    delivery_mode: str | None
    relationship_type: str | None
    value: str | None
    currency: str | None
    mechanism: str | None
    partner: str | None
    note: str | None
    staff: str | None
    day: str


def services_of_person_since(store: Store, person_id: str, day: str) -> list[GivenService]:
    """The services of one person from a day on, newest first, at most 200. StoreError."""
    rows = store.fetch(_OF_PERSON_SINCE, {"person": person_id, "day": day, "limit": _MOST_SHOWN})
    return [GivenService(*row) for row in rows]


def most_given_services(store: Store, since: str, limit: int) -> list[str]:
    """The codes of the services given most often since a day. StoreError."""
    return [row[0] for row in store.fetch(_MOST_GIVEN, (since, limit))]
