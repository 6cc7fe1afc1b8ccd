"""The one way to an open store: an encrypted connection that raises the standard sqlite3 errors."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlite_utils import Database

from integrhabitat_desktop.db.driver import SQLITE_VERSION, Connection, Cursor, Row, connect
from integrhabitat_desktop.db.errors import StoreError, store_errors

__all__ = [
    "APPLICATION_ID",
    "Connection",
    "Cursor",
    "Row",
    "check_file",
    "close_store",
    "database",
    "open_encrypted",
]

APPLICATION_ID: Final = 0x49484254  # "IHBT": the file is a store of this program
KEY_BYTES: Final = 32
# Older versions can corrupt a database in WAL mode when two connections checkpoint at the same moment
# (https://www.sqlite.org/wal.html#walresetbug).
OLDEST_SQLITE: Final = (3, 51, 3)
BUSY_SECONDS: Final = 10.0
SMALLEST_STORE: Final = 4096
PLAIN_HEADER: Final = b"SQLite format 3\0"


def open_encrypted(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    read_only: bool = False,
    newest_version: int | None = None,
) -> Connection:
    """Open the store at `path` with its raw 32-byte key, or make a new, empty one with `create`.

    The caller has proven the key with the key file, so content that does not decrypt is damage.
    `newest_version` is the highest `user_version` this program understands. Raises StoreError.
    """
    if len(key) != KEY_BYTES:
        # SQLCipher takes any other length for a passphrase, without a word.
        raise ValueError("a store key has exactly 32 bytes")
    _check_driver()
    if create:
        _create_private_file(path)
    else:
        check_file(path)
    connection: Connection | None = None
    try:
        with store_errors():
            connection = connect(_uri(path, read_only), BUSY_SECONDS)
            _apply_key(connection, key)
            _check_content(connection, create, newest_version)
            _configure(connection, read_only)
    except BaseException:
        if connection is not None:
            connection.close()
        if create:
            path.unlink(missing_ok=True)
        raise
    return connection


def close_store(connection: Connection) -> None:
    """Close a connection that could write, leaving one complete file where no other connection is open."""
    try:
        with store_errors():
            if not connection.in_transaction:
                connection.execute("PRAGMA optimize")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def database(connection: Connection) -> Database:
    """The sqlite-utils view of an open store; no third-party plugin gets at the connection."""
    return Database(connection, execute_plugins=False)


def check_file(path: Path) -> None:
    """Refuse what cannot be a store before SQLite sees it. Raises StoreError."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        raise StoreError("store_not_found") from None
    except OSError as error:
        raise StoreError("store_unreadable", errno=error.errno or 0) from error
    if size == 0:
        raise StoreError("store_empty")
    if header == PLAIN_HEADER:
        raise StoreError("store_plaintext")
    if size < SMALLEST_STORE:
        raise StoreError("store_damaged")


def _check_driver() -> None:
    if SQLITE_VERSION < OLDEST_SQLITE:
        raise StoreError(
            "driver_unusable",
            found=".".join(map(str, SQLITE_VERSION)),
            needed=".".join(map(str, OLDEST_SQLITE)),
        )


def _create_private_file(path: Path) -> None:
    """SQLite gives the WAL and shared-memory files the mode of the database file, so one mode is enough."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreError("store_exists") from None
    except FileNotFoundError:
        raise StoreError("store_not_found") from None
    except PermissionError as error:
        raise StoreError("folder_read_only") from error
    except OSError as error:
        raise StoreError("disk_failed", errno=error.errno or 0) from error


def _uri(path: Path, read_only: bool) -> str:
    posix = path.absolute().as_posix()
    location = "file://" + quote(posix if posix.startswith("/") else "/" + posix)
    if not read_only:
        return location + "?mode=rw"
    # Without write permission SQLite cannot make the shared-memory file that WAL needs; nobody else writes then.
    alone = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return location + ("?mode=ro&immutable=1" if alone else "?mode=ro")


def _apply_key(connection: Connection, key: bytes) -> None:
    """Before anything touches the file; the pragma takes no parameter, so hex digits only."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # else each failure is printed
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise StoreError("driver_unusable", found="no encryption", needed="SQLCipher 4")


def _check_content(connection: Connection, create: bool, newest_version: int | None) -> None:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return
    if int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise StoreError("store_foreign")
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if newest_version is not None and found > newest_version:
        raise StoreError("store_newer", found=found, known=newest_version)


def _configure(connection: Connection, read_only: bool) -> None:
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    elif connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreError("network_folder")  # a file system without shared memory
    for setting in (
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: fsync alone does not empty the disk's cache; elsewhere without effect
        "checkpoint_fullfsync = ON",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        "cache_size = -32768",
        "mmap_size = 0",
        "journal_size_limit = 33554432",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.enable_load_extension(False)
