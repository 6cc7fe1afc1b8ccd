"""Reads what a day at the centre came to: who was seen, what was given, which sessions are not settled."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import IS_POINTER, kept_records
from integrhabitat_desktop.db.queries.present_marks import PRESENT_MARKS
from integrhabitat_desktop.db.store import Store

_VISITS = "SELECT count(*) FROM check_in WHERE day = ? AND state = 'DONE' AND gone = 0"
_SERVICES = "SELECT count(*) FROM service_delivery WHERE day = ? AND state = 'DONE' AND gone = 0"
_SEEN = f"""
SELECT person FROM check_in WHERE day = :day AND state = 'DONE' AND gone = 0
UNION SELECT person FROM service_delivery WHERE day = :day AND state = 'DONE' AND gone = 0
UNION SELECT attendance.person FROM activity_session AS session
    JOIN attendance ON attendance.session = session.id AND attendance.gone = 0
    WHERE session.day = :day AND session.gone = 0
        AND attendance.status IN {PRESENT_MARKS}
"""  # noqa: S608 - constants
_FIRST_SEEN = f"""
SELECT count(*) FROM person WHERE first_contact_on = ? AND gone = 0 AND NOT {IS_POINTER}
"""  # noqa: S608 - constants
# What this computer wrote on a day: how much of it the hub has answered with yes.
_WRITTEN = """
SELECT count(*), count(CASE WHEN state = 'acknowledged' THEN 1 END) FROM outbox
WHERE claimed_at >= ? AND claimed_at < ?
"""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Numbers of one day. `people` are different people, however often and wherever they were seen."""

    people: int
    visits: int
    first_contacts: int
    services: int


@dataclass(frozen=True, slots=True)
class WrittenChanges:
    """Changes written on this computer on a day, and how many of them the hub has confirmed."""

    written: int
    confirmed: int


def day_figures(store: Store, day: str) -> DayFigures:
    """What was recorded for a day. Joined records are one person. StoreError."""
    seen = [row[0] for row in store.fetch(_SEEN, {"day": day})]
    kept = kept_records(store.connection, seen)
    return DayFigures(
        people=len({kept.get(person, person) for person in seen}),
        visits=_count(store, _VISITS, day),
        first_contacts=_count(store, _FIRST_SEEN, day),
        services=_count(store, _SERVICES, day),
    )


def written_between(store: Store, start: str, end: str) -> WrittenChanges:
    """The changes of this computer from one moment until before another, as records hold moments. StoreError."""
    row = store.fetch_one(_WRITTEN, (start, end))
    return WrittenChanges(*row) if row else WrittenChanges(0, 0)


def _count(store: Store, sql: str, *parameters: str) -> int:
    row = store.fetch_one(sql, parameters)
    return int(row[0]) if row else 0
