"""How alike two names are: word by word, in any order, by how they sound. Rules of the domain notes, section 9."""

from dataclasses import dataclass
from enum import IntEnum

from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import bare_sounds, sound_key
from integrhabitat_desktop.domain.word_likeness import WordLikeness, compare_words

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
# So many people bear these that two words of them alone say little.
_VERY_COMMON = frozenset(
    sound_key(word)
    for word in name_tokens(
        "jose maria juan luis carlos pedro jean ana rosa jesus antonio miguel marie joseph pierre francisco manuel"
        " jorge david daniel angel lucia carmen alberto andres alejandro"
        " garcia rodriguez gonzalez hernandez martinez lopez perez diaz sanchez ramirez torres flores rivera gomez"
        " quispe mamani charles silva santos oliveira souza rojas morales vargas castro ramos"
    )
)
# With fewer words one cannot tell given names and surnames apart.
_FULL_NAME = 3
# By so many letters one spelling of a word may be longer than another.
_SPELLED_LONGER = 2


class NameLikeness(IntEnum):
    """How alike two whole names are."""

    DIFFERENT = 0
    NEAR = 1  # all words fit but one, which is near
    CLOSE = 2  # every word of the shorter name is in the longer one
    EQUAL = 3  # every word of both


@dataclass(frozen=True, slots=True)
class NameComparison:
    """`shared` counts words that are the same; `is_common` says that these words are borne by very many people;
    `is_reversed` that the two last words stand in the other order, as with cousins; `words` those of the shorter.

    Twins often bear the same given names in another order, or one more: `is_exchanged` says that the two first words
    stand in the other order, `is_longer` that one has more words before the same end; `is_plain` that the words which
    then tell them apart from others are very common ones."""

    likeness: NameLikeness
    shared: int
    words: int
    is_common: bool
    is_reversed: bool
    is_exchanged: bool
    is_longer: bool
    is_plain: bool
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
    a, b = _together(a, b), _together(b, a)
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
        is_exchanged=_is_exchanged(a, b),
        is_longer=_is_longer(shorter, longer),
        is_plain=_is_plain(shorter),
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


def _together(words: list[_Word], others: list[_Word]) -> list[_Word]:
    """Two neighbours as one word where the other name writes them so: Luz Dary, Luzdary."""
    kept: list[_Word] = []
    for word in words:
        joined = kept[-1].plain + word.plain if kept else ""
        if joined and any(_is_written_together(joined, other.plain) for other in others):
            kept[-1] = _Word((joined,))
        else:
            kept.append(word)
    return kept


def _is_written_together(joined: str, word: str) -> bool:
    is_as_long = abs(len(joined) - len(word)) <= _SPELLED_LONGER
    return is_as_long and not bare_sounds(joined).isdisjoint(bare_sounds(word))


def _likeness(a: _Word, b: _Word) -> WordLikeness:
    return max(compare_words(one, other) for one in a.spellings for other in b.spellings)


def _is_common(word: _Word) -> bool:
    return sound_key(word.plain) in _VERY_COMMON


def _is_plain(shorter: list[_Word]) -> bool:
    """Whether the given names are very common ones: those before two surnames, or before one."""
    return all(_is_common(word) for word in shorter[: max(1, len(shorter) - 2)])


def _is_exchanged(a: list[_Word], b: list[_Word]) -> bool:
    """José María, María José."""
    if min(len(a), len(b)) < _FULL_NAME:
        return False
    same = WordLikeness.SAME
    return (
        _likeness(a[0], b[1]) is same and _likeness(a[1], b[0]) is same and _likeness(a[0], b[0]) is not same
    )


def _is_longer(shorter: list[_Word], longer: list[_Word]) -> bool:
    """Juan, Juan José before the same surnames."""
    if len(shorter) < 2 or len(shorter) == len(longer):
        return False
    ends = min(2, len(shorter) - 1)
    return all(
        _likeness(x, y) is WordLikeness.SAME for x, y in zip(shorter[-ends:], longer[-ends:], strict=True)
    )


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
