"""The encrypted connection: recipe, refusals, standard errors, nothing readable on disk."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import (
    APPLICATION_ID,
    Row,
    close_store,
    database,
    open_encrypted,
)
from integrhabitat_desktop.db.errors import StoreError

KEY = bytes(range(32))
PLANTED = "Zacarías Quintanilla Belmonte"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def make_store(path: Path, key: bytes = KEY) -> None:
    connection = open_encrypted(path, key, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
    connection.executemany(
        "INSERT INTO note (text) VALUES (?)", [(f"{PLANTED} {i}" * 20,) for i in range(300)]
    )
    connection.commit()
    close_store(connection)


def code_of_opening(path: Path, key: bytes = KEY) -> str:
    with pytest.raises(StoreError) as caught:
        open_encrypted(path, key)
    return caught.value.code


def test_content_comes_back_with_the_same_key(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (300,)
    close_store(connection)


def test_plain_sqlite_cannot_read_the_store(path: Path) -> None:
    make_store(path)
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_no_planted_text_stands_in_any_file_of_an_open_store(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.execute("INSERT INTO note (text) VALUES (?)", (PLANTED,))
    connection.commit()
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["store.db", "store.db-shm", "store.db-wal"]
    for file in files:
        content = file.read_bytes()
        assert PLANTED.encode() not in content
        assert b"Quintanilla" not in content
        assert b"CREATE TABLE" not in content
    connection.close()


def test_only_the_owner_may_read_the_files(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.execute("DELETE FROM note")
    connection.commit()
    private = 0o600 if os.name == "posix" else 0o666  # Windows has access lists instead of mode bits
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {private}
    connection.close()


def test_settings_follow_the_recipe(path: Path) -> None:
    connection = open_encrypted(path, KEY, create=True)
    expected = {
        "application_id": APPLICATION_ID,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "cache_size": -32768,
        "mmap_size": 0,
        "journal_size_limit": 33554432,
        "page_size": 4096,
        "secure_delete": 1,
    }
    # This driver answers some of them with text.
    found = {name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in expected}
    assert found == {name: str(value) for name, value in expected.items()}
    close_store(connection)


def test_extensions_cannot_be_loaded(path: Path) -> None:
    connection = open_encrypted(path, KEY, create=True)
    with pytest.raises(sqlite3.OperationalError, match="not authorized"):
        connection.execute("SELECT load_extension('anything')")
    close_store(connection)


def test_a_missing_file_is_named_and_not_made(path: Path) -> None:
    assert code_of_opening(path) == "store_not_found"
    assert not path.exists()


def test_an_empty_file_is_refused(path: Path) -> None:
    path.touch()
    assert code_of_opening(path) == "store_empty"


def test_a_plain_database_is_refused(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    assert code_of_opening(path) == "store_plaintext"


def test_a_too_short_file_is_damage(path: Path) -> None:
    path.write_bytes(b"x" * 4095)
    assert code_of_opening(path) == "store_damaged"


def test_the_wrong_key_is_damage_because_the_key_was_proven_before(path: Path) -> None:
    make_store(path)
    assert code_of_opening(path, bytes(32)) == "store_damaged"


def test_a_flipped_bit_in_the_first_page_is_damage(path: Path) -> None:
    make_store(path)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert code_of_opening(path) == "store_damaged"


def test_a_file_cut_at_a_page_border_is_damage(path: Path) -> None:
    make_store(path)
    path.write_bytes(path.read_bytes()[:8192])
    assert code_of_opening(path) == "store_damaged"


def test_a_store_of_another_program_is_refused(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.execute("PRAGMA application_id = 7")
    close_store(connection)
    assert code_of_opening(path) == "store_foreign"


def test_a_newer_store_is_refused(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.execute("PRAGMA user_version = 9")
    close_store(connection)
    with pytest.raises(StoreError) as caught:
        open_encrypted(path, KEY, newest_version=8)
    assert (caught.value.code, caught.value.facts) == ("store_newer", {"found": 9, "known": 8})


def test_creating_never_overwrites(path: Path) -> None:
    make_store(path)
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_encrypted(path, KEY, create=True)
    assert caught.value.code == "store_exists"
    assert path.read_bytes() == before


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_of_another_length_never_reaches_the_driver(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_encrypted(path, b"k" * length, create=True)
    assert not path.exists()


def test_a_read_only_connection_refuses_writes(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY, read_only=True)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (300,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM note")
    connection.close()


def test_a_path_with_special_signs_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "Señal 100% ?mode=memory #1"
    folder.mkdir()
    make_store(folder / "store.db")
    assert [file.name for file in folder.iterdir()] == ["store.db"]


def test_errors_are_those_of_the_standard_library(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    with pytest.raises(sqlite3.IntegrityError) as caught:
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("same",), ("same",)])
    assert caught.value.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT
    assert caught.value.sqlite_errorname == "SQLITE_CONSTRAINT"
    assert type(caught.value).__module__ == "sqlite3"
    with pytest.raises(sqlite3.OperationalError):
        connection.cursor().executescript("SELECT FROM nothing")
    with connection:
        connection.execute("DELETE FROM note")
    close_store(connection)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_a_block_that_fails_is_rolled_back(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    with pytest.raises(KeyError), connection:
        connection.execute("DELETE FROM note")
        raise KeyError
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (300,)
    close_store(connection)


def test_errors_while_fetching_are_translated(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.create_function("fail", 1, lambda value: 1 / 0)
    for fetch in (lambda c: c.fetchone(), lambda c: c.fetchall(), lambda c: c.fetchmany(), list):
        with pytest.raises(sqlite3.OperationalError):
            fetch(connection.execute("SELECT fail(id) FROM note WHERE id > 1"))
    close_store(connection)


def test_rows_can_be_read_by_name(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    connection.row_factory = Row
    assert connection.execute("SELECT id FROM note LIMIT 1").fetchone()["id"] == 1
    close_store(connection)


def test_sqlite_utils_writes_through_the_connection(path: Path) -> None:
    make_store(path)
    connection = open_encrypted(path, KEY)
    db = database(connection)
    db.table("tag").insert({"id": 1, "name": "first"}, pk="id")
    db.table("tag").insert({"id": 2, "name": "second", "colour": "red"}, alter=True)
    assert list(db.query("INSERT INTO tag (id, name) VALUES (3, 'third') RETURNING id")) == [{"id": 3}]
    close_store(connection)
    connection = open_encrypted(path, KEY)
    assert [row["colour"] for row in database(connection).table("tag").rows] == [None, "red", None]
    close_store(connection)


def test_closing_leaves_one_complete_file(path: Path) -> None:
    make_store(path)
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_a_driver_below_the_version_floor_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrhabitat_desktop.db.connection.SQLITE_VERSION", (3, 51, 2))
    with pytest.raises(StoreError) as caught:
        open_encrypted(path, KEY, create=True)
    assert caught.value.code == "driver_unusable"
    assert caught.value.facts == {"found": "3.51.2", "needed": "3.51.3"}
    assert not path.exists()
