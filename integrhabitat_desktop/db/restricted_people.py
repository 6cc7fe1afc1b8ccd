"""Whose record is blocked, until a coordinator lifts it, or erased for good: found in no list, on no computer."""

from collections.abc import Iterable

import msgspec

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.joined_records import SAME_PERSON, involved

_IS_ERASED = "EXISTS (SELECT 1 FROM erasure WHERE erasure.person = restriction.person AND erasure.gone = 0)"
# A block is of the person, with all their records; an erasure of exactly the record it names, and ends its block.
_ONE = f"""
SELECT EXISTS (
    SELECT 1 FROM restriction
    WHERE person IN {SAME_PERSON} AND state = 'ACTIVE' AND gone = 0 AND NOT {_IS_ERASED}
    UNION ALL SELECT 1 FROM erasure WHERE person = :person AND gone = 0
)
"""  # noqa: S608 - constants
_SOME = f"""
SELECT person FROM restriction
WHERE person IN (SELECT value FROM json_each(?1)) AND state = 'ACTIVE' AND gone = 0 AND NOT {_IS_ERASED}
UNION SELECT person FROM erasure WHERE person IN (SELECT value FROM json_each(?1)) AND gone = 0
"""  # noqa: S608 - constants
_ANY = """
SELECT EXISTS (SELECT 1 FROM restriction WHERE state = 'ACTIVE' AND gone = 0
    UNION ALL SELECT 1 FROM erasure WHERE gone = 0)
"""
_ANY_BLOCKED = "SELECT EXISTS (SELECT 1 FROM restriction WHERE state = 'ACTIVE' AND gone = 0)"

_encode = msgspec.json.Encoder().encode


def is_restricted(connection: Connection, person_id: str) -> bool:
    """Whether any record of this person is blocked."""
    return bool(connection.execute(_ONE, {"person": person_id}).fetchone()[0])


def anybody_blocked(connection: Connection) -> bool:
    """Whether any record at all is blocked."""
    return bool(connection.execute(_ANY_BLOCKED).fetchone()[0])


def restricted_among(connection: Connection, people: Iterable[str]) -> set[str]:
    """Those among `people` whose record, or another record of the same person, is blocked."""
    if not connection.execute(_ANY).fetchone()[0]:
        return set()
    ids = list(people)
    found = {row[0] for row in connection.execute(_SOME, (_encode(ids).decode(),)).fetchall()}
    return found.union(it for it in involved(connection, ids) if is_restricted(connection, it))
