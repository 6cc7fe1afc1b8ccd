"""Passphrases: one spelling for equal ones, a generator of plain words, and the rules for chosen ones."""

import itertools
import math
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from integrhabitat_desktop.db.errors import StoreError

SHORTEST: Final = 12
LONGEST: Final = 256
WORDS_OFFERED: Final = 4
SEPARATOR: Final = "-"
_FEWEST_DIFFERENT_SIGNS: Final = 5
_LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")
_NOT_A_LETTER_AT_AN_END = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def normalised(passphrase: str) -> bytes:
    """The bytes that are stretched. NFKC, because some keyboards type an accent as a sign of its own."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def load_words(path: Path) -> tuple[str, ...]:
    """The words of a shipped list, one per line."""
    return tuple(path.read_text(encoding="utf-8").split())


def generate_passphrase(
    words: Sequence[str],
    count: int = WORDS_OFFERED,
    choose: Callable[[Sequence[str]], str] = secrets.choice,
) -> str:
    """A passphrase of `count` words, drawn anew for each call; redrawn in the rare case of too few letters."""
    while True:
        passphrase = SEPARATOR.join(choose(words) for _ in range(count))
        if len(passphrase) >= SHORTEST:
            return passphrase


def entropy_bits(words: Sequence[str], count: int = WORDS_OFFERED) -> float:
    """What an attacker who knows the list has to guess: 44 bits for four words out of 2,048."""
    return count * math.log2(len(words))


def check_passphrase(passphrase: str, common: frozenset[str], related: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is short, frequent or a plain pattern. Raises StoreError.

    `common` is the shipped list, `related` holds words anyone would try here: the names of the person and
    of the centre.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < SHORTEST:
        raise StoreError("passphrase_too_short", shortest=SHORTEST)
    if len(text) > LONGEST:
        raise StoreError("passphrase_too_long", longest=LONGEST)
    guesses = common | {_letters(word) for word in related}
    unit = _repeated_unit(_letters(text))
    if (
        len(set(text)) < _FEWEST_DIFFERENT_SIGNS
        or len(unit) < _FEWEST_DIFFERENT_SIGNS
        or _is_a_run(text)
        or not guesses.isdisjoint(_simple_forms(text, unit))
    ):
        raise StoreError("passphrase_common")


def _letters(text: str) -> str:
    """Lower case, without accents and separators: "Contraseña" and "contrasena" are the same guess."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub("", plain)


def _simple_forms(text: str, unit: str) -> set[str]:
    """What is left of a frequent password after the usual decoration: "P4ssw0rd2026!" is "password"."""
    core = _NOT_A_LETTER_AT_AN_END.sub("", text)
    forms = {unit, _letters(text), _letters(core), _repeated_unit(_letters(core))}
    return forms | {_letters(form.translate(_LOOKALIKES)) for form in (text, core)} - {""}


def _repeated_unit(text: str) -> str:
    """The shortest piece whose repetition gives the text; the text itself where nothing repeats."""
    length = (text + text).find(text, 1)
    return text[:length] if length > 0 else text


def _is_a_run(text: str) -> bool:
    """Nearly every sign follows or repeats the one before, as in "abcdefgh1234"."""
    steps = [abs(ord(after) - ord(before)) for before, after in itertools.pairwise(text)]
    return sum(step <= 1 for step in steps) >= 0.8 * len(steps)
