"""The migrated schema is the one the catalogue asks for, and a newer store is left alone."""

from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import APPLICATION_ID, Connection, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.first_record_tables import RECORD_TABLES
from integrhabitat_desktop.db.migrations import NEWEST_VERSION, migrate, store_version
from integrhabitat_desktop.db.schema_from_catalogue import IndexSchema, TableSchema, expected_tables
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.workshop_tables import FURTHER_COLUMNS
from integrhabitat_protocol.catalogue import CATALOGUE
from integrhabitat_protocol.record_types import Card


def migrated_table(store: Store, name: str) -> TableSchema:
    columns = tuple((row[1], row[2]) for row in store.fetch("SELECT * FROM pragma_table_info(?)", (name,)))
    indexes = tuple(
        IndexSchema(
            index, tuple(row[2] for row in store.fetch("SELECT * FROM pragma_index_info(?)", (index,)))
        )
        for _, index, _, origin, _ in store.fetch("SELECT * FROM pragma_index_list(?)", (name,))
        if origin == "c"
    )
    return TableSchema(name, columns, tuple(sorted(indexes, key=lambda index: index.name)))


@pytest.mark.parametrize("expected", expected_tables(), ids=lambda table: table.name)
def test_the_migrated_table_is_what_the_catalogue_describes(store: Store, expected: TableSchema) -> None:
    found = migrated_table(store, expected.name)
    # In any order: a field that came later stands behind the others, and all statements name their columns.
    assert sorted(found.columns) == sorted(expected.columns)
    assert found.indexes == tuple(sorted(expected.indexes, key=lambda index: index.name))


def test_no_two_record_tables_reference_each_other_in_sql(store: Store) -> None:
    for name in CATALOGUE:
        assert store.fetch("SELECT * FROM pragma_foreign_key_list(?)", (name,)) == []


def test_a_migrated_store_names_itself_and_its_version(store: Store) -> None:
    assert store_version(store.connection) == NEWEST_VERSION
    assert int(store.fetch("PRAGMA application_id")[0][0]) == APPLICATION_ID


def test_migrating_twice_changes_nothing(store: Store) -> None:
    before = store.fetch("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    migrate(store.connection)
    assert store.fetch("SELECT type, name, sql FROM sqlite_master ORDER BY name") == before


def test_a_newer_store_is_not_migrated(tmp_path: Path) -> None:
    connection = open_encrypted(tmp_path / "newer.db", bytes(32), create=True)
    connection.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    with pytest.raises(StoreError, match="store_newer"):
        migrate(connection)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_a_failing_migration_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    connection = open_encrypted(tmp_path / "odd.db", bytes(32), create=True)
    connection.execute("CREATE TABLE draft (id INTEGER PRIMARY KEY)")
    with pytest.raises(Exception, match="already exists"):
        migrate(connection)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"draft", "_sqlite_migrations"}
    assert store_version(connection) == 0
    connection.close()


# Columns that later migrations added to tables of the first.
LATER_COLUMNS = {"check_in": (("purpose", "TEXT"),)}


def go_back_to_the_first_schema(connection: Connection) -> None:
    first = " ".join(RECORD_TABLES)
    connection.execute("DROP INDEX activity_session_by_series")
    for name in CATALOGUE:
        if f"CREATE TABLE {name} " not in first:
            connection.execute(f"DROP TABLE {name}")
        else:
            for column, _ in (*FURTHER_COLUMNS.get(name, ()), *LATER_COLUMNS.get(name, ())):
                connection.execute(f"ALTER TABLE {name} DROP COLUMN {column}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm0001_first_schema'")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()


def test_records_of_a_type_that_was_unknown_move_into_its_new_table(store: Store) -> None:
    connection = store.connection
    go_back_to_the_first_schema(connection)
    connection.executemany(
        "INSERT INTO unknown_record (record_type, record_id, gone, fields) VALUES (?, ?, ?, ?)",
        [
            ("card", "K3F9Q7M-7", 0, '{"person":"K3F9Q7M-1","token":"HX","state":"ISSUED","colour":"red"}'),
            ("card", "K3F9Q7M-8", 1, "{}"),
            ("bicycle", "K3F9Q7M-9", 0, "{}"),
        ],
    )
    migrate(connection)
    card = store.get(Card, "K3F9Q7M-7")
    assert card is not None and (card.person, card.token, card.state) == ("K3F9Q7M-1", "HX", "ISSUED")
    assert store.fetch("SELECT unknown_fields FROM card WHERE id = 'K3F9Q7M-7'") == [('{"colour":"red"}',)]
    assert store.get(Card, "K3F9Q7M-8") is None
    assert store.fetch("SELECT record_type FROM unknown_record") == [("bicycle",)]


def test_fields_that_were_unknown_move_into_their_new_columns(store: Store) -> None:
    connection = store.connection
    go_back_to_the_first_schema(connection)
    connection.executemany(
        "INSERT INTO activity (id, title, kind, state, unknown_fields) VALUES (?, 'Huerta', 'WORKSHOP', 'OPEN', ?)",
        [
            ("K3F9Q7M-7", '{"partner":"Vecinos","least_age":12,"colour":"red"}'),
            ("K3F9Q7M-8", '{"partner":"Vecinos"}'),
            ("K3F9Q7M-9", None),
        ],
    )
    connection.commit()
    migrate(connection)
    assert store.fetch("SELECT partner, least_age, most_age, unknown_fields FROM activity ORDER BY id") == [
        ("Vecinos", 12, None, '{"colour":"red"}'),
        ("Vecinos", None, None, None),
        (None, None, None, None),
    ]
