"""How a name sounds in Latin America: words that are equal for spellings that are heard alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.name_readings import respelled

# A skeleton begins with a digit, so that it never meets a key.
_SKELETON_MARK = "0"
_FEWEST_CONSONANTS = 2
_FEWEST_SIGNS = 2
# What is left of a word must still say something.
_SHORTEST_BARE = 4

_ABBREVIATIONS = {
    "ma": "maria",
    "mtz": "martinez",
    "gpe": "guadalupe",
    "fco": "francisco",
    "fca": "francisca",
    "hdz": "hernandez",
    "glez": "gonzalez",
    "rdz": "rodriguez",
    "st": "saint",
    "ste": "sainte",
}
# Applied in this order to a folded word.
_RULES = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"^sch", "s"),
        (r"^s(?=[bcdfgklmnpqt])", "es"),  # Stefany, Estefani; Sneider
        (r"ph", "f"),
        (r"^kh|^jh|^gh|^dj", "j"),
        (r"tch", "ch"),
        (r"ch(?=[rlmn])", "k"),  # Christian, Chloe
        (r"ch|sh", "1"),
        (r"x(?=[^aeiouy]|$)", "s"),
        (r"^x", "j"),  # Ximena, Jimena
        (r"x", "s"),
        (r"ng$|ng(?=[^aeiouyhrlw])", "n"),  # Keving, Washington
        (r"^h?u(?=[aeio])|^wh?u?(?=[aeio])|^gu(?=[aeiou])", "gu"),  # Huamán, Guamán; Wilmer, Guilmer
        (r"gu(?=[ei])", "2"),  # a hard g
        (r"^gu(?=[ao])", "2u"),
        (r"h", ""),
        (r"(?<=....)m$", "n"),  # Abraham, Abrahan
        (r"qu?(?=[ei])|q", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"kk", "k"),
        (r"[kp]t", "t"),  # Victor, Vitor
        (r"ll(?=[aeiou])|^[iy](?=[aeou])|^y(?=i)|(?<=[aeiou])[iy](?=[aeiou])", "j"),  # Dayana, Daiana
        (r"y", "i"),
        (r"eau", "o"),
        (r"ou", "u"),
        (r"g(?=[ei])|j", "j"),
        (r"j[ei](?=[aou])", "j"),  # Giovanny, Geovanny, Yovani
        (r"[vw]", "b"),
        (r"nm", "m"),  # Enmanuel, Emanuel
        (r"m(?=[bp])", "n"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aeiou])(?:ie|ei)$", "i"),  # Stephanie, Ashley
        (r"(?<=[aeiourln])[dt]$", ""),  # David, Davi; Edgard, Edgar
    )
)
_PARTICLES = frozenset(
    {"da", "de", "del", "della", "di", "do", "dos", "du", "la", "las", "le", "los", "san", "van", "y"}
)
_BACK = str.maketrans({"1": "c", "2": "g"})
_VOWELS = re.compile(r"[aeiou]")
_MUTE_END = re.compile(r"(?<=[^aeiou])e$")
_WEAK_STOP = re.compile(r"(?<=[aeiourlns])[dt]$")


@dataclass(frozen=True, slots=True)
class Sounds:
    """How one word may be heard: `keys` in full, `skeletons` by consonants alone."""

    keys: tuple[str, ...]
    skeletons: tuple[str, ...]

    @property
    def loose(self) -> tuple[str, ...]:
        """What finds most; whoever has the key has its skeleton."""
        return self.skeletons or self.keys


@lru_cache(maxsize=16384)  # the same names come again and again in an import
def sound_key(word: str) -> str:
    """The sound of one folded word: Yohana and Johana, Muñoz and Munos, Chirinos and Shirinos are equal."""
    heard = _ABBREVIATIONS.get(word, word)
    for pattern, replacement in _RULES:
        heard = pattern.sub(replacement, heard)
    return heard.translate(_BACK)


@lru_cache(maxsize=16384)
def sounds_of(word: str) -> Sounds:
    """Every way to read one folded word, the usual Spanish one first."""
    keys = tuple(dict.fromkeys(map(sound_key, respelled(word))))
    return Sounds(keys, tuple(dict.fromkeys(filter(None, map(_skeleton, keys)))))


@lru_cache(maxsize=16384)
def bare_sounds(word: str) -> frozenset[str]:
    """The readings of a word without what is weak at its end."""
    return frozenset(map(bare_end, sounds_of(word).keys))


def bare_end(heard: str) -> str:
    """A final s is weak; a final e after a consonant is mute in French and English names, and the d or t before it.

    Denis and Denise stay two names: of s and e only one is taken.
    """
    bare = heard.removesuffix("s") if len(heard) >= _SHORTEST_BARE else heard
    if len(bare) > _SHORTEST_BARE:
        bare = _MUTE_END.sub("", bare)
    if len(bare) > _SHORTEST_BARE and (stopped := _WEAK_STOP.sub("", bare)) != bare:
        bare = stopped.removesuffix("s")
    return bare


def sound_words(text: str) -> tuple[str, ...]:
    """The words under which the index finds a text by sound: the keys and skeletons of each word.

    Particles count with the word after them as well (De la Rosa, Delarosa), the two first words and those with a
    hyphen between them also together (Luz Dary, Luzdary). Initials and numbers have no sound of their own.
    """
    words: dict[str, None] = {}
    for spelling in (*_spellings(text), *_written_together(text)):
        sounds = sounds_of(spelling)
        words.update(dict.fromkeys((*sounds.keys, *sounds.skeletons)))
    return tuple(words)


def sounds_in_order(tokens: Sequence[str]) -> list[Sounds]:
    """What to look for in the index for each word of a query, also as one word with its neighbours.

    Particles count only with the word after them: by themselves a tenth of everybody has them.
    """
    heard = [it for it in tokens if _has_sound(it)]
    wanted = []
    for place, token in enumerate(heard):
        if token in _PARTICLES and len(heard) > 1:
            continue
        own = sounds_of(token)
        together = [sounds_of(it) for it in _with_neighbours(heard, place)]
        keys = (*own.keys, *(key for it in together for key in it.keys))
        skeletons = (*own.skeletons, *(key for it in together for key in it.skeletons))
        wanted.append(Sounds(tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(skeletons))))
    return wanted


def _with_neighbours(tokens: Sequence[str], place: int) -> list[str]:
    """The word at a place written together with the one before, the one after, and all particles before."""
    start = place
    while start and tokens[start - 1] in _PARTICLES:
        start -= 1
    parts = (tokens[start : place + 1], tokens[max(0, place - 1) : place + 1], tokens[place : place + 2])
    return list(dict.fromkeys("".join(part) for part in parts if len(part) > 1))


def _spellings(text: str) -> list[str]:
    spellings = []
    joined = ""
    for token in name_tokens(text):
        if not _has_sound(token):
            joined = ""
            continue
        spellings.append(token)
        if token in _PARTICLES:
            joined += token
        elif joined:
            spellings.append(joined + token)
            joined = ""
    return spellings


def _written_together(text: str) -> list[str]:
    tokens = name_tokens(text)
    pairs = [tokens[:2]] if len(tokens) > 1 else []
    for part in text.split():
        pairs += pairwise(name_tokens(part))
    return ["".join(pair) for pair in pairs if all(map(_has_sound, pair))]


def _has_sound(token: str) -> bool:
    return token.isalpha() and len(token) >= _FEWEST_SIGNS


def _skeleton(key: str) -> str:
    """The consonants of a sound, for spellings that differ in vowels; "" where there are too few to say much."""
    consonants = _VOWELS.sub("", bare_end(key))
    return _SKELETON_MARK + consonants if len(consonants) >= _FEWEST_CONSONANTS else ""
