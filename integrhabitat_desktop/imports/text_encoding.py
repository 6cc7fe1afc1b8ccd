"""Tells in which encoding a text file of the region was written; a wrong one would spoil every name."""

import re
from typing import Final

# Windows first: of two that fit equally well it is the likelier one.
_REGIONAL: Final = ("cp1252", "cp850", "mac_roman")
_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE: Final = 200_000
# Letters of names in Spanish, Portuguese, French and Haitian Creole, and signs of ordinals.
_EXPECTED: Final = frozenset("áéíóúüñçãõâêôàèìòùëïîûÁÉÍÓÚÜÑÇÃÕÂÊÔÀÈÌÒÙËÏÎÛºª°–’“”")
# Nobody writes a small letter and then an accented capital one: "NuÑez", or a sign inside a word.
_UNLIKELY: Final = re.compile(r"[a-z][À-ÖØ-ÞŒŠŽ](?=[a-z])|[A-Za-z][^\w\s!-~–’”“ºª°](?=[A-Za-z])")


def decode(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding; signs that do not fit are replaced, nothing is raised."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").lstrip("\ufeff"), encoding.removesuffix("-sig")
    head = content[:_SAMPLE]
    # Latin text in UTF-16 has a null byte in nearly every second place.
    if head and head.count(0) > len(head) // 3:
        encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    best = max(_REGIONAL, key=lambda it: _fit(head.decode(it, errors="replace")))
    return content.decode(best, errors="replace"), best


def _fit(text: str) -> int:
    other = [sign for sign in text if sign > "\x7f"]
    expected = sum(sign in _EXPECTED for sign in other)
    return 2 * expected - len(other) - 3 * len(_UNLIKELY.findall(text))
