"""The two locks of a slot: a passphrase around an account's private key, its public key around the master key."""

from secrets import token_bytes
from typing import Annotated, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import (
    KEY_BYTES,
    LARGEST_MEMORY_KIB,
    MOST_ITERATIONS,
    MOST_LANES,
    SALT_BYTES,
    Argon2Parameters,
    joined,
    stretch,
)

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
WRAPPED_BYTES: Final = KEY_BYTES + TAG_BYTES
SEALED_BYTES: Final = KEY_BYTES + KEY_BYTES + TAG_BYTES  # ephemeral public key, master key, tag

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
Nonce = Annotated[bytes, msgspec.Meta(min_length=NONCE_BYTES, max_length=NONCE_BYTES)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=WRAPPED_BYTES, max_length=WRAPPED_BYTES)]
Sealed = Annotated[bytes, msgspec.Meta(min_length=SEALED_BYTES, max_length=SEALED_BYTES)]


class StretchCost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2 parameters as the key file holds them, with the limits that stop a hostile file."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=LARGEST_MEMORY_KIB)]
    iterations: Annotated[int, msgspec.Meta(ge=1, le=MOST_ITERATIONS)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=MOST_LANES)]

    @staticmethod
    def of(parameters: Argon2Parameters) -> "StretchCost":
        return StretchCost(parameters.memory_kib, parameters.iterations, parameters.lanes)

    def parameters(self) -> Argon2Parameters:
        return Argon2Parameters(self.memory_kib, self.iterations, self.lanes)


class WrappedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A private key under a passphrase."""

    cost: StretchCost
    salt: Salt
    nonce: Nonce
    ciphertext: Wrapped


class SealedMaster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The master key of one epoch, which only the owner of the addressed private key can open."""

    epoch: Annotated[int, msgspec.Meta(ge=1, le=2**31)]
    sealed: Sealed


def wrap_private_key(
    private_key: X25519PrivateKey,
    passphrase: str,
    parameters: Argon2Parameters,
    store_id: bytes,
    account_id: str,
) -> WrappedKey:
    """Fresh salt and nonce on each call, so no key ever encrypts twice."""
    cost, salt, nonce = StretchCost.of(parameters), token_bytes(SALT_BYTES), token_bytes(NONCE_BYTES)
    context = _slot_context(store_id, account_id, public_bytes(private_key), cost, salt)
    key = stretch(passphrase, salt, parameters)
    return WrappedKey(cost, salt, nonce, AESGCM(key).encrypt(nonce, private_key.private_bytes_raw(), context))


def unwrap_private_key(
    wrapped: WrappedKey, passphrase: str, store_id: bytes, account_id: str, public_key: bytes
) -> X25519PrivateKey | None:
    """The private key, or None: wrong passphrase, or a slot that was moved or changed."""
    context = _slot_context(store_id, account_id, public_key, wrapped.cost, wrapped.salt)
    key = stretch(passphrase, wrapped.salt, wrapped.cost.parameters())
    try:
        private_key = X25519PrivateKey.from_private_bytes(
            AESGCM(key).decrypt(wrapped.nonce, wrapped.ciphertext, context)
        )
    except InvalidTag:
        return None
    return private_key if public_bytes(private_key) == public_key else None


def decoy_slot(parameters: Argon2Parameters) -> WrappedKey:
    """A slot that no passphrase opens, so that an unknown account takes the time of a wrong passphrase."""
    return WrappedKey(StretchCost.of(parameters), bytes(SALT_BYTES), bytes(NONCE_BYTES), bytes(WRAPPED_BYTES))


def seal_master(master: bytes, epoch: int, public_key: bytes, store_id: bytes, owner: str) -> SealedMaster:
    """The master key for the owner of `public_key`; needs no passphrase of anyone."""
    recipient = X25519PublicKey.from_public_bytes(public_key)
    sealed = _SUITE.encrypt(master, recipient, info=_seal_context(store_id, epoch, owner))
    return SealedMaster(epoch, sealed)


def open_master(sealed: SealedMaster, private_key: X25519PrivateKey, store_id: bytes, owner: str) -> bytes:
    """The master key. StoreError `keys_damaged` where it was sealed for another owner, store or epoch."""
    try:
        return _SUITE.decrypt(sealed.sealed, private_key, info=_seal_context(store_id, sealed.epoch, owner))
    except (InvalidTag, ValueError):
        raise StoreError("keys_damaged") from None


def public_bytes(private_key: X25519PrivateKey) -> bytes:
    """The public half as it stands in the key file."""
    return private_key.public_key().public_bytes_raw()


def _slot_context(
    store_id: bytes, account_id: str, public_key: bytes, cost: StretchCost, salt: bytes
) -> bytes:
    """Bound to the ciphertext: a slot opens only in its store, for its account and at its price."""
    price = b"".join(number.to_bytes(8, "big") for number in (cost.memory_kib, cost.iterations, cost.lanes))
    return joined(b"integrhabitat account slot 1", store_id, account_id.encode(), public_key, price, salt)


def _seal_context(store_id: bytes, epoch: int, owner: str) -> bytes:
    return joined(b"integrhabitat master key 1", store_id, epoch.to_bytes(8, "big"), owner.encode())
