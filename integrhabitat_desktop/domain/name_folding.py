"""Names folded for comparing: lower case, without accents, apostrophes and signs, single spaces."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’ʼ`´]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
# Letters that have no accented form to strip.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """`text` in plain lower-case letters and digits with single spaces; ñ becomes n. Folding twice changes nothing."""
    lowered = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in lowered if not unicodedata.combining(sign)).translate(_PLAIN)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", bare)).strip()


def name_tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(text).split())
