"""Rescue of a damaged store: every readable row comes over, the damaged file stays."""

from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import Connection, close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.integrity import check_database
from integrhabitat_desktop.db.key_accounts import CreatedKeys
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.migrations import migrate
from integrhabitat_desktop.db.rescue import RescuedTable, rescue_store
from integrhabitat_desktop.db.store_files import StoreFiles

PAGE = 4096
ROWS = 500
MOST_ON_A_PAGE = 14  # rows of some 290 bytes


def make_tables(connection: Connection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, extra TEXT)"
    )
    connection.execute("CREATE TABLE IF NOT EXISTS pair (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID")
    connection.execute("CREATE TABLE IF NOT EXISTS word (name TEXT PRIMARY KEY)")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (name, content='word')")
    connection.execute(
        "CREATE TRIGGER IF NOT EXISTS added AFTER INSERT ON word"
        " BEGIN INSERT INTO found (rowid, name) VALUES (new.rowid, new.name); END"
    )


@pytest.fixture
def key(files: StoreFiles, created: CreatedKeys) -> bytes:
    """The key of a store with more kinds of tables."""
    key = created.unlocked.store_key()
    connection = open_encrypted(files.database, key)
    make_tables(connection)
    connection.executemany("INSERT INTO pair VALUES (?, ?)", [(f"{n:05} " * 8, n) for n in range(ROWS)])
    connection.executemany("INSERT INTO word VALUES (?)", [(f"palabra{n}",) for n in range(ROWS)])
    connection.commit()
    close_store(connection)
    return key


def harm(path: Path, *pages: int) -> bytes:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)
    return bytes(content)


def by_name(rescued: tuple[RescuedTable, ...]) -> dict[str, RescuedTable]:
    return {table.name: table for table in rescued}


@pytest.mark.parametrize("pages", [(12,), (12, 13), (9, 20, 31), tuple(range(10, 30))], ids=str)
def test_rows_around_bad_pages_are_saved(
    files: StoreFiles, created: CreatedKeys, key: bytes, pages: tuple[int, ...]
) -> None:
    damaged = harm(files.database, *pages)
    rescued = by_name(rescue_store(files, created.unlocked, "1", make_tables))
    assert ROWS - MOST_ON_A_PAGE * len(pages) <= rescued["note"].rows < ROWS
    assert 1 <= rescued["note"].gaps <= len(pages)
    assert rescued["pair"] == RescuedTable("pair", ROWS, 0)
    assert rescued["word"] == RescuedTable("word", ROWS, 0)
    check_database(files.database, key)
    assert StoreFiles(files.set_aside("1")).database.read_bytes() == damaged


def test_bad_pages_at_the_end_lose_the_last_rows_only(files: StoreFiles, created: CreatedKeys) -> None:
    pages = files.database.stat().st_size // PAGE
    harm(files.database, pages - 1, pages)
    rescued = by_name(rescue_store(files, created.unlocked, "1", make_tables))
    assert rescued["note"].gaps == 1
    connection = open_encrypted(files.database, created.unlocked.store_key())
    numbers = [row[0] for row in connection.execute("SELECT id FROM note ORDER BY id").fetchall()]
    close_store(connection)
    assert numbers == list(range(1, len(numbers) + 1))
    assert ROWS - 2 * MOST_ON_A_PAGE <= len(numbers) < ROWS


def test_a_table_without_rowid_is_read_from_both_ends(files: StoreFiles, created: CreatedKeys) -> None:
    key = created.unlocked.store_key()
    connection = open_encrypted(files.database, key)
    connection.execute("CREATE TABLE pair (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID")
    connection.executemany("INSERT INTO pair VALUES (?, ?)", [(f"{n:05} " * 8, n) for n in range(ROWS)])
    connection.commit()
    close_store(connection)
    harm(files.database, files.database.stat().st_size // PAGE - 3)
    rescued = by_name(rescue_store(files, created.unlocked, "1", make_tables))
    assert rescued["pair"].gaps == 1
    assert ROWS * 0.8 < rescued["pair"].rows < ROWS
    connection = open_encrypted(files.database, key)
    numbers = [row[0] for row in connection.execute("SELECT b FROM pair ORDER BY b").fetchall()]
    close_store(connection)
    assert numbers[0] == 0
    assert numbers[-1] == ROWS - 1


def test_the_search_index_is_filled_again(files: StoreFiles, created: CreatedKeys, key: bytes) -> None:
    rescue_store(files, created.unlocked, "1", make_tables)
    connection = open_encrypted(files.database, key)
    assert connection.execute("SELECT name FROM found WHERE found MATCH 'palabra499'").fetchall() == [
        ("palabra499",)
    ]
    close_store(connection)


def test_an_unharmed_store_comes_through_whole(
    files: StoreFiles, created: CreatedKeys, key: bytes, cheap: Argon2Parameters
) -> None:
    rescued = rescue_store(files, created.unlocked, "1", make_tables)
    assert {table.name: (table.rows, table.gaps) for table in rescued} == {
        "note": (ROWS, 0),
        "pair": (ROWS, 0),
        "word": (ROWS, 0),
    }
    unlocked = KeyFile.load(files.keys, floor=cheap).unlock("amaia", "tren-luna-pan-rojo")
    assert unlocked.store_key() == key


def test_a_store_whose_list_of_tables_is_lost_stays_in_its_place(
    files: StoreFiles, created: CreatedKeys, key: bytes
) -> None:
    damaged = harm(files.database, 1)
    with pytest.raises(StoreError, match="store_damaged"):
        rescue_store(files, created.unlocked, "1", make_tables)
    assert files.database.read_bytes() == damaged
    assert not files.set_aside("1").exists()


def test_the_real_schema_can_be_rescued(files: StoreFiles, created: CreatedKeys) -> None:
    key = created.unlocked.store_key()
    connection = open_encrypted(files.database, key)
    connection.execute("DROP TABLE note")
    connection.execute("PRAGMA user_version = 0")
    migrate(connection)
    connection.execute("INSERT INTO setting (key, value) VALUES ('language', 'es')")
    connection.commit()
    close_store(connection)
    rescued = by_name(rescue_store(files, created.unlocked, "1", migrate))
    assert rescued["setting"].rows == 1
    assert rescued["person"] == RescuedTable("person", 0, 0)
    assert not [table for table in rescued.values() if table.gaps]
