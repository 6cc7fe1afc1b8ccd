"""What came from a newer program before this one knew its type or fields moves to where it belongs."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database


def adopt_unknown_records(db: Database, record_type: str, fields: Sequence[str]) -> None:
    """Take over what was kept of `record_type`, whose new table has the columns `fields`; within a migration."""
    listed = ", ".join(fields)
    values = ", ".join(f"json_extract(fields, '$.{name}')" for name in fields)
    paths = ", ".join(f"'$.{name}'" for name in fields)
    db.execute(
        f"INSERT INTO {record_type} (id, {listed}, unknown_fields, gone) "  # noqa: S608 - names of a migration
        f"SELECT record_id, {values}, nullif(json_remove(fields, {paths}), '{{}}'), gone "
        "FROM unknown_record WHERE record_type = ?",
        (record_type,),
    )
    db.execute("DELETE FROM unknown_record WHERE record_type = ?", (record_type,))


def add_columns(db: Database, record_type: str, columns: Iterable[tuple[str, str]]) -> None:
    """Give the table of `record_type` further columns, with what was kept of them; within a migration."""
    added = tuple(columns)
    for name, column_type in added:
        db.execute(f"ALTER TABLE {record_type} ADD COLUMN {name} {column_type}")
    taken = ", ".join(f"{name} = json_extract(unknown_fields, '$.{name}')" for name, _ in added)
    paths = ", ".join(f"'$.{name}'" for name, _ in added)
    db.execute(
        f"UPDATE {record_type} SET {taken}, "  # noqa: S608 - names of a migration
        f"unknown_fields = nullif(json_remove(unknown_fields, {paths}), '{{}}') "
        "WHERE unknown_fields IS NOT NULL"
    )
