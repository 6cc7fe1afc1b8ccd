"""How alike two words of names are, by how they sound: one name in two spellings, a slip of the pen, or two names."""

import re
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from integrhabitat_desktop.domain.sound_key import bare_end, bare_sounds, sound_key

_NEAR = 0.82
_SYLLABLE = re.compile(r"([^aeiou]|^)([aeiou]*)")
# Vowels that are heard alike where the stress is elsewhere: Yuleisy, Yulesi; Emely, Emily; Wideline, Widline.
_HEARD_ALIKE = frozenset(
    frozenset(pair) for pair in (("e", "i"), ("e", "ei"), ("i", "ei"), ("ai", "ei"), ("", "e"))
)
_AT_THE_START = frozenset([frozenset(("ai", "ei"))])
# A word so short is another name with another vowel: Lina, Lena.
_FEWEST_SOUNDS = 5


class WordLikeness(IntEnum):
    """How alike two words of names are."""

    DIFFERENT = 0
    NEAR = 1  # a slip of the pen, or two names
    INITIAL = 2
    SAME = 3


@lru_cache(maxsize=32768)
def compare_words(a: str, b: str) -> WordLikeness:
    """Compare two folded words."""
    if a == b:
        return WordLikeness.SAME
    if len(a) == 1 or len(b) == 1:
        return WordLikeness.INITIAL if a[0] == b[0] else WordLikeness.DIFFERENT
    if not bare_sounds(a).isdisjoint(bare_sounds(b)):
        return WordLikeness.SAME
    heard_a, heard_b = sound_key(a), sound_key(b)
    if _differ_in_weak_vowel(heard_a, heard_b):
        return WordLikeness.SAME
    # Andrea and Andrés, Luis and Luisa: another last letter is another name.
    if len(heard_a) == len(heard_b) and heard_a[:-1] == heard_b[:-1]:
        return WordLikeness.DIFFERENT
    ratio = SequenceMatcher(None, heard_a, heard_b).ratio()
    return WordLikeness.NEAR if ratio >= _NEAR else WordLikeness.DIFFERENT


def _differ_in_weak_vowel(a: str, b: str) -> bool:
    """Whether one vowel alone differs, inside the word, and is easily heard as the other."""
    bare_a, bare_b = bare_end(a), bare_end(b)
    if min(len(a), len(b)) < _FEWEST_SOUNDS and bare_a[0] == bare_b[0]:
        return False
    parts_a, parts_b = _SYLLABLE.findall(bare_a), _SYLLABLE.findall(bare_b)
    if [consonant for consonant, _ in parts_a] != [consonant for consonant, _ in parts_b]:
        return False
    differing = [
        (place, frozenset((x, y)))
        for place, ((_, x), (_, y)) in enumerate(zip(parts_a, parts_b, strict=True))
        if x != y
    ]
    if len(differing) != 1 or differing[0][0] == len(parts_a) - 1:
        return False
    place, vowels = differing[0]
    return vowels in (_AT_THE_START if not parts_a[place][0] else _HEARD_ALIKE)
