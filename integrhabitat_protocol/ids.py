"""Record ids: short, unique without a network, printable: a device prefix and a counter in Crockford base 32."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_VALUES |= {"O": 0, "I": 1, "L": 1}
# Check symbols of Crockford's base 32 (https://www.crockford.com/base32.html), remainder modulo 37.
CHECK_ALPHABET = ALPHABET + "*~$=U"

PREFIX_LENGTH = 7
PREFIX_PATTERN = re.compile(rf"^[{ALPHABET}]{{{PREFIX_LENGTH}}}$")
ID_PATTERN = re.compile(r"^[0-9A-Za-z_-]{1,40}(\.[0-9A-Za-z_-]{1,40}){0,6}$")
MAX_ID_LENGTH = 80


def encode(number: int) -> str:
    """A non-negative number in Crockford base 32, without leading zeros."""
    if number < 0:
        raise ValueError("only numbers from 0 up have a base 32 form")
    digits = ALPHABET[number & 31]
    while number := number >> 5:
        digits = ALPHABET[number & 31] + digits
    return digits


def decode(text: str) -> int:
    """The number of a base 32 text; O, I and L are read as 0 and 1. ValueError for other signs."""
    number = 0
    for sign in text.upper():
        value = _VALUES.get(sign)
        if value is None:
            raise ValueError("not a base 32 text")
        number = number << 5 | value
    return number


def new_prefix(random_bytes: bytes) -> str:
    """A device prefix of 7 signs from at least 5 random bytes (35 bits are used)."""
    if len(random_bytes) < 5:
        raise ValueError("a prefix needs 5 random bytes")
    number = int.from_bytes(random_bytes[:5], "big") >> 5
    return encode(number).rjust(PREFIX_LENGTH, "0")


def make_id(prefix: str, counter: int) -> str:
    """The id of the `counter`-th record made on the computer with this prefix."""
    return f"{prefix}-{encode(counter)}"


def split_id(record_id: str) -> tuple[str, int] | None:
    """Prefix and counter of a made id in canonical form; None for any other text."""
    prefix, dash, rest = record_id.partition("-")
    if not dash or not rest or not PREFIX_PATTERN.match(prefix):
        return None
    try:
        counter = decode(rest)
    except ValueError:
        return None
    return (prefix, counter) if encode(counter) == rest else None


def natural_id(*parts: str | int) -> str:
    """The id that a natural key makes: its parts joined by dots, so that two computers meet in one record."""
    return ".".join(map(str, parts))


def check_sign(text: str) -> str:
    """Crockford's check sign over the base 32 signs of `text` (dashes and dots do not count)."""
    return CHECK_ALPHABET[decode(re.sub(r"[-. ]", "", text)) % 37]
