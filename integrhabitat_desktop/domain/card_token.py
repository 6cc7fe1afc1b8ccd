"""The token of a card: 130 random bits with two check signs, so that a misread code leads to nobody.

Only digits and capital letters: a scanner types like a keyboard, and signs come out differently on each layout.
"""

import re
from typing import Final

from integrhabitat_desktop.domain.check_signs import check_signs
from integrhabitat_protocol.ids import ALPHABET, encode

MARK: Final = "H"
RANDOM_BYTES: Final = 17
_SIGNS = 26  # of 5 bits
_LENGTH = len(MARK) + _SIGNS + 2
# Some scanners put before a code what kind it is of: "]Q1" for QR.
_KIND = re.compile(r"\][A-Z][0-9A-Z]")
_FORM = re.compile(rf"{MARK}[{ALPHABET}]{{{_LENGTH - 1}}}")


def new_token(random_bytes: bytes) -> str:
    """A token from RANDOM_BYTES random bytes. ValueError for fewer."""
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError("a token needs 17 random bytes")
    number = int.from_bytes(random_bytes[:RANDOM_BYTES], "big") >> (8 * RANDOM_BYTES - 5 * _SIGNS)
    signs = encode(number).rjust(_SIGNS, "0")
    return f"{MARK}{signs}{check_signs(signs)}"


def token_of(scanned: str) -> str | None:
    """The token that was scanned, in capitals; None for any other text, and for a token that was misread."""
    text = scanned.strip().upper()
    if (kind := _KIND.match(text)) is not None:
        text = text[kind.end() :]
    if _FORM.fullmatch(text) is None:
        return None
    signs, check = text[len(MARK) : -2], text[-2:]
    return text if check_signs(signs) == check else None


def looks_like_token(typed: str) -> bool:
    """Whether a text can only be meant as a token, right or misread."""
    text = typed.strip()
    return len(text) == _LENGTH and text.isalnum() and text[:1].upper() == MARK
