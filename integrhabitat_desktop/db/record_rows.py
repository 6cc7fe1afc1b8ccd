"""Rows of the record tables: the SQL that follows from the catalogue, and values in and out."""

from dataclasses import dataclass
from functools import cache

import msgspec

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_protocol.record_type import RecordType, Value, Values

_decode_values = msgspec.json.Decoder(dict[str, str | int | None]).decode
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """What a record table holds under one id; `values` with unknown fields, empty where it is gone."""

    values: Values
    gone: bool


@dataclass(frozen=True, slots=True)
class RecordStatements:
    """The statements of one record table."""

    select: str
    upsert: str


def statements(described: RecordType) -> RecordStatements:
    """The statements for one record type."""
    return _statements(described.name, described.field_names)


# All names in these statements come from the catalogue, which is code; values are always parameters.
@cache
def _statements(table: str, field_names: tuple[str, ...]) -> RecordStatements:
    columns = [*field_names, "unknown_fields", "gone"]
    listed = ", ".join(columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns)
    marks = ", ".join("?" * (len(columns) + 1))
    return RecordStatements(
        select=f"SELECT {listed} FROM {table} WHERE id = ?",  # noqa: S608 - names of the catalogue
        upsert=f"INSERT INTO {table} (id, {listed}) VALUES ({marks}) "  # noqa: S608 - names of the catalogue
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
    )


@cache
def _update_statement(table: str, names: tuple[str, ...]) -> str:
    assigned = ", ".join(f"{name} = ?" for name in names)
    return f"UPDATE {table} SET {assigned} WHERE id = ?"  # noqa: S608 - names of the catalogue


def read_record(connection: Connection, described: RecordType, record_id: str) -> StoredRecord | None:
    """The row of one record, gone or not; None where there is none."""
    row = connection.execute(statements(described).select, (record_id,)).fetchone()
    if row is None:
        return None
    if row[-1]:
        return StoredRecord({}, gone=True)
    values: Values = dict(zip(described.field_names, row, strict=False))
    if row[-2] is not None:
        values.update(_decode_values(row[-2]))
    return StoredRecord(values, gone=False)


def row_of(described: RecordType, record_id: str, values: Values) -> tuple[Value, ...]:
    """The parameters of the upsert of a live record."""
    unknown = {name: value for name, value in values.items() if name not in described.by_name}
    return (
        record_id,
        *[values.get(name) for name in described.field_names],
        encode_fields(unknown) if unknown else None,
        0,
    )


def row_gone(described: RecordType, record_id: str) -> tuple[Value, ...]:
    """The parameters of the upsert of a deleted record: nothing of it but the id."""
    return (record_id, *[None] * (len(described.field_names) + 1), 1)


def write_record(connection: Connection, described: RecordType, record_id: str, values: Values) -> None:
    """Insert or replace a live record."""
    connection.execute(statements(described).upsert, row_of(described, record_id, values))


def write_gone(connection: Connection, described: RecordType, record_id: str) -> None:
    """Mark a record as deleted and empty its row."""
    connection.execute(statements(described).upsert, row_gone(described, record_id))


def update_record(connection: Connection, described: RecordType, record_id: str, changed: Values) -> None:
    """Write the changed fields of a live record; all of them known to the catalogue."""
    names = tuple(changed)
    connection.execute(_update_statement(described.name, names), (*changed.values(), record_id))


def encode_fields(fields: object) -> str:
    """Fields as canonical JSON text."""
    return _encode(fields).decode()


def decode_fields(text: str) -> Values:
    """Fields of JSON text."""
    return _decode_values(text)
