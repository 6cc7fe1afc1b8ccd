"""Which records are of one person: joined ones point to the one that is kept, over any number of steps.

Two computers may have joined two records the other way round; then the smaller id is kept everywhere. An erased
record is kept for nobody: whoever was joined to it stands alone.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from integrhabitat_desktop.db.connection import Connection

# Ids of all records of the person `:person`, for statements that ask `person IN ...`.
SAME_PERSON: Final = """
(WITH RECURSIVE same(id) AS (
    SELECT :person
    UNION SELECT survivor FROM same JOIN person_merge AS pointer ON pointer.person = same.id
        WHERE pointer.state = 'JOINED' AND pointer.gone = 0
    UNION SELECT pointer.person FROM same JOIN person_merge AS pointer ON pointer.survivor = same.id
        WHERE pointer.state = 'JOINED' AND pointer.gone = 0
) SELECT id FROM same)
"""
IS_POINTER: Final = """
EXISTS (SELECT 1 FROM person_merge AS pointer
    WHERE pointer.person = person.id AND pointer.state = 'JOINED' AND pointer.gone = 0)
"""
_KEPT = f"""
SELECT person.id FROM person WHERE person.id IN {SAME_PERSON} AND person.gone = 0
ORDER BY EXISTS (SELECT 1 FROM erasure WHERE erasure.person = person.id AND erasure.gone = 0),
    {IS_POINTER}, person.id LIMIT 1
"""  # noqa: S608 - constants
_ALL = f"SELECT id FROM person WHERE id IN {SAME_PERSON} ORDER BY id"  # noqa: S608 - constants
_INVOLVED = """
SELECT person FROM person_merge WHERE person IN (SELECT value FROM json_each(:ids)) AND state = 'JOINED' AND gone = 0
UNION
SELECT survivor FROM person_merge
WHERE survivor IN (SELECT value FROM json_each(:ids)) AND state = 'JOINED' AND gone = 0
"""

_encode = msgspec.json.Encoder().encode


def kept_record(connection: Connection, person_id: str) -> str:
    """The id of the record that is kept for this person; the same id where nothing was joined."""
    row = connection.execute(_KEPT, {"person": person_id}).fetchone()
    return str(row[0]) if row else person_id


def same_person(connection: Connection, person_id: str) -> list[str]:
    """The ids of all records of this person, deleted ones too."""
    return [row[0] for row in connection.execute(_ALL, {"person": person_id}).fetchall()]


def involved(connection: Connection, people: Iterable[str]) -> list[str]:
    """Those among `people` whose records are joined to others."""
    return [
        row[0] for row in connection.execute(_INVOLVED, {"ids": _encode(list(people)).decode()}).fetchall()
    ]


def kept_records(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """For those among `people` whose record points to another one: which one is kept."""
    found = {person: kept_record(connection, person) for person in involved(connection, people)}
    return {person: kept for person, kept in found.items() if person != kept}
