"""The key file's part of a rotation: a pending master key beside the current one, then in its place."""

from dataclasses import replace
from secrets import token_bytes

import msgspec

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import KEY_BYTES
from integrhabitat_desktop.db.key_file import RECOVERY_OWNER, KeyFile, account_owner
from integrhabitat_desktop.db.unlocked import Unlocked


def begin_rotation(keys: KeyFile, unlocked: Unlocked, without: str | None = None) -> Unlocked:
    """Write a pending master key for every account but `without`, whose slot goes. Needs nobody's passphrase.

    StoreError `account_not_found` or `last_account`.
    """
    document = keys.document
    if keys.has_pending_rotation:
        raise ValueError("a rotation is already under way")
    if without is not None:
        keys.entry(without)
    remaining = tuple(entry for entry in document.accounts if entry.account_id != without)
    if not remaining:
        raise StoreError("last_account")
    pending = replace(unlocked, pending_epoch=unlocked.epoch + 1, pending_master=token_bytes(KEY_BYTES))
    accounts = tuple(
        msgspec.structs.replace(
            entry, masters=pending.masters_for(entry.public_key, account_owner(entry.account_id))
        )
        for entry in remaining
    )
    recovery = msgspec.structs.replace(
        document.recovery, masters=pending.masters_for(document.recovery.public_key, RECOVERY_OWNER)
    )
    keys.save(
        msgspec.structs.replace(
            document, pending_epoch=pending.pending_epoch, accounts=accounts, recovery=recovery
        ),
        unlocked,
        withdraw=True,
    )
    return pending


def finish_rotation(keys: KeyFile, pending: Unlocked) -> Unlocked:
    """Make the pending master key the only one; the database already has its key."""
    document = keys.document
    if pending.pending_master is None or pending.pending_epoch is None:
        raise ValueError("no rotation is under way")
    accounts = tuple(msgspec.structs.replace(entry, masters=entry.masters[1:]) for entry in document.accounts)
    recovery = msgspec.structs.replace(document.recovery, masters=document.recovery.masters[1:])
    keys.save(
        msgspec.structs.replace(
            document,
            epoch=pending.pending_epoch,
            pending_epoch=None,
            accounts=accounts,
            recovery=recovery,
        ),
        pending,
        withdraw=True,
        master=pending.pending_master,
    )
    return replace(
        pending,
        epoch=pending.pending_epoch,
        master=pending.pending_master,
        pending_epoch=None,
        pending_master=None,
    )
