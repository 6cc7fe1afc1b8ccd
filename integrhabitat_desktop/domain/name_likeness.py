"""How alike two names are: word by word, in any order, by how they sound. Rules of the domain notes, section 9."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import skeleton, sound_key

_PARTICLES = frozenset(
    [
        "da",
        "das",
        "de",
        "del",
        "della",
        "di",
        "do",
        "dos",
        "du",
        "la",
        "las",
        "le",
        "los",
        "san",
        "santa",
        "van",
    ]
)
_WIDOW = frozenset(["viuda", "vda", "viudo", "vdo"])
_VOWELS = "aeiou"
_NEAR = 0.82
_SAME_CONSONANTS = 0.83
# So many people bear these that two words of them alone say little.
_VERY_COMMON = frozenset(
    map(
        sound_key,
        [
            *("jose", "maria", "juan", "luis", "carlos", "pedro", "jean", "ana", "rosa", "jesus", "antonio"),
            *("miguel", "marie", "joseph", "pierre", "francisco", "manuel", "jorge", "david", "daniel"),
            *(
                "garcia",
                "rodriguez",
                "gonzalez",
                "hernandez",
                "martinez",
                "lopez",
                "perez",
                "diaz",
                "sanchez",
            ),
            *("ramirez", "torres", "flores", "rivera", "gomez", "quispe", "mamani", "charles", "silva"),
            *("santos", "oliveira", "souza", "rojas", "morales", "vargas", "castro", "ramos"),
        ],
    )
)


class WordLikeness(IntEnum):
    """How alike two words of names are."""

    DIFFERENT = 0
    NEAR = 1  # a slip of the pen, or two names
    INITIAL = 2
    SAME = 3


class NameLikeness(IntEnum):
    """How alike two whole names are."""

    DIFFERENT = 0
    NEAR = 1  # all words fit but one, which is near
    CLOSE = 2  # every word of the shorter name is in the longer one
    EQUAL = 3  # every word of both


@dataclass(frozen=True, slots=True)
class NameComparison:
    """`shared` counts words that are the same; `is_common` says that these words are borne by very many people;
    `is_reversed` that the two last words stand in the other order, as with cousins; `words` those of the shorter."""

    likeness: NameLikeness
    shared: int
    words: int
    is_common: bool
    is_reversed: bool
    is_same_spelling: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """One word with the ways it may be written: with its particle, or without."""

    spellings: tuple[str, ...]

    @property
    def plain(self) -> str:
        return self.spellings[-1]


def compare_names(one: str, other: str) -> NameComparison:
    """Compare two names as they were said, with their surnames or without."""
    a, b = _words(one), _words(other)
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    pairs = _pairs(shorter, longer)
    found = [likeness for likeness, _, _ in pairs]
    same = sum(it >= WordLikeness.INITIAL for it in found)
    near = sum(it is WordLikeness.NEAR for it in found)
    return NameComparison(
        likeness=_whole(len(shorter), len(longer), same, near),
        shared=sum(it is WordLikeness.SAME for it in found),
        words=len(shorter),
        is_common=bool(shorter) and all(_is_common(word) for word in shorter),
        is_reversed=_is_reversed(a, b),
        is_same_spelling=name_tokens(one) == name_tokens(other),
    )


def _whole(shorter: int, longer: int, same: int, near: int) -> NameLikeness:
    if not shorter or same + near < shorter or near > 1:
        return NameLikeness.DIFFERENT
    if near:
        return NameLikeness.NEAR if same else NameLikeness.DIFFERENT
    if shorter == longer:
        return NameLikeness.EQUAL
    # One word alone fits far too many people.
    return NameLikeness.CLOSE if shorter > 1 else NameLikeness.DIFFERENT


def _pairs(shorter: list[_Word], longer: list[_Word]) -> list[tuple[WordLikeness, int, int]]:
    """Each word of the shorter name with its best partner, the best pairs chosen first."""
    rated = sorted(
        ((_likeness(a, b), -abs(i - j), i, j) for i, a in enumerate(shorter) for j, b in enumerate(longer)),
        reverse=True,
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[WordLikeness, int, int]] = []
    for likeness, _, i, j in rated:
        if likeness is WordLikeness.DIFFERENT or i in taken_a or j in taken_b:
            continue
        taken_a.add(i)
        taken_b.add(j)
        pairs.append((likeness, i, j))
    return pairs


def _words(name: str) -> list[_Word]:
    words: list[_Word] = []
    before = ""
    for token in name_tokens(name):
        if token in _WIDOW:
            before = ""
        elif token in _PARTICLES:
            before += token
        else:
            words.append(_Word((before + token, token) if before else (token,)))
            before = ""
    if before:
        words.append(_Word((before,)))
    return words


def _likeness(a: _Word, b: _Word) -> WordLikeness:
    return max(_spelled(one, other) for one in a.spellings for other in b.spellings)


@lru_cache(maxsize=16384)
def _spelled(a: str, b: str) -> WordLikeness:
    if a == b:
        return WordLikeness.SAME
    if len(a) == 1 or len(b) == 1:
        return WordLikeness.INITIAL if a[0] == b[0] else WordLikeness.DIFFERENT
    for one in _heard(a):
        for other in _heard(b):
            if _without_weak_end(one) == _without_weak_end(other):
                return WordLikeness.SAME
    heard_a, heard_b = sound_key(a), sound_key(b)
    ratio = SequenceMatcher(None, heard_a, heard_b).ratio()
    only_inner_vowels = skeleton(a) == skeleton(b) != "" and heard_a[-1] == heard_b[-1]
    if only_inner_vowels and ratio >= _SAME_CONSONANTS:
        return WordLikeness.SAME
    # Andrea and Andrés, Luis and Luisa: another last letter is another name.
    if len(heard_a) == len(heard_b) and heard_a[:-1] == heard_b[:-1]:
        return WordLikeness.DIFFERENT
    return WordLikeness.NEAR if ratio >= _NEAR else WordLikeness.DIFFERENT


def _heard(word: str) -> tuple[str, ...]:
    """The sounds of a word; x and w at its start are said in two ways."""
    if word.startswith("x"):
        return sound_key(word), sound_key("s" + word[1:])
    return (sound_key(word),)


def _without_weak_end(heard: str) -> str:
    """A final s is weak; a final e after a consonant is mute in French and English names."""
    bare = heard.removesuffix("s") if len(heard) > 3 else heard
    if len(bare) > 4 and bare.endswith("e") and bare[-2] not in _VOWELS:
        bare = bare[:-1]
    return bare


def _is_common(word: _Word) -> bool:
    return sound_key(word.plain) in _VERY_COMMON


def _is_reversed(a: list[_Word], b: list[_Word]) -> bool:
    if len(a) < 3 or len(b) < 3:
        return False
    (a1, a2), (b1, b2) = a[-2:], b[-2:]
    same = WordLikeness.SAME
    return (
        _likeness(a1, b2) is same
        and _likeness(a2, b1) is same
        and _likeness(a1, b1) is not same
        and _likeness(a[0], b[0]) is same
    )
