"""A new store: keys, database and first content appear together or not at all."""

import shutil
from collections.abc import Callable
from dataclasses import replace

from integrhabitat_desktop.db.connection import Connection, close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.integrity import check_database
from integrhabitat_desktop.db.key_accounts import CreatedKeys, NewAccount, create_store_keys
from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.safe_file import file_errors, replace_durably
from integrhabitat_desktop.db.store_files import StoreFiles, make_private_folder, need_room


def create_store(
    files: StoreFiles,
    first: NewAccount,
    cost: Argon2Parameters,
    fill: Callable[[Connection], None],
    floor: Argon2Parameters = FLOOR,
) -> CreatedKeys:
    """Create the store of `files` with its first account; `fill` makes the tables and the first records.

    Everything is made beside the final folder and renamed at the end: a set-up cut off leaves no store.
    StoreError `store_exists`, `disk_full`, `folder_read_only`.
    """
    if files.folder.exists() and any(files.folder.iterdir()):
        raise StoreError("store_exists")
    unfinished = StoreFiles(files.unfinished)
    shutil.rmtree(unfinished.folder, ignore_errors=True)
    make_private_folder(unfinished.folder)
    try:
        need_room(unfinished.folder, 0)
        created = create_store_keys(unfinished.keys, first, cost, floor)
        key = created.unlocked.store_key()
        connection = open_encrypted(unfinished.database, key, create=True)
        try:
            fill(connection)
        except BaseException:
            connection.close()
            raise
        close_store(connection)
        check_database(unfinished.database, key)
        with file_errors():
            if files.folder.exists():
                files.folder.rmdir()
            replace_durably(unfinished.folder, files.folder)
    except BaseException:
        shutil.rmtree(unfinished.folder, ignore_errors=True)
        raise
    return replace(created, keys=KeyFile.load(files.keys, floor))
