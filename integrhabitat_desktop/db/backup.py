"""Backups: a checked copy of the database with its key file, and the way back from one."""

import shutil
from pathlib import Path
from typing import Final

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.database_copy import copy_database
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.integrity import check_database
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.safe_file import (
    file_errors,
    replace_durably,
    sync_file,
    sync_folder,
)
from integrhabitat_desktop.db.store_files import (
    StoreFiles,
    database_bytes,
    make_private_folder,
    need_room,
    remove_database,
)
from integrhabitat_desktop.db.store_replacement import (
    ReplacementObserver,
    begin_replacement,
    copy_keys,
    no_observer,
    put_in_place,
)
from integrhabitat_desktop.db.unlocked import Unlocked

_UNFINISHED: Final = ".part"


def make_backup(
    files: StoreFiles, connection: Connection, unlocked: Unlocked, label: str, folder: Path | None = None
) -> Path:
    """Copy the open store into `folder`/`label`, check the copy, and only then give it its name.

    The store stays in use meanwhile. StoreError: `backup_exists`, `disk_full`, `store_damaged` where the
    store itself cannot be read whole, `backup_damaged` where the copy fails its checks.
    """
    folder = folder or files.backups
    target, unfinished = folder / label, folder / (label + _UNFINISHED)
    if target.exists():
        raise StoreError("backup_exists")
    with file_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
    need_room(folder, database_bytes(files.database))
    make_private_folder(unfinished)
    try:
        copy = StoreFiles(unfinished)
        copy_database(connection, copy.database, unlocked.store_key())
        copy_keys(files.keys, copy.keys)
        check_backup(unfinished, unlocked)
        with file_errors():
            replace_durably(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return target


def check_backup(backup: Path, unlocked: Unlocked) -> None:
    """Prove that a backup opens and is whole. StoreError `backup_damaged`."""
    copy = StoreFiles(backup)
    try:
        check_database(copy.database, unlocked.store_key())
        proven = KeyFile.load(copy.keys).is_proven_by(unlocked)
    except StoreError as error:
        if error.code in ("disk_full", "folder_read_only"):
            raise
        raise StoreError("backup_damaged") from error
    if not proven:
        raise StoreError("backup_damaged")


def backups_in(folder: Path) -> tuple[Path, ...]:
    """The finished backups, by name."""
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            entry
            for entry in folder.iterdir()
            if entry.suffix != _UNFINISHED and StoreFiles(entry).database.exists()
        )
    )


def restore_backup(
    files: StoreFiles,
    backup: Path,
    label: str,
    unlocked: Unlocked | None = None,
    after: ReplacementObserver = no_observer,
) -> None:
    """Put a copy of the backup in the place of the store, which is kept aside under `label`.

    The store must be closed. Where its own keys still open the backup its key file stays, and with it every
    later change of accounts; otherwise the backup's key file counts. A kill at any moment leaves the old
    store in place or a replacement that `finish_replacement` completes.
    """
    source = StoreFiles(backup)
    building = begin_replacement(files, database_bytes(source.database))
    with file_errors():
        shutil.copyfile(source.database, building.database)
        building.database.chmod(0o600)
        sync_file(building.database)
    keep_keys = unlocked is not None and files.keys.exists() and _opens(building, unlocked)
    copy_keys(files.keys if keep_keys else source.keys, building.keys)
    put_in_place(files, label, after)


def _opens(files: StoreFiles, unlocked: Unlocked) -> bool:
    try:
        check_database(files.database, unlocked.store_key())
    except StoreError as error:
        if error.code == "store_damaged":
            return False
        raise
    return True


def remove_backup(backup: Path) -> None:
    """Delete one backup, the database first: without it the rest says nothing."""
    remove_database(StoreFiles(backup).database)
    with file_errors():
        shutil.rmtree(backup)
        sync_folder(backup.parent)
