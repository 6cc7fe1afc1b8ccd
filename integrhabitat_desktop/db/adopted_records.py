"""Records that came from a newer program before this one knew their type move into the table they belong to."""

from collections.abc import Sequence

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
