"""Passphrases offered and checked with the shipped word lists."""

from functools import cache
from pathlib import Path

from integrhabitat_desktop.db.passphrase import check_passphrase, generate_passphrase, load_words

_LISTS = ("es", "en")


class PassphraseAdviser:
    """Offers passphrases of plain words and refuses guessable ones. `folder` holds the shipped word lists."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words = cache(load_words)

    def offer(self, language: str) -> str:
        """A passphrase of four random words; Spanish ones where the language has no list."""
        name = language if language in _LISTS else _LISTS[0]
        return generate_passphrase(self._words(self._folder / f"{name}.txt"))

    def check(self, passphrase: str, *related: str) -> None:
        """StoreError `passphrase_too_short`, `passphrase_too_long` or `passphrase_common`.

        `related` are words that anybody would try here: the person's name, the centre's.
        """
        check_passphrase(passphrase, frozenset(self._words(self._folder / "common.txt")), related)
