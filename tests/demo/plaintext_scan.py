"""Looks for planted words in every byte that a computer of the demo keeps."""

from collections.abc import Iterable
from pathlib import Path

_ENCODINGS = ("utf-8", "utf-16-le", "cp1252")


def find_plaintext(folders: Iterable[Path], words: Iterable[str]) -> tuple[list[str], int]:
    """Where a word stands in clear (file and word), and how many bytes were looked at."""
    wanted = {
        spelled.encode(encoding): word
        for word in words
        for spelled in (word, word.casefold())
        for encoding in _ENCODINGS
    }
    found, seen = [], 0
    for folder in folders:
        for file in sorted(it for it in folder.rglob("*") if it.is_file()):
            content = file.read_bytes()
            seen += len(content)
            lowered = content.lower()
            found += [
                f"{word!r} in {file.name}"
                for spelled, word in wanted.items()
                if spelled in content or spelled in lowered
            ]
    return found, seen
