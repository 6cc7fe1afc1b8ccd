"""Accounts in a key file: the first one with a new store, more of them, new passphrases, a new recovery key."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_bytes

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from integrhabitat_desktop.db import passphrase as rules
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import FLOOR, KEY_BYTES, Argon2Parameters
from integrhabitat_desktop.db.key_document import (
    FORMAT,
    MOST_ACCOUNTS,
    STORE_ID_BYTES,
    AccountEntry,
    KeyDocument,
    RecoveryEntry,
)
from integrhabitat_desktop.db.key_file import RECOVERY_OWNER, KeyFile, account_owner, with_entry
from integrhabitat_desktop.db.key_slots import StretchCost, public_bytes, wrap_private_key
from integrhabitat_desktop.db.recovery_key import new_recovery_secret, recovery_private_key, recovery_text
from integrhabitat_desktop.db.unlocked import Unlocked


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be given a slot; its passphrase has passed `check_passphrase`."""

    account_id: str
    display_name: str
    role: str
    passphrase: str = field(repr=False)
    must_change_passphrase: bool = True


@dataclass(frozen=True, slots=True)
class CreatedKeys:
    """A fresh key file, already unlocked, and the recovery key, which is shown this once."""

    keys: KeyFile
    unlocked: Unlocked
    recovery_text: str = field(repr=False)


def create_store_keys(
    path: Path, first: NewAccount, cost: Argon2Parameters, floor: Argon2Parameters = FLOOR
) -> CreatedKeys:
    """Write the key file of a new store with its first account. StoreError `store_exists`.

    `cost` comes from `calibrate` and stays in the file for later slots.
    """
    if path.exists():
        raise StoreError("store_exists")
    cost = cost.at_least(floor)
    unlocked = Unlocked(None, token_bytes(STORE_ID_BYTES), 1, token_bytes(KEY_BYTES))
    entry, private_key = _new_entry(unlocked, first, cost)
    secret = new_recovery_secret()
    document = KeyDocument(
        format=FORMAT,
        store_id=unlocked.store_id,
        generation=1,
        epoch=unlocked.epoch,
        pending_epoch=None,
        cost=StretchCost.of(cost),
        accounts=(entry,),
        recovery=_recovery_entry(unlocked, secret),
    )
    keys = KeyFile(path, document, floor)
    keys.write_first(document, unlocked.master)
    unlocked = replace(unlocked, account_id=first.account_id, private_key=private_key)
    return CreatedKeys(keys, unlocked, recovery_text(secret))


def add_account(keys: KeyFile, unlocked: Unlocked, account: NewAccount) -> None:
    """Give an account a slot. StoreError `account_exists` or `keys_full`."""
    accounts = keys.document.accounts
    if any(entry.account_id == account.account_id for entry in accounts):
        raise StoreError("account_exists")
    if len(accounts) >= MOST_ACCOUNTS:
        raise StoreError("keys_full", most=MOST_ACCOUNTS)
    entry, _ = _new_entry(unlocked, account, keys.cost)
    keys.save(msgspec.structs.replace(keys.document, accounts=(*accounts, entry)), unlocked)


def update_account(
    keys: KeyFile, unlocked: Unlocked, account_id: str, *, display_name: str, role: str
) -> None:
    """Show the account under this name and role. StoreError `account_not_found`."""
    entry = msgspec.structs.replace(keys.entry(account_id), display_name=display_name, role=role)
    keys.save(with_entry(keys.document, entry), unlocked)


def change_passphrase(keys: KeyFile, account_id: str, old: str, new: str) -> Unlocked:
    """Replace the account's own passphrase. StoreError `wrong_passphrase`."""
    unlocked = keys.unlock(account_id, old)
    private_key = _give_passphrase(keys, unlocked, account_id, new, must_change=False)
    return replace(unlocked, private_key=private_key)


def reset_passphrase(keys: KeyFile, unlocked: Unlocked, account_id: str, new: str) -> None:
    """Give an account a start passphrase, to be changed at its first unlock. StoreError `account_not_found`."""
    _give_passphrase(keys, unlocked, account_id, new, must_change=True)


def renew_recovery_key(keys: KeyFile, unlocked: Unlocked) -> str:
    """A new recovery key to print; the old one no longer opens this file."""
    secret = new_recovery_secret()
    document = msgspec.structs.replace(keys.document, recovery=_recovery_entry(unlocked, secret))
    keys.save(document, unlocked, withdraw=True)
    return recovery_text(secret)


def _give_passphrase(
    keys: KeyFile, unlocked: Unlocked, account_id: str, new: str, *, must_change: bool
) -> X25519PrivateKey:
    """A new key pair as well: who knows the old passphrase and keeps an old key file loses later master keys."""
    old = keys.entry(account_id)
    account = NewAccount(account_id, old.display_name, old.role, new, must_change)
    entry, private_key = _new_entry(unlocked, account, keys.cost)
    keys.save(with_entry(keys.document, entry), unlocked, withdraw=True)
    return private_key


def _new_entry(
    unlocked: Unlocked, account: NewAccount, cost: Argon2Parameters
) -> tuple[AccountEntry, X25519PrivateKey]:
    if len(account.passphrase) < rules.SHORTEST:
        raise StoreError("passphrase_too_short", shortest=rules.SHORTEST)
    private_key = X25519PrivateKey.generate()
    public_key = public_bytes(private_key)
    entry = AccountEntry(
        account.account_id,
        account.display_name,
        account.role,
        account.must_change_passphrase,
        public_key,
        wrap_private_key(private_key, account.passphrase, cost, unlocked.store_id, account.account_id),
        unlocked.masters_for(public_key, account_owner(account.account_id)),
    )
    return entry, private_key


def _recovery_entry(unlocked: Unlocked, secret: bytes) -> RecoveryEntry:
    public_key = public_bytes(recovery_private_key(secret, unlocked.store_id))
    return RecoveryEntry(public_key, unlocked.masters_for(public_key, RECOVERY_OWNER))
