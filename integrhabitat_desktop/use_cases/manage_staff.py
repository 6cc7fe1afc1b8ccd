"""The staff of the centre, and who of them may open the store of this computer."""

from dataclasses import dataclass

from integrhabitat_desktop.db import key_accounts
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_accounts import NewAccount
from integrhabitat_desktop.db.key_file import KeyFile
from integrhabitat_desktop.db.key_rotation import begin_rotation
from integrhabitat_desktop.db.queries.staff import StaffRow, all_staff
from integrhabitat_desktop.db.unlocked import Unlocked
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import StaffAccount

__all__ = ["StaffMember", "StoreKeys"]

_ACTIVE, _DISABLED = "ACTIVE", "DISABLED"


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """The keys of the open store: its key file and the proof that somebody unlocked it."""

    file: KeyFile
    unlocked: Unlocked


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of the staff, and whether they can open the store of this computer."""

    staff: StaffRow
    opens_this_computer: bool


def list_staff(desk: Desk, keys: StoreKeys) -> list[StaffMember]:
    """Everybody of the centre. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.MANAGE_STAFF)
    here = {account.account_id for account in keys.file.accounts()}
    return [StaffMember(row, row.staff_id in here) for row in all_staff(desk.store)]


def add_staff(desk: Desk, keys: StoreKeys, name: str, role: str, passphrase: str) -> str:
    """A new member with a start passphrase for this computer; their id.

    The passphrase has passed `PassphraseAdviser.check`. RuleViolation `not_allowed`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MANAGE_STAFF)
    with desk.store.transaction(desk.staff.id) as tx:
        account = StaffAccount(id=tx.new_id(), display_name=name.strip(), role=role, state=_ACTIVE)
        tx.create(account)
        tx.audit("add_access", "staff_account", account.id, {})
        # Inside the transaction: a key file that could not be written leaves no member without a key.
        key_accounts.add_account(
            keys.file, keys.unlocked, NewAccount(account.id, account.display_name, role, passphrase)
        )
    return account.id


def give_access(desk: Desk, keys: StoreKeys, staff_id: str, passphrase: str) -> None:
    """A start passphrase for this computer, the first one or another. RuleViolation, StoreError."""
    require(desk.staff, Permission.MANAGE_STAFF)
    with desk.store.transaction(desk.staff.id) as tx:
        account = tx.get(StaffAccount, staff_id)
        if account is None or account.state != _ACTIVE:
            raise RuleViolation("staff_not_active")
        tx.audit("add_access", "staff_account", staff_id, {})
        if any(it.account_id == staff_id for it in keys.file.accounts()):
            key_accounts.reset_passphrase(keys.file, keys.unlocked, staff_id, passphrase)
        else:
            new = NewAccount(staff_id, account.display_name, account.role, passphrase)
            key_accounts.add_account(keys.file, keys.unlocked, new)


def remove_access(desk: Desk, keys: StoreKeys, staff_id: str) -> bool:
    """End a member's work: disabled everywhere, and their key taken from this store.

    True where the store gets a new key, which happens at the next unlock: lock now. RuleViolation `not_allowed`,
    `own_account`, `last_coordinator`; StoreError.
    """
    require(desk.staff, Permission.MANAGE_STAFF)
    if staff_id == desk.staff.id:
        raise RuleViolation("own_account")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(StaffAccount, staff_id, state=_DISABLED)
        tx.audit("remove_access", "staff_account", staff_id, {})
    if all(account.account_id != staff_id for account in keys.file.accounts()):
        return False
    try:
        begin_rotation(keys.file, keys.unlocked, staff_id)
    except StoreError as error:
        if error.code == "last_account":
            raise RuleViolation("last_coordinator") from error
        raise
    return True


def change_own_passphrase(desk: Desk, keys: StoreKeys, old: str, new: str) -> None:
    """Replace one's own passphrase. StoreError `wrong_passphrase`."""
    key_accounts.change_passphrase(keys.file, desk.staff.id, old, new)


def renew_recovery_sheet(desk: Desk, keys: StoreKeys) -> str:
    """A new recovery key to print; the old sheet no longer opens the store. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.MANAGE_STAFF)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("renew_recovery", "centre", desk.centre.id, {})
    return key_accounts.renew_recovery_key(keys.file, keys.unlocked)
