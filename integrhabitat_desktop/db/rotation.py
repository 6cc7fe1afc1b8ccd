"""Key rotation: a new master key, and the database copied under its key; safe at a kill after every step."""

from collections.abc import Callable
from enum import Enum

from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.database_copy import copy_database
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.integrity import check_database
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.key_rotation import begin_rotation, finish_rotation
from integrhabitat_desktop.db.safe_file import file_errors, replace_durably
from integrhabitat_desktop.db.store_files import (
    StoreFiles,
    database_bytes,
    need_room,
    remove_database,
    wal_of,
)
from integrhabitat_desktop.db.unlocked import Unlocked


class RotationStep(Enum):
    """What is on the disk after each step, in this order."""

    PENDING_WRITTEN = "pending_written"  # the key file holds both master keys
    COPY_MADE = "copy_made"
    COPY_CHECKED = "copy_checked"
    STORE_REPLACED = "store_replaced"  # the database has its new key
    FINISHED = "finished"  # the key file holds the new master key only


StepObserver = Callable[[RotationStep], None]


def no_observer(_step: RotationStep) -> None:
    """For callers that show no progress."""


def rotate(
    files: StoreFiles,
    keys: KeyFile,
    unlocked: Unlocked,
    *,
    without: str | None = None,
    after: StepObserver = no_observer,
) -> Unlocked:
    """Give the store a new key, and take the account `without` away from it. Returns the new keys.

    Every connection to the store must be closed. StoreError `disk_full` before anything changes; any later
    failure leaves a store that `resume_rotation` completes.
    """
    if keys.has_pending_rotation:
        unlocked = resume_rotation(files, keys, unlocked, after=after)
    need_room(files.folder, database_bytes(files.database))
    pending = begin_rotation(keys, unlocked, without)
    after(RotationStep.PENDING_WRITTEN)
    return resume_rotation(files, keys, pending, after=after)


def resume_rotation(
    files: StoreFiles, keys: KeyFile, unlocked: Unlocked, *, after: StepObserver = no_observer
) -> Unlocked:
    """Complete a rotation that was cut off; call after each unlock, before the store is opened.

    Returns the keys that open the store. Nothing happens where no rotation is pending. Where it fails
    (`disk_full`), the store still opens with `unlocked.store_key()` and the next start tries again.
    """
    pending_key = unlocked.pending_store_key()
    if pending_key is None:
        return unlocked
    if not _opens(files, pending_key):
        _copy_under(pending_key, files, unlocked, after)
    finished = finish_rotation(keys, unlocked)
    after(RotationStep.FINISHED)
    return finished


def _copy_under(key: bytes, files: StoreFiles, unlocked: Unlocked, after: StepObserver) -> None:
    remove_database(files.next_database)
    need_room(files.folder, database_bytes(files.database))
    source = open_encrypted(files.database, unlocked.store_key())
    try:
        copy_database(source, files.next_database, key)
        after(RotationStep.COPY_MADE)
        check_database(files.next_database, key)
        after(RotationStep.COPY_CHECKED)
    except BaseException:
        source.close()
        raise
    close_store(source)
    with file_errors():
        # The log of the old database, laid over the new one, would destroy it.
        if wal_of(files.database).exists():
            raise StoreError("store_busy")
        replace_durably(files.next_database, files.database)
    after(RotationStep.STORE_REPLACED)


def _opens(files: StoreFiles, key: bytes) -> bool:
    """Whether this is the database's key. Read-only, so that a wrong key cannot touch the log."""
    try:
        open_encrypted(files.database, key, read_only=True).close()
    except StoreError as error:
        if error.code == "store_damaged":
            return False
        raise
    return True
