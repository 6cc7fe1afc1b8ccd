"""Accounts in the key file: adding, changing and resetting passphrases, recovery, limits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import (
    CreatedKeys,
    NewAccount,
    add_account,
    change_passphrase,
    create_store_keys,
    renew_recovery_key,
    reset_passphrase,
    update_account,
)
from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters
from integrhabitat_desktop.db.key_document import LARGEST_FILE, parse_document
from integrhabitat_desktop.db.key_file import AccountSlot, KeyFile, account_owner, previous_generation
from integrhabitat_desktop.db.key_rotation import begin_rotation, finish_rotation
from integrhabitat_desktop.db.key_slots import open_master

OLD = "tren-luna-pan-rojo"
NEW = "nube-mesa-gato-verde"
START = "mar-sal-rio-azul"
BENAT = NewAccount("benat", "Beñat Zubiri", "FIELD", START)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        call()
    return caught.value.code


def reloaded(created: CreatedKeys, cheap: Argon2Parameters) -> KeyFile:
    return KeyFile.load(created.keys.path, floor=cheap)


def test_a_new_account_opens_the_same_store_and_has_to_change_its_passphrase(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    add_account(created_keys.keys, created_keys.unlocked, BENAT)
    keys = reloaded(created_keys, cheap)
    assert keys.accounts() == (
        AccountSlot("amaia", "Amaia Urrutia", "COORDINATOR", False),
        AccountSlot("benat", "Beñat Zubiri", "FIELD", True),
    )
    assert keys.unlock("benat", START).store_key() == created_keys.unlocked.store_key()


def test_an_account_is_added_once(created_keys: CreatedKeys) -> None:
    add_account(created_keys.keys, created_keys.unlocked, BENAT)
    assert code_of(lambda: add_account(created_keys.keys, created_keys.unlocked, BENAT)) == "account_exists"


def test_a_changed_passphrase_replaces_the_old_one_in_both_generations(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    add_account(created_keys.keys, created_keys.unlocked, BENAT)
    unlocked = change_passphrase(created_keys.keys, "benat", START, NEW)
    assert unlocked.store_key() == created_keys.unlocked.store_key()
    for path in (created_keys.keys.path, previous_generation(created_keys.keys.path)):
        keys = KeyFile.load(path, floor=cheap)
        assert not keys.accounts()[1].must_change_passphrase
        with pytest.raises(StoreError, match="wrong_passphrase"):
            keys.unlock("benat", START)
        assert keys.unlock("benat", NEW).store_key() == unlocked.store_key()


def test_a_wrong_old_passphrase_changes_nothing(created_keys: CreatedKeys) -> None:
    before = created_keys.keys.path.read_bytes()
    assert code_of(lambda: change_passphrase(created_keys.keys, "amaia", NEW, NEW)) == "wrong_passphrase"
    assert created_keys.keys.path.read_bytes() == before


def test_a_reset_passphrase_has_to_be_changed(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    recovered = created_keys.keys.unlock_with_recovery(created_keys.recovery_text)
    reset_passphrase(created_keys.keys, recovered, "amaia", NEW)
    keys = reloaded(created_keys, cheap)
    assert keys.accounts()[0].must_change_passphrase
    assert code_of(lambda: keys.unlock("amaia", OLD)) == "wrong_passphrase"
    assert keys.unlock("amaia", NEW).store_key() == created_keys.unlocked.store_key()


def test_a_passphrase_below_the_minimum_gets_no_slot(created_keys: CreatedKeys) -> None:
    account = NewAccount("c", "Celia Arrizabalaga", "FIELD", "once-letras")
    assert (
        code_of(lambda: add_account(created_keys.keys, created_keys.unlocked, account))
        == "passphrase_too_short"
    )


def test_name_and_role_can_change_without_a_passphrase(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    update_account(created_keys.keys, created_keys.unlocked, "amaia", display_name="A. Urrutia", role="FIELD")
    keys = reloaded(created_keys, cheap)
    assert keys.accounts() == (AccountSlot("amaia", "A. Urrutia", "FIELD", False),)
    assert keys.unlock("amaia", OLD).store_key() == created_keys.unlocked.store_key()


@pytest.mark.parametrize(
    "change",
    [
        lambda created: update_account(
            created.keys, created.unlocked, "nadie", display_name="N", role="FIELD"
        ),
        lambda created: reset_passphrase(created.keys, created.unlocked, "nadie", NEW),
        lambda created: begin_rotation(created.keys, created.unlocked, without="nadie"),
    ],
)
def test_an_unknown_account_cannot_be_changed(
    created_keys: CreatedKeys, change: Callable[[CreatedKeys], object]
) -> None:
    assert code_of(lambda: change(created_keys)) == "account_not_found"


def test_a_renewed_recovery_key_replaces_the_printed_one(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    text = renew_recovery_key(created_keys.keys, created_keys.unlocked)
    for path in (created_keys.keys.path, previous_generation(created_keys.keys.path)):
        keys = KeyFile.load(path, floor=cheap)
        assert keys.unlock_with_recovery(text).store_key() == created_keys.unlocked.store_key()
        with pytest.raises(StoreError, match="wrong_recovery_key"):
            keys.unlock_with_recovery(created_keys.recovery_text)


def test_sixty_four_accounts_fit_and_can_be_rotated(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys, unlocked = created_keys.keys, created_keys.unlocked
    for number in range(63):
        add_account(keys, unlocked, NewAccount(f"K3F9Q7M-{number}", f"Ñ{number:039}", "COORDINATOR", START))
    one_more = NewAccount("one-more", "Celia Arrizabalaga", "FIELD", START)
    assert code_of(lambda: add_account(keys, unlocked, one_more)) == "keys_full"
    pending = begin_rotation(keys, unlocked)
    assert keys.path.stat().st_size <= LARGEST_FILE
    finish_rotation(keys, pending)
    assert len(parse_document(keys.path.read_bytes()).accounts) == 64


def test_a_rotation_gives_new_keys_to_all_but_the_removed_account(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys = created_keys.keys
    add_account(keys, created_keys.unlocked, BENAT)
    pending = begin_rotation(keys, created_keys.unlocked, without="benat")
    assert pending.store_key() == created_keys.unlocked.store_key()
    assert pending.pending_store_key() not in (None, pending.store_key())
    finished = finish_rotation(keys, pending)
    assert finished.store_key() == pending.pending_store_key()
    for path in (keys.path, previous_generation(keys.path)):
        again = KeyFile.load(path, floor=cheap)
        assert [account.account_id for account in again.accounts()] == ["amaia"]
        assert again.unlock("amaia", OLD).store_key() == finished.store_key()
        assert again.unlock_with_recovery(created_keys.recovery_text).epoch == 2
        with pytest.raises(StoreError, match="wrong_passphrase"):
            again.unlock("benat", START)


def test_the_key_pair_of_an_old_passphrase_opens_no_later_master_key(created_keys: CreatedKeys) -> None:
    keys = created_keys.keys
    kept = keys.unlock("amaia", OLD).private_key
    assert kept is not None
    finish_rotation(keys, begin_rotation(keys, change_passphrase(keys, "amaia", OLD, NEW)))
    master = keys.entry("amaia").masters[0]
    assert code_of(lambda: open_master(master, kept, keys.document.store_id, account_owner("amaia"))) == (
        "keys_damaged"
    )


def test_a_passphrase_changed_during_a_rotation_opens_both_keys(
    created_keys: CreatedKeys, cheap: Argon2Parameters
) -> None:
    keys = created_keys.keys
    pending = begin_rotation(keys, created_keys.unlocked)
    change_passphrase(keys, "amaia", OLD, NEW)
    unlocked = reloaded(created_keys, cheap).unlock("amaia", NEW)
    assert unlocked.store_key() == pending.store_key()
    assert unlocked.pending_store_key() == pending.pending_store_key()


def test_the_last_account_stays(created_keys: CreatedKeys) -> None:
    call = lambda: begin_rotation(created_keys.keys, created_keys.unlocked, without="amaia")  # noqa: E731
    assert code_of(call) == "last_account"


def test_an_existing_key_file_is_never_replaced(created_keys: CreatedKeys, cheap: Argon2Parameters) -> None:
    before = created_keys.keys.path.read_bytes()
    assert code_of(lambda: create_store_keys(created_keys.keys.path, BENAT, cheap, cheap)) == "store_exists"
    assert created_keys.keys.path.read_bytes() == before


def test_the_product_never_goes_below_the_floor(tmp_path: Path, cheap: Argon2Parameters) -> None:
    created = create_store_keys(tmp_path / "store.keys", BENAT, cheap)
    stored = parse_document(created.keys.path.read_bytes())
    assert stored.cost.parameters() == FLOOR
    assert stored.accounts[0].wrapped.cost.parameters() == FLOOR
