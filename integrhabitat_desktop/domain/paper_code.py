"""Codes printed on paper, to be typed or scanned: a letter that says what it is of, chance, and two check signs."""

import re
from dataclasses import dataclass

from integrhabitat_desktop.domain.check_signs import check_signs
from integrhabitat_protocol.ids import ALPHABET, encode

_LEFT_OUT = re.compile(r"[\s.\-‐‑–—_]+")
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """One kind of code: `mark` first, then `signs` signs of 5 random bits each, shown in groups of `group`."""

    mark: str
    signs: int
    group: int

    @property
    def random_bytes(self) -> int:
        """How many random bytes a code needs."""
        return (5 * self.signs + 7) // 8

    def new(self, random_bytes: bytes) -> str:
        """A code as records hold it. ValueError for too few bytes."""
        if len(random_bytes) < self.random_bytes:
            raise ValueError(f"a code needs {self.random_bytes} random bytes")
        number = int.from_bytes(random_bytes[: self.random_bytes], "big") >> (
            8 * self.random_bytes - 5 * self.signs
        )
        signs = encode(number).rjust(self.signs, "0")
        return f"{self.mark}{signs}{check_signs(signs)}"

    def read(self, typed: str) -> str | None:
        """The code that was typed or scanned, as records hold it; None for a misread one and for any other text.

        Small letters, spaces and dashes do not matter; O is read as 0, I and L as 1.
        """
        text = _LEFT_OUT.sub("", typed).upper().translate(_MISREAD)
        if not self.is_meant(typed) or any(sign not in ALPHABET for sign in text):
            return None
        signs, check = text[len(self.mark) : -2], text[-2:]
        return text if check_signs(signs) == check else None

    def is_meant(self, typed: str) -> bool:
        """Whether a text has the form of such a code, right or misread."""
        text = _LEFT_OUT.sub("", typed).upper()
        return len(text) == len(self.mark) + self.signs + 2 and text.isascii() and text.startswith(self.mark)

    def shown(self, code: str) -> str:
        """The code as it is printed, in groups."""
        return "-".join(code[place : place + self.group] for place in range(0, len(code), self.group))
