"""A complete copy of an open database in a new file, under the same or another key."""

from pathlib import Path

from integrhabitat_desktop.db.connection import Connection, open_encrypted
from integrhabitat_desktop.db.errors import StoreError, store_errors
from integrhabitat_desktop.db.safe_file import file_errors, sync_file, sync_folder
from integrhabitat_desktop.db.store_files import remove_database


def copy_database(source: Connection, path: Path, key: bytes) -> None:
    """Copy through SQLite's backup interface, which keeps application id, version and page layout.

    The copy is on the disk and closed when the call returns, and removed where it fails. StoreError,
    `store_damaged` among them: such a store is never copied.
    """
    _refuse_damage(source)
    target = open_encrypted(path, key, create=True)
    try:
        with store_errors():
            # A log would hold every page a second time; an unfinished copy is thrown away anyhow.
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target)
        target.close()
        with file_errors():
            sync_file(path)
            sync_folder(path.parent)
    except BaseException:
        target.close()
        remove_database(path)
        raise


def _refuse_damage(source: Connection) -> None:
    """The backup interface turns an unreadable page into an empty one with a valid seal, without a word."""
    with store_errors():
        # The check reads the database file alone, so the log has to be in it.
        source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        # A page that another connection writes at this moment looks damaged once, but not twice.
        for _ in range(2):
            problems = source.execute("PRAGMA cipher_integrity_check").fetchall()
            if not problems:
                return
    raise StoreError("store_damaged", problems=len(problems))
