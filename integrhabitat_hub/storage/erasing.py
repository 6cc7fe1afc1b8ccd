"""Empties everything that the hub holds about a person: records, past versions, reviews, quarantined changes.

Rare and thorough: the texts of a whole centre are looked through. Versions and feed numbers stay as they are, for
every desktop empties its own copy by the same rule.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from integrhabitat_hub.storage import rows, schema
from integrhabitat_hub.sync.records import HeldRecord, RecordKey
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.changes import Change
from integrhabitat_protocol.erasing import (
    ERASURE,
    HOUSEHOLD,
    PERSON,
    PERSON_FIELDS,
    REVIEW,
    left_of,
    people_named,
)
from integrhabitat_protocol.record_type import Values

_record, _past, _kept = schema.record.c, schema.record_version.c, schema.quarantine.c
_SET_RECORD = (
    update(schema.record)
    .where(_record.centre == bindparam("of_centre"), _record.type == bindparam("of_type"))
    .where(_record.id == bindparam("of_id"))
    .values(fields=bindparam("left"))
)
_SET_PAST = (
    update(schema.record_version)
    .where(_past.centre == bindparam("of_centre"), _past.type == bindparam("of_type"))
    .where(_past.id == bindparam("of_id"), _past.version == bindparam("of_version"))
    .values(fields=bindparam("left"))
)
_SET_KEPT = (
    update(schema.quarantine)
    .where(_kept.centre == bindparam("of_centre"), _kept.device == bindparam("of_device"))
    .where(_kept.counter == bindparam("of_counter"))
    .values(change=bindparam("left"))
)
_MEMBER = "household_member"
_encode = msgspec.json.Encoder().encode
_change = msgspec.json.Decoder(Change).decode


def erase_person(connection: Connection, centre: str, person: str) -> None:
    """Empty all there is; harmless where that was done before."""
    about = {row.key: row for row in _records_about(connection, centre, person)}
    about.update((row.key, row) for row in _deserted_households(connection, centre, about.values()))
    # A deleted record holds nothing; what it said, and of whom, stands in its past versions alone.
    keys = {*about, *_deleted_about(connection, centre, person)}
    reviews = {it.key: it for it in _records_with(connection, centre, REVIEW) if _subject(it) in keys}
    for row in (*about.values(), *reviews.values()):
        left = _filled(left_of(CATALOGUE[row.record_type], row.fields))
        if left != row.fields:
            run = {**_key(centre, row.key), "left": _encode(left).decode()}
            connection.execute(_SET_RECORD, run)
    for key in (*keys, *reviews):
        _empty_past(connection, centre, key)
    _empty_quarantine(connection, centre, person, keys)


def _records_about(connection: Connection, centre: str, person: str) -> Iterable[HeldRecord]:
    query = select(schema.record).where(_record.centre == centre)
    itself = query.where(_record.type == PERSON, _record.id == person)
    yield from map(rows.held_record, connection.execute(itself).fetchall())
    for record in _records_naming(connection, centre, person):
        if record.record_type != ERASURE and person in people_named(*record.key, record.fields):
            yield record


def _records_naming(connection: Connection, centre: str, record_id: str) -> Iterable[HeldRecord]:
    """Records of known types in whose fields an id stands."""
    named = _record.fields.contains(f'"{record_id}"', autoescape=True)
    query = select(schema.record).where(_record.centre == centre, named)
    found = map(rows.held_record, connection.execute(query).fetchall())
    return [it for it in found if it.record_type in CATALOGUE]


def _deserted_households(
    connection: Connection, centre: str, about: Iterable[HeldRecord]
) -> Iterable[HeldRecord]:
    """Where the person lived and now nobody lives who was not erased too."""
    lived_in = {str(it.fields.get("household")) for it in about if it.record_type == _MEMBER}
    for household in sorted(deserted_among(connection, centre, lived_in)):
        query = select(schema.record).where(_record.centre == centre, _record.type == HOUSEHOLD)
        found = connection.execute(query.where(_record.id == household)).fetchall()
        yield from map(rows.held_record, found)


def deserted_among(connection: Connection, centre: str, households: Iterable[str]) -> set[str]:
    """Those in which erased people lived and nobody lives now who was not erased."""
    found = set()
    for household in households:
        members = [it for it in _records_naming(connection, centre, household) if it.record_type == _MEMBER]
        ever = {str(it.fields.get("person")) for it in members}
        there = {str(it.fields.get("person")) for it in members if it.fields.get("state") == "ACTIVE"}
        erased = _erased_among(connection, centre, ever)
        if erased and there <= erased:
            found.add(household)
    return found


def _erased_among(connection: Connection, centre: str, people: set[str]) -> set[str]:
    query = select(_record.id).where(_record.centre == centre, _record.type == ERASURE)
    return set(connection.scalars(query.where(_record.state == "live", _record.id.in_(people))))


def _deleted_about(connection: Connection, centre: str, person: str) -> set[RecordKey]:
    """Records whose past versions named the person."""
    named = _past.fields.contains(f'"{person}"', autoescape=True)
    found = set()
    for row in connection.execute(
        select(schema.record_version).where(_past.centre == centre, named)
    ).fetchall():
        past = rows.past_version(row)
        names = PERSON_FIELDS.get(past.record_type, ())
        if any(person in past.fields.get(name, ()) for name in names) and past.record_type != ERASURE:
            found.add((past.record_type, past.record_id))
    return found


def _records_with(connection: Connection, centre: str, record_type: str) -> Iterable[HeldRecord]:
    query = select(schema.record).where(_record.centre == centre, _record.type == record_type)
    return map(rows.held_record, connection.execute(query))


def _subject(review: HeldRecord) -> RecordKey:
    return str(review.fields.get("record_type")), str(review.fields.get("record_id"))


def _empty_past(connection: Connection, centre: str, key: RecordKey) -> None:
    described = CATALOGUE[key[0]]
    query = select(schema.record_version).where(
        _past.centre == centre, _past.type == key[0], _past.id == key[1]
    )
    for row in connection.execute(query).fetchall():
        changed = rows.past_version(row).fields
        old = left_of(described, {name: pair[0] for name, pair in changed.items()})
        new = left_of(described, {name: pair[1] for name, pair in changed.items()})
        left = {name: (old[name], new[name]) for name in old}
        if left != changed:
            run = {**_key(centre, key), "of_version": row.version, "left": _encode(left).decode()}
            connection.execute(_SET_PAST, run)


def _empty_quarantine(connection: Connection, centre: str, person: str, about: set[RecordKey]) -> None:
    for row in connection.execute(select(schema.quarantine).where(_kept.centre == centre)).fetchall():
        change = _change(row.change)
        values = {name: new for name, (_old, new) in change.fields.items()}
        key = (change.record_type, change.record_id)
        if key in about or person in people_named(*key, values):
            emptied = msgspec.structs.replace(change, fields={})
            run = {"of_centre": centre, "of_device": row.device, "of_counter": row.counter}
            connection.execute(_SET_KEPT, {**run, "left": _encode(emptied).decode()})


def _key(centre: str, key: RecordKey) -> dict[str, object]:
    return {"of_centre": centre, "of_type": key[0], "of_id": key[1]}


def _filled(values: Values) -> Values:
    return {name: value for name, value in values.items() if value is not None}
