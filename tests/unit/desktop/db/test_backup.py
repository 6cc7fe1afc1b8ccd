"""Backups: whole, checked, restorable; a damaged store or copy never becomes one."""

import os
import stat
from pathlib import Path

import pytest

from integrhabitat_desktop.db.backup import (
    backups_in,
    check_backup,
    make_backup,
    remove_backup,
    restore_backup,
)
from integrhabitat_desktop.db.connection import close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import CreatedKeys, change_passphrase
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.rotation import rotate
from integrhabitat_desktop.db.store_files import StoreFiles, StoreState
from integrhabitat_desktop.db.store_replacement import ReplacementStep, finish_replacement

OLD = "tren-luna-pan-rojo"
NEW = "nube-mesa-gato-verde"


class AbortError(Exception):
    """Stands for the end of the process."""


def back_up(files: StoreFiles, created: CreatedKeys, label: str = "2026-11-20") -> Path:
    connection = open_encrypted(files.database, created.unlocked.store_key())
    try:
        return make_backup(files, connection, created.unlocked, label)
    finally:
        connection.close()


def rows(files: StoreFiles, key: bytes) -> int:
    connection = open_encrypted(files.database, key)
    count: int = connection.execute("SELECT count(*) FROM note").fetchone()[0]
    close_store(connection)
    return count


def flip_a_bit(path: Path, place: int = 20 * 4096 + 100) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_backup_of_a_store_in_use_opens_with_the_passphrase(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    connection = open_encrypted(files.database, created.unlocked.store_key())
    connection.execute("INSERT INTO note (text) VALUES ('only in the log so far')")
    connection.commit()
    target = make_backup(files, connection, created.unlocked, "2026-11-20")
    connection.execute("INSERT INTO note (text) VALUES ('after the backup')")
    connection.commit()
    close_store(connection)
    copy = StoreFiles(target)
    unlocked = KeyFile.load(copy.keys, floor=cheap).unlock("amaia", OLD)
    assert rows(copy, unlocked.store_key()) == 501
    check_backup(target, unlocked)
    assert backups_in(files.backups) == (target,)


def test_only_the_owner_may_read_a_backup(files: StoreFiles, created: CreatedKeys) -> None:
    target = back_up(files, created)
    private = 0o600 if os.name == "posix" else 0o666  # Windows has access lists instead of mode bits
    assert {stat.S_IMODE(file.stat().st_mode) for file in target.iterdir()} == {private}
    assert sorted(file.name for file in target.iterdir()) == ["store.db", "store.keys"]


def test_a_backup_never_replaces_another(files: StoreFiles, created: CreatedKeys) -> None:
    back_up(files, created)
    with pytest.raises(StoreError, match="backup_exists"):
        back_up(files, created)


@pytest.mark.parametrize("page", range(2, 39, 6))
def test_a_damaged_store_is_not_backed_up(files: StoreFiles, created: CreatedKeys, page: int) -> None:
    flip_a_bit(files.database, page * 4096 + 100)
    with pytest.raises(StoreError, match="store_damaged"):
        back_up(files, created)
    assert list(files.backups.iterdir()) == []


def test_damage_in_the_tail_of_a_long_text_is_not_copied_as_emptiness(
    files: StoreFiles, created: CreatedKeys
) -> None:
    # The backup interface and quick_check both stay silent here; only the check of the source sees it.
    connection = open_encrypted(files.database, created.unlocked.store_key())
    connection.execute("CREATE TABLE long (text TEXT)")
    connection.execute("INSERT INTO long VALUES (?)", ("x" * 40_000,))
    connection.commit()
    close_store(connection)
    flip_a_bit(files.database, files.database.stat().st_size - 3000)
    with pytest.raises(StoreError, match="store_damaged"):
        back_up(files, created)


def test_a_backup_that_went_bad_is_noticed(files: StoreFiles, created: CreatedKeys) -> None:
    target = back_up(files, created)
    flip_a_bit(StoreFiles(target).database)
    with pytest.raises(StoreError, match="backup_damaged"):
        check_backup(target, created.unlocked)


def test_a_backup_without_its_key_file_is_no_backup(files: StoreFiles, created: CreatedKeys) -> None:
    target = back_up(files, created)
    StoreFiles(target).keys.unlink()
    with pytest.raises(StoreError, match="backup_damaged"):
        check_backup(target, created.unlocked)


def test_an_unreadable_key_file_stops_the_backup(files: StoreFiles, created: CreatedKeys) -> None:
    for file in files.folder.glob("store.keys*"):
        file.write_bytes(b"torn")
    with pytest.raises(StoreError, match="keys_damaged"):
        back_up(files, created)
    assert list(files.backups.iterdir()) == []


def test_a_damaged_store_is_kept_aside_when_a_backup_takes_its_place(
    files: StoreFiles, created: CreatedKeys
) -> None:
    target = back_up(files, created)
    flip_a_bit(files.database)
    damaged = files.database.read_bytes()
    restore_backup(files, target, "1", created.unlocked)
    assert rows(files, created.unlocked.store_key()) == 500
    assert StoreFiles(files.set_aside("1")).database.read_bytes() == damaged
    assert backups_in(files.backups) == (target,)


def test_a_restore_keeps_later_changes_of_accounts(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    target = back_up(files, created)
    unlocked = change_passphrase(created.keys, "amaia", OLD, NEW)
    restore_backup(files, target, "1", unlocked)
    keys = KeyFile.load(files.keys, floor=cheap)
    assert rows(files, keys.unlock("amaia", NEW).store_key()) == 500
    with pytest.raises(StoreError, match="wrong_passphrase"):
        keys.unlock("amaia", OLD)


def test_a_backup_from_before_a_rotation_comes_back_with_its_own_keys(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    target = back_up(files, created)
    rotated = rotate(files, created.keys, created.unlocked)
    restore_backup(files, target, "1", rotated)
    keys = KeyFile.load(files.keys, floor=cheap)
    assert rows(files, keys.unlock("amaia", OLD).store_key()) == 500


def test_a_lost_store_comes_back_without_anyone_unlocked(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    target = back_up(files, created)
    for file in files.folder.iterdir():
        file.unlink()
    restore_backup(files, target, "1")
    unlocked = KeyFile.load(files.keys, floor=cheap).unlock("amaia", OLD)
    assert rows(files, unlocked.store_key()) == 500


@pytest.mark.parametrize("step", ReplacementStep)
def test_an_abort_of_a_restore_leaves_the_old_or_the_restored_store(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters, step: ReplacementStep
) -> None:
    target = back_up(files, created)

    def abort(done: ReplacementStep) -> None:
        if done is step:
            raise AbortError

    with pytest.raises(AbortError):
        restore_backup(files, target, "1", created.unlocked, after=abort)
    assert finish_replacement(files) == (step is ReplacementStep.SET_ASIDE)
    assert files.state() is StoreState.PRESENT
    unlocked = KeyFile.load(files.keys, floor=cheap).unlock("amaia", OLD)
    assert rows(files, unlocked.store_key()) == 500
    restore_backup(files, target, "2", unlocked)
    assert rows(files, unlocked.store_key()) == 500


def test_a_removed_backup_is_gone(files: StoreFiles, created: CreatedKeys) -> None:
    target = back_up(files, created)
    remove_backup(target)
    assert backups_in(files.backups) == ()


def test_a_full_disk_is_noticed_before_copying(
    files: StoreFiles, created: CreatedKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrhabitat_desktop.db.store_files._free_bytes", lambda folder: 1000)
    with pytest.raises(StoreError, match="disk_full"):
        back_up(files, created)
    assert backups_in(files.backups) == ()
