"""The printed recovery key: 160 random bits in groups a person can copy, with check signs."""

import hashlib
import secrets
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.key_derivation import derive
from integrhabitat_protocol.ids import ALPHABET, decode

SECRET_BYTES: Final = 20
GROUP: Final = 4
_SECRET_SIGNS: Final = SECRET_BYTES * 8 // 5
_CHECK_SIGNS: Final = 4
_CHECK_BITS: Final = _CHECK_SIGNS * 5
_LONGEST_ENTRY: Final = 200


def new_recovery_secret() -> bytes:
    """A fresh secret, from the operating system's generator."""
    return secrets.token_bytes(SECRET_BYTES)


def recovery_text(secret: bytes) -> str:
    """The secret as it is printed: eight groups of four signs and one group that checks them."""
    signs = _signs(int.from_bytes(secret, "big"), _SECRET_SIGNS) + _signs(_check(secret), _CHECK_SIGNS)
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def read_recovery_text(text: str) -> bytes:
    """The secret behind a typed text; case, spaces and O for 0 or I, L for 1 do not matter.

    StoreError `recovery_key_mistyped` where the check does not fit, before any key is tried.
    """
    if len(text) > _LONGEST_ENTRY:
        raise StoreError("recovery_key_mistyped")
    signs = "".join(sign for sign in text if sign.isalnum())
    if len(signs) != _SECRET_SIGNS + _CHECK_SIGNS or not signs.isascii():
        raise StoreError("recovery_key_mistyped")
    try:
        number, check = decode(signs[:_SECRET_SIGNS]), decode(signs[_SECRET_SIGNS:])
    except ValueError:
        raise StoreError("recovery_key_mistyped") from None
    secret = number.to_bytes(SECRET_BYTES, "big")
    if check != _check(secret):
        raise StoreError("recovery_key_mistyped")
    return secret


def recovery_private_key(secret: bytes, store_id: bytes) -> X25519PrivateKey:
    """The private half of the store's recovery key pair; the public half stands in the key file."""
    return X25519PrivateKey.from_private_bytes(derive(secret, "integrhabitat recovery key 1", store_id))


def _check(secret: bytes) -> int:
    """20 bits: one mistyped sign in a million gets through, and then opens nothing."""
    digest = hashlib.sha256(b"integrhabitat recovery check 1" + secret).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - _CHECK_BITS)


def _signs(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range((count - 1) * 5, -1, -5))
