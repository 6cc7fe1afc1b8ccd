"""Expected failures of the local store, and the translation of SQLite's errors into them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from integrhabitat_protocol.errors import ExpectedError


class StoreError(ExpectedError):
    """The store, its key file or its folder said no. See `CODES` for what each code means."""


CODES: dict[str, str] = {
    # Opening
    "store_not_found": "there is no store in this folder",
    "store_exists": "a new store was asked for where one already is",
    "store_empty": "the file has no content; SQLite would silently take it for a new store",
    "store_plaintext": "the file is an unencrypted SQLite database, so not ours",
    "store_foreign": "the file decrypts but another program made it",
    "store_newer": "a newer version of the program wrote this store or key file",
    "store_damaged": "the content fails its checks although the key is proven",
    "store_unreadable": "the operating system refuses to open the file",
    "driver_unusable": "this build of the database driver is too old or does not encrypt",
    # Folder, disk, other processes
    "network_folder": "the folder lies on a network drive, which breaks the locks the store needs",
    "cloud_folder": "the folder is kept in step with a cloud service, which leaks and corrupts the store",
    "folder_read_only": "the folder or file cannot be written",
    "disk_full": "no room left on the disk",
    "disk_failed": "the disk reported a read or write failure",
    "store_busy": "another connection holds the store for longer than the time-out",
    "second_instance": "the program is already open on this store",
    "interrupted": "a newer request ended this read; never shown",
    # Records
    "values_not_valid": "the values break the rules of the catalogue; the problems say which",
    "record_not_found": "the record is missing or was deleted",
    "change_not_quarantined": "the change was decided about in the meantime",
    "record_exists": "a record with this id is already there",
    # Keys
    "keys_not_found": "the key file is missing",
    "keys_damaged": "the key file cannot be read or its seal is broken",
    "keys_full": "no free slot left in the key file",
    "wrong_passphrase": "unknown account or wrong passphrase: deliberately one answer",
    "recovery_key_mistyped": "the check signs of the recovery key do not fit",
    "wrong_recovery_key": "a well-formed recovery key, but not of this store",
    "passphrase_pause": "too soon after several wrong passphrases",
    "account_exists": "the account already has a slot",
    "account_not_found": "the account has no slot",
    "last_account": "the last account cannot be removed",
    "passphrase_too_short": "shorter than the minimum",
    "passphrase_too_long": "longer than the maximum",
    "passphrase_common": "on the list of common passphrases, or one sign repeated",
    # Copies
    "backup_damaged": "the finished copy failed its checks and was discarded",
    "backup_exists": "there already is a file where the copy should go",
}

# SQLite's primary result codes (the low byte of the extended ones): https://www.sqlite.org/rescode.html
_CODE_OF_RESULT = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "folder_read_only",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_CANTOPEN: "store_unreadable",
    sqlite3.SQLITE_PERM: "store_unreadable",
    sqlite3.SQLITE_INTERRUPT: "interrupted",
}


def store_error_of(error: sqlite3.Error) -> StoreError | None:
    """The StoreError for what the world did (disk, damage, locks), or None when the error is a bug of ours."""
    result = getattr(error, "sqlite_errorcode", None)
    if result is None:
        return None
    code = _CODE_OF_RESULT.get(result & 0xFF)
    return StoreError(code, result=result) if code else None


@contextmanager
def store_errors() -> Iterator[None]:
    """Inside the block, SQLite errors that the world caused surface as StoreError; the others stay as they are."""
    try:
        yield
    except sqlite3.Error as error:
        translated = store_error_of(error)
        if translated is None:
            raise
        raise translated from error
