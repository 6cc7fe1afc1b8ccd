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
    return WordLikeness.NEAR if _is_near(heard_a, heard_b) else WordLikeness.DIFFERENT


def _is_near(a: str, b: str) -> bool:
    """Whether nearly all sounds are the same in the same order; the cheap limits first, as most words are far apart."""
    enough = _NEAR * (len(a) + len(b)) / 2
    if min(len(a), len(b)) < enough:
        return False
    rest = b
    for sound in a:
        rest = rest.replace(sound, "", 1)
    if len(b) - len(rest) < enough:
        return False
    return SequenceMatcher(None, a, b).ratio() >= _NEAR


def _differ_in_weak_vowel(a: str, b: str) -> bool:
    """Whether one vowel alone differs, inside the word, and is easily heard as the other."""
    (consonants, vowels), (others, other_vowels) = _syllables(a), _syllables(b)
    if consonants != others:
        return False
    differing = [place for place, (x, y) in enumerate(zip(vowels, other_vowels, strict=True)) if x != y]
    if len(differing) != 1 or differing[0] == len(vowels) - 1:
        return False
    place = differing[0]
    is_at_start = not consonants[place]
    if min(len(a), len(b)) < _FEWEST_SOUNDS and not is_at_start:
        return False
    return frozenset((vowels[place], other_vowels[place])) in (_AT_THE_START if is_at_start else _HEARD_ALIKE)


@lru_cache(maxsize=16384)
def _syllables(heard: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The consonants, and the vowels after each."""
    parts = _SYLLABLE.findall(bare_end(heard))
    return tuple(consonant for consonant, _ in parts), tuple(vowels for _, vowels in parts)
