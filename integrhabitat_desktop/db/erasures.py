"""Empties what this store holds of erased people: their records, what is kept aside of them, outbox, audit, drafts.

Changes that the hub has not answered keep their words until it has: the chain is made of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from integrhabitat_desktop.db.audit import empty_entries
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.record_rows import decode_fields, encode_fields, read_record, write_record
from integrhabitat_desktop.db.search_index import refresh_people
from integrhabitat_desktop.domain.rebase import filled
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.erasing import (
    ERASURE,
    HOUSEHOLD,
    PERSON,
    PERSON_FIELDS,
    REVIEW,
    left_of,
    people_named,
)
from integrhabitat_protocol.record_type import RecordType, Value

ANY = "SELECT EXISTS (SELECT 1 FROM erasure WHERE gone = 0)"
ONE = "SELECT EXISTS (SELECT 1 FROM erasure WHERE person = ? AND gone = 0)"
# What the hub has not agreed to, or has refused, is hidden and kept: it may be taken back. Alone, a store decides; and
# what was emptied once stays so, also while the erasure is offered again to a hub that was restored.
ERASED_AMONG = """
SELECT person FROM erasure WHERE gone = 0 AND person IN (SELECT value FROM json_each(?)) AND (
    EXISTS (SELECT 1 FROM setting WHERE key = 'erased:' || person)
    OR NOT EXISTS (SELECT 1 FROM sync_meta WHERE key = 'epoch')
    OR NOT EXISTS (SELECT 1 FROM outbox WHERE record_type = 'erasure' AND record_id = erasure.id
        AND state IN ('waiting', 'in_flight', 'quarantined')))
