"""Two check signs over base 32 signs, so that a misread code leads to nobody."""

from typing import Final

from integrhabitat_protocol.ids import decode, encode

# The largest prime below 32 * 32: every single wrong sign and every two exchanged neighbours change the remainder.
_MODULUS: Final = 1021


def check_signs(signs: str) -> str:
    """The two signs that follow `signs`. ValueError where those are not base 32."""
    return encode(decode(signs) % _MODULUS).rjust(2, "0")
