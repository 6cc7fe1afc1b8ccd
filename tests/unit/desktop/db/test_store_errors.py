"""What SQLite and the operating system report becomes a StoreError with a code of its own."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.errors import CODES, StoreError, store_error_of, store_errors
from integrhabitat_desktop.db.key_accounts import CreatedKeys, update_account
from integrhabitat_desktop.db.safe_file import store_error_of_os, write_atomically
from integrhabitat_desktop.db.store_files import StoreFiles

PAGE = 4096


def test_a_full_database_is_a_full_disk(files: StoreFiles, created: CreatedKeys) -> None:
    connection = open_encrypted(files.database, created.unlocked.store_key())
    connection.execute("PRAGMA max_page_count = 1")  # SQLite's own way to be out of room
    with pytest.raises(StoreError) as caught, store_errors():
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 3000,)] * 50)
    assert caught.value.code == "disk_full"
    connection.rollback()
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (500,)
    close_store(connection)


def test_a_second_writer_is_told_that_the_store_is_busy(files: StoreFiles, created: CreatedKeys) -> None:
    first = open_encrypted(files.database, created.unlocked.store_key())
    second = open_encrypted(files.database, created.unlocked.store_key())
    second.execute("PRAGMA busy_timeout = 0")
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as caught, store_errors():
        second.execute("BEGIN IMMEDIATE")
    assert caught.value.code == "store_busy"
    first.rollback()
    first.close()
    second.close()


def test_a_bad_page_met_while_reading_is_damage(files: StoreFiles, created: CreatedKeys) -> None:
    content = bytearray(files.database.read_bytes())
    content[20 * PAGE + 100] ^= 1
    files.database.write_bytes(content)
    connection = open_encrypted(files.database, created.unlocked.store_key())
    with pytest.raises(StoreError) as caught, store_errors():
        connection.execute("SELECT sum(length(text)) FROM note").fetchone()
    assert caught.value.code == "store_damaged"
    connection.close()


def test_a_read_only_store_refuses_writes_with_its_code(files: StoreFiles, created: CreatedKeys) -> None:
    connection = open_encrypted(files.database, created.unlocked.store_key(), read_only=True)
    with pytest.raises(StoreError) as caught, store_errors():
        connection.execute("DELETE FROM note")
    assert caught.value.code == "folder_read_only"
    connection.close()


def test_a_bug_stays_a_bug(files: StoreFiles, created: CreatedKeys) -> None:
    connection = open_encrypted(files.database, created.unlocked.store_key())
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store_errors():
        connection.execute("SELECT * FROM leaflet")
    with pytest.raises(sqlite3.IntegrityError), store_errors():
        connection.execute("INSERT INTO note (text) VALUES (NULL)")
    close_store(connection)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_IOERR, "disk_failed"),
        (sqlite3.SQLITE_IOERR | 3 << 8, "disk_failed"),
        (sqlite3.SQLITE_READONLY | 4 << 8, "folder_read_only"),
        (sqlite3.SQLITE_BUSY | 2 << 8, "store_busy"),
        (sqlite3.SQLITE_CORRUPT, "store_damaged"),
        (sqlite3.SQLITE_NOTADB, "store_damaged"),
        (sqlite3.SQLITE_CANTOPEN, "store_unreadable"),
    ],
)
def test_result_codes_have_their_error(result: int, code: str) -> None:
    error = sqlite3.OperationalError("text of the driver")
    error.sqlite_errorcode = result
    translated = store_error_of(error)
    assert translated is not None
    assert translated.code == code
    assert code in CODES


def test_an_error_without_a_result_code_is_not_translated() -> None:
    assert store_error_of(sqlite3.ProgrammingError("Cannot operate on a closed database.")) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "folder_read_only"),
        (errno.EACCES, "folder_read_only"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_refusals_of_the_operating_system_have_their_error(number: int, code: str) -> None:
    assert store_error_of_os(OSError(number, "text")).code == code


if sys.platform != "win32":
    import resource

    @pytest.fixture
    def no_room_for_files() -> Iterator[None]:
        """The kernel lets no file of this process grow beyond 100 bytes."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    def test_a_key_file_that_finds_no_room_stays_as_it_was(
        created_keys: CreatedKeys, no_room_for_files: None
    ) -> None:
        before = created_keys.keys.path.read_bytes()
        with pytest.raises(StoreError, match="disk_full"):
            update_account(
                created_keys.keys, created_keys.unlocked, "amaia", display_name="A. Urrutia", role="FIELD"
            )
        assert created_keys.keys.path.read_bytes() == before
        assert created_keys.keys.accounts()[0].display_name == "Amaia Urrutia"
        assert not list(created_keys.keys.path.parent.glob("*.part"))

    @pytest.fixture
    def write_protected(tmp_path: Path) -> Iterator[Path]:
        """A folder this process may not write; the administrator's rights are laid down meanwhile."""
        user = os.geteuid()
        folder = tmp_path / "protected"
        folder.mkdir()
        (folder / "store.keys").write_bytes(b"old")
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)

    def test_a_write_protected_folder_has_its_code(write_protected: Path) -> None:
        with pytest.raises(StoreError, match="folder_read_only"):
            write_atomically(write_protected / "store.keys", b"new")
        with pytest.raises(StoreError, match="folder_read_only"):
            open_encrypted(write_protected / "store.db", bytes(32), create=True)