"""
NOTE_DONE = "INSERT OR REPLACE INTO setting (key, value) VALUES ('erased:' || ?, '1')"
ALL_ERASURES = "SELECT id FROM erasure WHERE gone = 0"
# What a record said is also kept where it was deleted; whose it was is told there alone.
SPEAKING_OF = """
SELECT DISTINCT record_type, record_id, fields FROM outbox WHERE instr(fields, ?1)
UNION SELECT DISTINCT record_type, record_id, detail FROM audit WHERE instr(detail, ?1)
"""
HOUSEHOLDS = "SELECT DISTINCT household FROM household_member WHERE person = ? AND household IS NOT NULL"
LIVING_THERE = """
SELECT person FROM household_member WHERE household = ? AND state = 'ACTIVE' AND gone = 0 AND person IS NOT NULL
"""
MEMBERS = "SELECT DISTINCT person FROM household_member WHERE household IN (SELECT value FROM json_each(?))"
REVIEWS = "SELECT id FROM review WHERE record_type = ? AND record_id = ? AND gone = 0"
REVIEWED = "SELECT record_type, record_id FROM review WHERE id IN (SELECT value FROM json_each(?))"
BASE = "SELECT version, fields FROM sync_base WHERE record_type = ? AND record_id = ?"
PUT_BASE = "UPDATE sync_base SET fields = ? WHERE record_type = ? AND record_id = ?"
ANSWERED = """
SELECT counter, fields FROM outbox
WHERE record_type = ? AND record_id = ? AND state NOT IN ('waiting', 'in_flight')
"""
PUT_ANSWERED = "UPDATE outbox SET fields = ? WHERE counter = ?"
DRAFTS = "DELETE FROM draft WHERE instr(content, ?) > 0"

RecordKey = tuple[str, str]
_encode = msgspec.json.Encoder().encode
_changed_fields = msgspec.json.Decoder(dict[str, tuple[str | int | None, str | int | None]]).decode


def holds_erasures(connection: Connection) -> bool:
    """Whether anybody was erased at all: mostly not, and then there is nothing to look for."""
    return bool(connection.execute(ANY).fetchone()[0])


def erased_among(connection: Connection, people: Iterable[str]) -> set[str]:
    """Those among `people` who were erased, by a decision that holds."""
    if not holds_erasures(connection):
        return set()
    return {row[0] for row in connection.execute(ERASED_AMONG, (_json(people),)).fetchall()}


def is_erased(connection: Connection, person: str) -> bool:
    """Whether somebody decided that exactly this record is erased, wherever that decision is by now."""
    return bool(connection.execute(ONE, (person,)).fetchone()[0])


def obey_all(connection: Connection) -> None:
    """Empty what there is of everybody who was erased: after an upgrade that taught the store what an erasure is."""
    obey_erasures(connection, [(ERASURE, row[0]) for row in connection.execute(ALL_ERASURES).fetchall()])


def obey_erasures(connection: Connection, touched: Collection[RecordKey]) -> None:
    """Empty what there is of erased people whom the records in `touched` are about, or whose erasure is among them."""
    if not touched or not holds_erasures(connection):
        return
    for person in sorted(erased_among(connection, _people_of(connection, touched))):
        _erase(connection, person, thoroughly=(ERASURE, person) in touched)


def _people_of(connection: Connection, touched: Collection[RecordKey]) -> set[str]:
    by_type: dict[str, list[str]] = {}
    for record_type, record_id in touched:
        by_type.setdefault(record_type, []).append(record_id)
    for row in connection.execute(REVIEWED, (_json(by_type.get(REVIEW, ())),)).fetchall():
        by_type.setdefault(row[0], []).append(row[1])
    people = {*by_type.get(PERSON, ()), *by_type.get(ERASURE, ())}
    lived_there = connection.execute(MEMBERS, (_json(by_type.get(HOUSEHOLD, ())),)).fetchall()
    people.update(row[0] for row in lived_there if row[0] is not None)
    for record_type, ids in by_type.items():
        for name in PERSON_FIELDS.get(record_type, ()):
            sql = f"SELECT DISTINCT {name} FROM {record_type} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - catalogue
            people.update(row[0] for row in connection.execute(sql, (_json(ids),)) if row[0] is not None)
    return people


def _erase(connection: Connection, person: str, *, thoroughly: bool) -> None:
    """Empty everything about a person; `thoroughly` also what was deleted before, for which all is looked through."""
    keys = [
        (described.name, record_id)
        for described in CATALOGUE.values()
        if described.name != ERASURE
        for record_id in _ids_about(connection, described, person)
    ]
    keys += _deserted_households(connection, person)
    if thoroughly:
        keys += _deleted_about(connection, person)
    for record_type, record_id in dict.fromkeys(keys):
        _empty(connection, CATALOGUE[record_type], record_id)
        for row in connection.execute(REVIEWS, (record_type, record_id)).fetchall():
            _empty(connection, CATALOGUE[REVIEW], row[0])
    connection.execute(DRAFTS, (person,))
    connection.execute(NOTE_DONE, (person,))
    refresh_people(connection, [person])


def _deserted_households(connection: Connection, person: str) -> list[RecordKey]:
    """Where the person lived and now nobody lives who was not erased too."""
    found = []
    for (household,) in connection.execute(HOUSEHOLDS, (person,)).fetchall():
        there = {row[0] for row in connection.execute(LIVING_THERE, (household,)).fetchall()}
        if there <= erased_among(connection, there):
            found.append((HOUSEHOLD, household))
    return found


def _deleted_about(connection: Connection, person: str) -> list[RecordKey]:
    """Records that named the person in what the outbox or the audit says of them."""
    found = []
    for record_type, record_id, said in connection.execute(SPEAKING_OF, (f'"{person}"',)).fetchall():
        names = PERSON_FIELDS.get(record_type, ())
        if record_type != ERASURE and any(person in _pair(said, name) for name in names):
            found.append((record_type, record_id))
    return found


def _pair(said: str, name: str) -> Sequence[object]:
    content = msgspec.json.decode(said)
    pair = content.get(name) if isinstance(content, dict) else None
    return pair if isinstance(pair, list) else ()


def _ids_about(connection: Connection, described: RecordType, person: str) -> list[str]:
    if described.name == PERSON:
        return [person]
    found: dict[str, None] = {}
    for name in PERSON_FIELDS[described.name]:
        sql = f"SELECT id FROM {described.name} WHERE {name} = ?"  # noqa: S608 - catalogue
        found.update((row[0], None) for row in connection.execute(sql, (person,)).fetchall())
    return list(found)


def _empty(connection: Connection, described: RecordType, record_id: str) -> None:
    """One record with everything that is kept of it."""
    key = (described.name, record_id)
    stored = read_record(connection, described, record_id)
    if stored is not None and not stored.gone:
        left = left_of(described, stored.values)
        if left != stored.values:
            write_record(connection, described, record_id, left)
    base = connection.execute(BASE, key).fetchone()
    if base is not None and base[1] is not None:
        connection.execute(
            PUT_BASE, (encode_fields(filled(left_of(described, decode_fields(base[1])))), *key)
        )
    for counter, fields in connection.execute(ANSWERED, key).fetchall():
        connection.execute(PUT_ANSWERED, (_left_of_change(described, fields), counter))
    empty_entries(connection, *key)


def _left_of_change(described: RecordType, fields: str) -> str:
    changed = _changed_fields(fields)
    old = left_of(described, {name: pair[0] for name, pair in changed.items()})
    new = left_of(described, {name: pair[1] for name, pair in changed.items()})
    return encode_fields({name: (old[name], new[name]) for name in old})


def without_erased(
    connection: Connection, described: RecordType, record_id: str, values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """What may be taken of a record that arrives: emptied where it is about somebody who was erased."""
    people = people_named(described.name, record_id, values)
    return filled(left_of(described, values)) if erased_among(connection, people) else values


def _json(items: Iterable[str]) -> str:
    return _encode(list(items)).decode()
