"""The files of a store: state of the folder, free space, creation all or nothing."""

import os
import stat
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import Connection, close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import CreatedKeys, NewAccount
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.store_creation import create_store
from integrhabitat_desktop.db.store_files import (
    SPARE_BYTES,
    StoreFiles,
    StoreState,
    database_bytes,
    need_room,
    remove_database,
)

AMAIA = NewAccount("amaia", "Amaia Urrutia", "COORDINATOR", "tren-luna-pan-rojo", False)


def no_content(connection: Connection) -> None:
    connection.execute("CREATE TABLE leaflet (id INTEGER)")


def test_a_created_store_opens_with_its_passphrase(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    assert files.state() is StoreState.PRESENT
    unlocked = KeyFile.load(files.keys, floor=cheap).unlock("amaia", AMAIA.passphrase)
    connection = open_encrypted(files.database, unlocked.store_key())
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (500,)
    close_store(connection)
    assert created.keys.path == files.keys
    private = 0o700 if os.name == "posix" else 0o777  # Windows has access lists instead of mode bits
    assert stat.S_IMODE(files.folder.stat().st_mode) == private


def test_no_store_is_made_over_another(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    before = files.database.read_bytes()
    with pytest.raises(StoreError, match="store_exists"):
        create_store(files, AMAIA, cheap, no_content, floor=cheap)
    assert files.database.read_bytes() == before


def test_a_set_up_that_fails_leaves_nothing(files: StoreFiles, cheap: Argon2Parameters) -> None:
    def fail(connection: Connection) -> None:
        no_content(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create_store(files, AMAIA, cheap, fail, floor=cheap)
    assert files.state() is StoreState.ABSENT
    assert list(files.folder.parent.iterdir()) == []


def test_left_overs_of_a_set_up_cut_off_do_not_matter(files: StoreFiles, cheap: Argon2Parameters) -> None:
    files.unfinished.mkdir(parents=True)
    StoreFiles(files.unfinished).keys.write_bytes(b"half")
    files.folder.mkdir()
    create_store(files, AMAIA, cheap, no_content, floor=cheap)
    assert files.state() is StoreState.PRESENT
    assert not files.unfinished.exists()


@pytest.mark.parametrize(
    ("names", "state"),
    [
        ([], StoreState.ABSENT),
        (["store.db"], StoreState.KEYS_MISSING),
        (["store.keys"], StoreState.DATABASE_MISSING),
        (["store.db", "store.keys"], StoreState.PRESENT),
    ],
)
def test_the_state_names_what_is_missing(files: StoreFiles, names: list[str], state: StoreState) -> None:
    files.folder.mkdir(parents=True)
    for name in names:
        (files.folder / name).touch()
    assert files.state() is state


def test_a_missing_key_file_is_replaced_by_the_generation_before(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    files.keys.unlink()
    assert files.state() is StoreState.PRESENT
    assert KeyFile.load(files.keys, floor=cheap).unlock("amaia", AMAIA.passphrase).epoch == 1


def test_room_is_needed_for_the_content_and_a_reserve(tmp_path: Path) -> None:
    need_room(tmp_path, 1000, lambda folder: SPARE_BYTES + 1000)
    with pytest.raises(StoreError) as caught:
        need_room(tmp_path, 1000, lambda folder: SPARE_BYTES + 999)
    assert caught.value.code == "disk_full"
    assert caught.value.facts == {"needed": SPARE_BYTES + 1000, "free": SPARE_BYTES + 999}
    need_room(tmp_path, 0)


def test_a_database_is_counted_and_removed_with_its_companions(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    for ending, size in (("", 100), ("-wal", 30), ("-shm", 7), ("-journal", 1)):
        path.with_name(path.name + ending).write_bytes(b"x" * size)
    assert database_bytes(path) == 130
    remove_database(path)
    assert list(tmp_path.iterdir()) == []
    assert database_bytes(path) == 0
