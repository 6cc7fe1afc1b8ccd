"""The keys of a store in the hands of someone who proved a passphrase or the recovery key."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from integrhabitat_desktop.db import key_derivation
from integrhabitat_desktop.db.key_slots import SealedMaster, seal_master


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Never to be logged, pickled or kept longer than the store is open; the representation shows no key."""

    account_id: str | None
    store_id: bytes
    epoch: int
    master: bytes = field(repr=False)
    pending_epoch: int | None = None
    pending_master: bytes | None = field(default=None, repr=False)
    private_key: X25519PrivateKey | None = field(default=None, repr=False)

    def store_key(self) -> bytes:
        """The key of the database file."""
        return key_derivation.store_key(self.master, self.store_id, self.epoch)

    def pending_store_key(self) -> bytes | None:
        """The key the database file gets, or already has, while a rotation is unfinished."""
        if self.pending_master is None or self.pending_epoch is None:
            return None
        return key_derivation.store_key(self.pending_master, self.store_id, self.pending_epoch)

    def masters_for(self, public_key: bytes, owner: str) -> tuple[SealedMaster, ...]:
        """The master key, and the pending one, sealed for one owner of a key pair."""
        masters = [(self.epoch, self.master)]
        if self.pending_master is not None and self.pending_epoch is not None:
            masters.append((self.pending_epoch, self.pending_master))
        return tuple(
            seal_master(master, epoch, public_key, self.store_id, owner) for epoch, master in masters
        )
