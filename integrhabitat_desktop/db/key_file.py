"""The key file of a store: who has an account here, and how each account opens the store."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import FLOOR, Argon2Parameters
from integrhabitat_desktop.db.key_document import (
    LARGEST_FILE,
    AccountEntry,
    KeyDocument,
    encode_document,
    is_sealed_with,
    parse_document,
    sealed,
)
from integrhabitat_desktop.db.key_slots import (
    SealedMaster,
    decoy_slot,
    open_master,
    public_bytes,
    unwrap_private_key,
    wrap_private_key,
)
from integrhabitat_desktop.db.recovery_key import read_recovery_text, recovery_private_key
from integrhabitat_desktop.db.safe_file import file_errors, write_atomically
from integrhabitat_desktop.db.unlocked import Unlocked

RECOVERY_OWNER: Final = "recovery"


def account_owner(account_id: str) -> str:
    """The name under which a master key is sealed for an account; never equal to the recovery owner."""
    return f"account:{account_id}"


@dataclass(frozen=True, slots=True)
class AccountSlot:
    """What the lock screen may know of an account."""

    account_id: str
    display_name: str
    role: str
    must_change_passphrase: bool


class KeyFile:
    """The key file at one path. What changes it (`key_accounts`, `rotation`) ends in `save`.

    Stretching a passphrase takes most of a second: use a worker thread, one call at a time.
    """

    def __init__(self, path: Path, document: KeyDocument, floor: Argon2Parameters = FLOOR) -> None:
        self._path = path
        self._document = document
        self._floor = floor

    @classmethod
    def load(cls, path: Path, floor: Argon2Parameters = FLOOR) -> Self:
        """Read the file, or the previous generation where the file is missing or unreadable. StoreError."""
        try:
            return cls(path, _read(path), floor)
        except StoreError as error:
            if error.code not in ("keys_not_found", "keys_damaged"):
                raise
            with contextlib.suppress(StoreError):
                return cls(path, _read(previous_generation(path)), floor)
            raise

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def document(self) -> KeyDocument:
        """The content as it stands on the disk."""
        return self._document

    @property
    def cost(self) -> Argon2Parameters:
        """What a new slot costs: calibrated at set-up, and never below the floor of this program."""
        return self._document.cost.parameters().at_least(self._floor)

    @property
    def has_pending_rotation(self) -> bool:
        """Whether a rotation was begun and not finished."""
        return self._document.pending_epoch is not None

    def accounts(self) -> tuple[AccountSlot, ...]:
        """The accounts, oldest first. Unproven until someone unlocks: for showing only."""
        return tuple(
            AccountSlot(entry.account_id, entry.display_name, entry.role, entry.must_change_passphrase)
            for entry in self._document.accounts
        )

    def entry(self, account_id: str) -> AccountEntry:
        """The slot of an account. StoreError `account_not_found`."""
        entry = self._find(account_id)
        if entry is None:
            raise StoreError("account_not_found")
        return entry

    def unlock(self, account_id: str, passphrase: str) -> Unlocked:
        """The keys, or StoreError `wrong_passphrase` alike for an unknown account and a wrong passphrase."""
        entry = self._find(account_id)
        private_key = unwrap_private_key(
            entry.wrapped if entry else decoy_slot(self.cost),
            passphrase,
            self._document.store_id,
            account_id,
            entry.public_key if entry else b"",
        )
        if entry is None or private_key is None:
            raise StoreError("wrong_passphrase")
        unlocked = self._opened(entry.masters, private_key, account_id)
        self._follow_risen_cost(entry, private_key, passphrase, unlocked)
        return unlocked

    def unlock_with_recovery(self, text: str) -> Unlocked:
        """The keys, by the printed recovery key. StoreError `recovery_key_mistyped` or `wrong_recovery_key`."""
        private_key = recovery_private_key(read_recovery_text(text), self._document.store_id)
        if public_bytes(private_key) != self._document.recovery.public_key:
            raise StoreError("wrong_recovery_key")
        return self._opened(self._document.recovery.masters, private_key, None)

    def is_proven_by(self, unlocked: Unlocked) -> bool:
        """Whether a holder of these keys wrote this file, unchanged since."""
        return is_sealed_with(self._document, unlocked.master)

    def save(
        self,
        document: KeyDocument,
        unlocked: Unlocked,
        *,
        withdraw: bool = False,
        master: bytes | None = None,
    ) -> None:
        """Write the next generation, sealed with `master` (that of `unlocked` unless a rotation ends).

        The generation before stays beside it. With `withdraw` an access ends here, so that no copy of the
        old slot may stay: both files get the new content.
        """
        if not self.is_proven_by(unlocked):
            raise StoreError("keys_damaged")
        self.write_first(
            msgspec.structs.replace(document, generation=self._document.generation + 1),
            unlocked.master if master is None else master,
            withdraw=withdraw,
        )

    def write_first(self, document: KeyDocument, master: bytes, *, withdraw: bool = True) -> None:
        """Write a document that nothing has to prove: the first generation of a new file."""
        document = sealed(document, master)
        content = encode_document(document)
        previous = previous_generation(self._path)
        with file_errors():
            if withdraw:
                previous.unlink(missing_ok=True)
            elif self._path.exists():
                write_atomically(previous, self._path.read_bytes())
            write_atomically(self._path, content)
            if self._path.read_bytes() != content:
                raise StoreError("disk_failed")
        self._document = document
        if withdraw:
            # The change is done; a full disk may cost the spare copy, not the answer.
            with contextlib.suppress(StoreError):
                write_atomically(previous, content)

    def _find(self, account_id: str) -> AccountEntry | None:
        return next((entry for entry in self._document.accounts if entry.account_id == account_id), None)

    def _opened(
        self, masters: tuple[SealedMaster, ...], private_key: X25519PrivateKey, account_id: str | None
    ) -> Unlocked:
        """The keys behind a private key, once the seal of the file is checked. StoreError `keys_damaged`."""
        document = self._document
        owner = RECOVERY_OWNER if account_id is None else account_owner(account_id)
        keys = [open_master(master, private_key, document.store_id, owner) for master in masters]
        unlocked = Unlocked(
            account_id,
            document.store_id,
            document.epoch,
            keys[0],
            document.pending_epoch,
            keys[1] if document.pending_epoch else None,
            private_key,
        )
        if not self.is_proven_by(unlocked):
            raise StoreError("keys_damaged")
        return unlocked

    def _follow_risen_cost(
        self, entry: AccountEntry, private_key: X25519PrivateKey, passphrase: str, unlocked: Unlocked
    ) -> None:
        """Wrap the key anew where slots have become dearer; only now is the passphrase at hand."""
        slot = entry.wrapped.cost.parameters()
        if slot.at_least(self.cost) == slot:
            return
        wrapped = wrap_private_key(private_key, passphrase, self.cost, unlocked.store_id, entry.account_id)
        # A full or write-protected disk must not keep anyone out; the next unlock tries again.
        with contextlib.suppress(StoreError):
            self.save(with_entry(self._document, msgspec.structs.replace(entry, wrapped=wrapped)), unlocked)


def with_entry(document: KeyDocument, changed: AccountEntry) -> KeyDocument:
    """The document with the slot of one account replaced."""
    entries = tuple(
        changed if entry.account_id == changed.account_id else entry for entry in document.accounts
    )
    return msgspec.structs.replace(document, accounts=entries)


def previous_generation(path: Path) -> Path:
    """Where the key file before this one stays."""
    return path.with_name(path.name + ".previous")


def _read(path: Path) -> KeyDocument:
    try:
        with path.open("rb") as file:
            # One byte more than allowed is enough to know; a hostile file may be endless.
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise StoreError("keys_not_found") from None
    except OSError as error:
        raise StoreError("store_unreadable", errno=error.errno or 0) from error
    return parse_document(content)
