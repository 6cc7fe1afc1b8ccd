"""The files of one store: their names, whether they are all there, and room for more."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_file import previous_generation
from integrhabitat_desktop.db.safe_file import file_errors

_COMPANIONS: Final = ("-wal", "-shm", "-journal")
SPARE_BYTES: Final = 50 * 1024 * 1024


class StoreState(Enum):
    """What lies in the folder of a store before anything is opened."""

    ABSENT = "absent"  # first run
    PRESENT = "present"
    KEYS_MISSING = "keys_missing"  # unreadable for ever, unless a backup has the key file
    DATABASE_MISSING = "database_missing"


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """The paths of the store in `folder`; the folder holds nothing else.

    What must outlive the folder or be there before it (lock, backups, unfinished work) lies beside it.
    """

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "store.db"

    @property
    def keys(self) -> Path:
        return self.folder / "store.keys"

    @property
    def attempts(self) -> Path:
        """Counts wrong passphrases."""
        return self.folder / "store.attempts"

    @property
    def next_database(self) -> Path:
        """The database under its next key, while a rotation copies it."""
        return self.folder / "store.db.next"

    @property
    def lock(self) -> Path:
        return self._beside(".lock")

    @property
    def backups(self) -> Path:
        return self._beside(".backups")

    @property
    def unfinished(self) -> Path:
        """A store being created; worthless until it is renamed."""
        return self._beside(".new")

    @property
    def replacement(self) -> Path:
        """A restored or rescued store, complete, on its way to the place of the damaged one."""
        return self._beside(".replacement")

    def set_aside(self, label: str) -> Path:
        """Where a damaged store is kept; it is never deleted, because parts of it may still be readable."""
        return self._beside(f".damaged-{label}")

    def state(self) -> StoreState:
        """Whether there is a store to unlock."""
        has_keys = self.keys.exists() or previous_generation(self.keys).exists()
        has_database = self.database.exists()
        if has_keys and has_database:
            return StoreState.PRESENT
        if has_keys:
            return StoreState.DATABASE_MISSING
        return StoreState.KEYS_MISSING if has_database else StoreState.ABSENT

    def _beside(self, ending: str) -> Path:
        return self.folder.with_name(self.folder.name + ending)


def database_bytes(path: Path) -> int:
    """The size of a database with what waits in its WAL."""
    return sum(file.stat().st_size for file in (path, wal_of(path)) if file.exists())


def wal_of(path: Path) -> Path:
    """The write-ahead log of a database."""
    return path.with_name(path.name + "-wal")


def remove_database(path: Path) -> None:
    """Delete a database that nobody needs any more, with the files SQLite keeps beside it."""
    with file_errors():
        for ending in ("", *_COMPANIONS):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def make_private_folder(folder: Path) -> None:
    """A folder only its owner may enter. StoreError `folder_read_only`, `disk_full`, `store_exists`."""
    try:
        with file_errors():
            folder.mkdir(mode=0o700, parents=True)
    except StoreError as error:
        if isinstance(error.__cause__, FileExistsError):
            raise StoreError("store_exists") from error
        raise


def need_room(folder: Path, needed: int, free_bytes: Callable[[Path], int] | None = None) -> None:
    """StoreError `disk_full` unless `needed` bytes and a reserve fit on the disk of `folder`."""
    with file_errors():
        free = (free_bytes or _free_bytes)(folder)
    if free < needed + SPARE_BYTES:
        raise StoreError("disk_full", needed=needed + SPARE_BYTES, free=free)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
