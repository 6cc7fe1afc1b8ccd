"""The table and indexes that each record type of the catalogue asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.fields import FieldKind
from integrhabitat_protocol.record_type import RecordType

# Beside the fields of the catalogue: fields of a newer version as JSON, and whether the record is deleted.
UNKNOWN_FIELDS = "unknown_fields"
GONE = "gone"

# What the window and the reports read through an index alone, as further columns of the index on a field.
COVERED: dict[tuple[str, str], tuple[str, ...]] = {
    ("attendance", "session"): ("person", "status", GONE),
    ("attendance", "person"): ("session", "status", GONE),
    ("enrolment", "activity"): ("person", "status", GONE),
    ("check_in", "person"): ("day", "state"),
    ("check_in", "day"): ("person", "state"),
    ("service_delivery", "person"): ("day", "service", "state"),
    ("service_delivery", "day"): ("service", "person", "state"),
    ("activity_session", "activity"): ("day",),
    ("mobility_profile", "person"): ("valid_from", "profile"),
}
# Indexes that belong to no single field.
FURTHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "person": (("id", "sex", "birth_date", "nationality"),),
}


@dataclass(frozen=True, slots=True)
class IndexSchema:
    """A secondary index."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A record table: its columns with their SQLite types, in order, and its indexes."""

    name: str
    columns: tuple[tuple[str, str], ...]
    indexes: tuple[IndexSchema, ...]


def expected_table(described: RecordType) -> TableSchema:
    """The table of one record type."""
    columns = [("id", "TEXT")]
    columns += [(spec.name, column_type(spec.kind)) for spec in described.fields]
    columns += [(UNKNOWN_FIELDS, "TEXT"), (GONE, "INTEGER")]
    return TableSchema(described.name, tuple(columns), tuple(_indexes(described)))


def expected_tables() -> list[TableSchema]:
    """The tables of all record types, in the order of the catalogue."""
    return [expected_table(described) for described in CATALOGUE.values()]


def column_type(kind: FieldKind) -> str:
    """The SQLite type of a field."""
    return "INTEGER" if kind in (FieldKind.INTEGER, FieldKind.FLAG) else "TEXT"


def _indexes(described: RecordType) -> Iterator[IndexSchema]:
    for spec in described.fields:
        if spec.indexed:
            covered = COVERED.get((described.name, spec.name), ())
            yield IndexSchema(f"{described.name}_by_{spec.name}", (spec.name, *covered))
    for columns in FURTHER.get(described.name, ()):
        yield IndexSchema(f"{described.name}_covering_{columns[-1]}", columns)
