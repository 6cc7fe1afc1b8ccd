"""Empties what this store holds of erased people: their records, what is kept aside of them, outbox, audit, drafts.

Changes that the hub has not answered keep their words until it has: the chain is made of them.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from integrhabitat_desktop.db.audit import empty_entries
from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.record_rows import decode_fields, encode_fields, read_record, write_record
from integrhabitat_desktop.db.search_index import refresh_people
from integrhabitat_desktop.domain.rebase import filled
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.erasing import ERASURE, PERSON, PERSON_FIELDS, REVIEW, left_of, people_named
from integrhabitat_protocol.record_type import RecordType, Value

ANY = "SELECT EXISTS (SELECT 1 FROM erasure WHERE gone = 0)"
ERASED_AMONG = "SELECT person FROM erasure WHERE gone = 0 AND person IN (SELECT value FROM json_each(?))"
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
    """Those among `people` who were erased."""
    if not holds_erasures(connection):
        return set()
    return {row[0] for row in connection.execute(ERASED_AMONG, (_json(people),)).fetchall()}


def obey_erasures(connection: Connection, touched: Collection[RecordKey]) -> None:
    """Empty what there is of erased people whom the records in `touched` are about, or whose erasure is among them."""
    if not touched or not holds_erasures(connection):
        return
    for person in sorted(erased_among(connection, _people_of(connection, touched))):
        _erase(connection, person)


def _people_of(connection: Connection, touched: Collection[RecordKey]) -> set[str]:
    by_type: dict[str, list[str]] = {}
    for record_type, record_id in touched:
        by_type.setdefault(record_type, []).append(record_id)
    for row in connection.execute(REVIEWED, (_json(by_type.get(REVIEW, ())),)).fetchall():
        by_type.setdefault(row[0], []).append(row[1])
    people = {*by_type.get(PERSON, ()), *by_type.get(ERASURE, ())}
    for record_type, ids in by_type.items():
        for name in PERSON_FIELDS.get(record_type, ()):
            sql = f"SELECT DISTINCT {name} FROM {record_type} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - catalogue
            people.update(row[0] for row in connection.execute(sql, (_json(ids),)) if row[0] is not None)
    return people


def _erase(connection: Connection, person: str) -> None:
    for described in CATALOGUE.values():
        if described.name == ERASURE:
            continue
        for record_id in _ids_about(connection, described, person):
            _empty(connection, described, record_id)
            for row in connection.execute(REVIEWS, (described.name, record_id)).fetchall():
                _empty(connection, CATALOGUE[REVIEW], row[0])
    connection.execute(DRAFTS, (person,))
    refresh_people(connection, [person])


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
