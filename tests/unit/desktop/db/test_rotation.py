"""Key rotation: new key, same content, and a kill after each step loses nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import APPLICATION_ID, close_store, open_encrypted
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import CreatedKeys, NewAccount, add_account
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.rotation import RotationStep, resume_rotation, rotate
from integrhabitat_desktop.db.store_files import StoreFiles
from integrhabitat_desktop.db.unlocked import Unlocked

PASSPHRASE = "tren-luna-pan-rojo"
BENAT = NewAccount("benat", "Beñat Zubiri", "FIELD", "mar-sal-rio-azul")


class AbortError(Exception):
    """Stands for the end of the process."""


def content(files: StoreFiles, key: bytes) -> tuple[int, int, int]:
    connection = open_encrypted(files.database, key)
    rows = connection.execute("SELECT count(*) FROM note").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    close_store(connection)
    return rows, version, application


def start_again(files: StoreFiles, cheap: Argon2Parameters) -> Unlocked:
    """What a start of the program does."""
    keys = KeyFile.load(files.keys, floor=cheap)
    return resume_rotation(files, keys, keys.unlock("amaia", PASSPHRASE))


def test_content_and_version_survive_and_the_old_key_opens_nothing(
    files: StoreFiles, created: CreatedKeys
) -> None:
    old_key = created.unlocked.store_key()
    rotated = rotate(files, created.keys, created.unlocked)
    assert content(files, rotated.store_key()) == (500, 7, APPLICATION_ID)
    with pytest.raises(StoreError, match="store_damaged"):
        open_encrypted(files.database, old_key)
    assert sorted(file.name for file in files.folder.iterdir()) == [
        "store.db",
        "store.keys",
        "store.keys.previous",
    ]


def test_a_removed_account_loses_its_slot_and_the_others_keep_theirs(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    add_account(created.keys, created.unlocked, BENAT)
    rotate(files, created.keys, created.unlocked, without="benat")
    assert content(files, start_again(files, cheap).store_key())[0] == 500
    with pytest.raises(StoreError, match="wrong_passphrase"):
        KeyFile.load(files.keys, floor=cheap).unlock("benat", BENAT.passphrase)


def test_each_rotation_moves_one_epoch_on(files: StoreFiles, created: CreatedKeys) -> None:
    unlocked = created.unlocked
    for epoch in (2, 3, 4):
        unlocked = rotate(files, created.keys, unlocked)
        assert unlocked.epoch == epoch
    assert content(files, unlocked.store_key())[0] == 500


@pytest.mark.parametrize("step", RotationStep)
def test_an_abort_after_any_step_is_completed_at_the_next_start(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters, step: RotationStep
) -> None:
    add_account(created.keys, created.unlocked, BENAT)

    def abort(done: RotationStep) -> None:
        if done is step:
            raise AbortError

    with pytest.raises(AbortError):
        rotate(files, created.keys, created.unlocked, without="benat", after=abort)
    unlocked = start_again(files, cheap)
    assert unlocked.epoch == 2
    assert unlocked.pending_master is None
    assert content(files, unlocked.store_key()) == (500, 7, APPLICATION_ID)
    assert not files.next_database.exists()
    keys = KeyFile.load(files.keys, floor=cheap)
    assert [account.account_id for account in keys.accounts()] == ["amaia"]
    assert not keys.has_pending_rotation


KILLED = """
import os, sys
from pathlib import Path
from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.rotation import resume_rotation, rotate
from integrhabitat_desktop.db.store_files import StoreFiles
files = StoreFiles(Path(sys.argv[1]))
keys = KeyFile.load(files.keys, floor=Argon2Parameters(64, 1))
unlocked = keys.unlock("amaia", "tren-luna-pan-rojo")
if not keys.has_pending_rotation:
    # An earlier end of the program left its last writes in the log.
    connection = open_encrypted(files.database, unlocked.store_key())
    connection.execute("INSERT INTO note (text) VALUES ('last')")
    connection.commit()
    if sys.argv[2] == "before":
        os._exit(9)
    connection.close()
    run = rotate
else:
    run = resume_rotation
run(files, keys, unlocked, after=lambda step: os._exit(9) if step.value == sys.argv[2] else None)
"""


@pytest.mark.parametrize("step", ["before", *[step.value for step in RotationStep]])
def test_a_killed_process_leaves_a_store_that_the_next_start_opens(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters, step: str
) -> None:
    command = [sys.executable, "-c", KILLED, str(files.folder), step]
    assert subprocess.run(command, check=False).returncode == 9
    keys = KeyFile.load(files.keys, floor=cheap)
    unlocked = keys.unlock("amaia", PASSPHRASE)
    finished = resume_rotation(files, keys, unlocked)
    assert content(files, finished.store_key())[0] == 501
    rotated = rotate(files, keys, finished)
    assert content(files, rotated.store_key())[0] == 501


def test_a_rotation_cut_off_twice_at_different_steps_still_completes(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    for step in (RotationStep.COPY_MADE, RotationStep.COPY_CHECKED, RotationStep.STORE_REPLACED):
        command = [sys.executable, "-c", KILLED, str(files.folder), step.value]
        assert subprocess.run(command, check=False).returncode == 9
    assert content(files, start_again(files, cheap).store_key())[0] == 501


def test_an_unfinished_copy_of_an_earlier_attempt_is_thrown_away(
    files: StoreFiles, created: CreatedKeys
) -> None:
    files.next_database.write_bytes(b"torn" * 5000)
    Path(f"{files.next_database}-journal").write_bytes(b"torn")
    rotated = rotate(files, created.keys, created.unlocked)
    assert content(files, rotated.store_key())[0] == 500


def test_a_store_still_open_elsewhere_is_not_replaced(
    files: StoreFiles, created: CreatedKeys, cheap: Argon2Parameters
) -> None:
    reader = open_encrypted(files.database, created.unlocked.store_key())
    with pytest.raises(StoreError, match="store_busy"):
        rotate(files, created.keys, created.unlocked)
    assert reader.execute("SELECT count(*) FROM note").fetchone() == (500,)
    close_store(reader)
    assert content(files, start_again(files, cheap).store_key())[0] == 500


def test_a_damaged_store_is_not_replaced_by_an_incomplete_copy(
    files: StoreFiles, created: CreatedKeys
) -> None:
    damaged = bytearray(files.database.read_bytes())
    damaged[20 * 4096 + 100] ^= 1
    files.database.write_bytes(damaged)
    with pytest.raises(StoreError, match="store_damaged"):
        rotate(files, created.keys, created.unlocked)
    assert files.database.read_bytes() == damaged
    assert not files.next_database.exists()


def test_a_full_disk_is_noticed_before_anything_changes(
    files: StoreFiles, created: CreatedKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrhabitat_desktop.db.store_files._free_bytes", lambda folder: 1000)
    before = files.keys.read_bytes()
    with pytest.raises(StoreError, match="disk_full"):
        rotate(files, created.keys, created.unlocked)
    assert files.keys.read_bytes() == before
