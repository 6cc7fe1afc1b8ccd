"""Setting up, unlocking, recovering: a store is there whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import Argon2Parameters
from integrhabitat_desktop.db.key_rotation import begin_rotation
from integrhabitat_desktop.use_cases.store_door import (
    JOINING_ACCOUNT,
    NewCentre,
    NewCoordinator,
    StoreDoor,
)
from integrhabitat_protocol.record_types import CENTRE_ID, Centre, StaffAccount
from tests.fake_clock import FakeClock

CHEAP = Argon2Parameters(64, 1)
PASSPHRASE = "fogata-lirio-cuenco-remanso"
CENTRE = NewCentre("La Esperanza", "CO", "America/Bogota")


@pytest.fixture
def door(tmp_path: Path, clock: FakeClock) -> StoreDoor:
    return StoreDoor(tmp_path / "place", clock, lambda count: b"\x07" * count, lambda: CHEAP, CHEAP)


def test_a_new_centre_is_set_up_and_opened_again(door: StoreDoor) -> None:
    assert not door.has_store()
    opened, recovery = door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    assert recovery.count("-") == 8
    (account,) = door.accounts()
    assert (account.display_name, account.role) == ("Ana Lucía", "COORDINATOR")
    again = door.unlock(account.account_id, PASSPHRASE)
    store = again.connect()
    desk = again.desk(store)
    assert desk.staff.display_name == "Ana Lucía"
    assert desk.centre.name == "La Esperanza"
    assert store.get(StaffAccount, account.account_id) is not None
    store.close()
    assert opened.unlocked.store_key() == again.unlocked.store_key()


def test_a_wrong_passphrase_is_refused(door: StoreDoor) -> None:
    door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    with pytest.raises(StoreError, match="wrong_passphrase"):
        door.unlock(door.accounts()[0].account_id, PASSPHRASE + "x")


def test_the_recovery_sheet_gives_a_new_passphrase_and_then_counts_no_more(door: StoreDoor) -> None:
    _, sheet = door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    account_id = door.accounts()[0].account_id
    _, new_sheet = door.recover(sheet, account_id, "otra-clave-bien-larga")
    assert not door.accounts()[0].must_change_passphrase
    door.unlock(account_id, "otra-clave-bien-larga")
    with pytest.raises(StoreError, match="wrong_passphrase"):
        door.unlock(account_id, PASSPHRASE)
    with pytest.raises(StoreError, match="wrong_recovery_key"):
        door.recover(sheet, account_id, PASSPHRASE)
    assert new_sheet != sheet


def test_a_disabled_account_does_not_open_the_store(door: StoreDoor) -> None:
    opened, _ = door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    account_id = door.accounts()[0].account_id
    store = opened.connect()
    with store.transaction(account_id) as tx:
        tx.update(StaffAccount, account_id, state="DISABLED")
    store.close()
    with pytest.raises(StoreError, match="account_disabled"):
        door.unlock(account_id, PASSPHRASE)


def test_a_store_that_joins_has_no_centre_yet(door: StoreDoor) -> None:
    opened, _ = door.create(NewCoordinator("Ana Lucía", PASSPHRASE), None)
    assert door.accounts()[0].account_id == JOINING_ACCOUNT
    store = opened.connect()
    assert store.get(Centre, CENTRE_ID) is None
    store.close()


def test_a_second_set_up_in_the_same_place_is_refused(door: StoreDoor) -> None:
    door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    with pytest.raises(StoreError, match="store_exists"):
        door.create(NewCoordinator("Luis", PASSPHRASE), CENTRE)


def test_wrong_passphrases_in_a_row_have_to_wait(door: StoreDoor, clock: FakeClock) -> None:
    door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    account_id = door.accounts()[0].account_id
    for _ in range(3):
        with pytest.raises(StoreError, match="wrong_passphrase"):
            door.unlock(account_id, "equivocada-pero-larga")
    with pytest.raises(StoreError, match="passphrase_pause"):
        door.unlock(account_id, PASSPHRASE)
    clock.advance(minutes=1)
    door.unlock(account_id, PASSPHRASE)


def test_a_second_program_on_the_same_store_is_refused(door: StoreDoor, clock: FakeClock) -> None:
    door.enter()
    second = StoreDoor(door.home, clock, lambda count: b"\x08" * count, lambda: CHEAP, CHEAP)
    with pytest.raises(StoreError, match="second_instance"):
        second.enter()
    door.leave()
    second.enter()
    second.leave()


def test_a_change_of_key_that_was_begun_ends_at_the_next_unlock(door: StoreDoor) -> None:
    opened, _ = door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    before = opened.unlocked.store_key()
    begin_rotation(opened.keys, opened.unlocked, None)
    again = door.unlock(door.accounts()[0].account_id, PASSPHRASE)
    assert again.unlocked.store_key() != before
    store = again.connect()
    assert again.desk(store).centre.name == "La Esperanza"
    store.close()


def test_nothing_of_the_set_up_can_be_read_without_the_keys(door: StoreDoor) -> None:
    door.create(NewCoordinator("Ana Lucía", PASSPHRASE), CENTRE)
    for file in door.files.folder.iterdir():
        content = file.read_bytes()
        assert b"La Esperanza" not in content
        assert PASSPHRASE.encode() not in content
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(door.files.database) as plain:
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()
    assert (door.files.keys).stat().st_mode & 0o777 == 0o600
