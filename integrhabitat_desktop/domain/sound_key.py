"""How a name sounds in Latin America: words that are equal for spellings that are heard alike."""

import re
from functools import lru_cache

from integrhabitat_desktop.domain.name_folding import name_tokens

# A skeleton begins with a digit, so that it never meets a key.
_SKELETON_MARK = "0"
_FEWEST_CONSONANTS = 2

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
        (r"^(?:st|sc|sk|sp)", r"e\g<0>"),  # Stefany, Estefani
        (r"ph", "f"),
        (r"^kh|^jh|^gh", "j"),
        (r"ch|sh", "1"),
        (r"x(?=[^aeiouy]|$)", "s"),
        (r"^x", "j"),  # Ximena, Jimena
        (r"x", "s"),
        (r"^hu(?=[aei])|^wu?(?=[aeio])|^gu(?=[aeiou])", "gu"),  # Huamán, Guamán; Wilmer, Guilmer, Wuilliam
        (r"gu(?=[ei])", "2"),  # a hard g
        (r"^gu(?=[ao])", "2u"),
        (r"h", ""),
        (r"qu?(?=[ei])|q", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"ll(?=[aeiou])|^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])", "j"),
        (r"y", "i"),
        (r"g(?=[ei])|j", "j"),
        (r"ji(?=[aou])", "j"),  # Giovanny, Yovani
        (r"[vw]", "b"),
        (r"nm", "m"),  # Enmanuel, Emanuel
        (r"m(?=[bp])", "n"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])[dt]$", ""),  # David, Davi
    )
)
_PARTICLES = frozenset(
    {"da", "de", "del", "della", "di", "do", "dos", "du", "la", "las", "le", "los", "san", "van", "y"}
)
_BACK = str.maketrans({"1": "c", "2": "g"})
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=8192)  # the same names come again and again in an import
def sound_key(word: str) -> str:
    """The sound of one folded word: Yohana and Johana, Muñoz and Munos, Chirinos and Shirinos are equal."""
    heard = _ABBREVIATIONS.get(word, word)
    for pattern, replacement in _RULES:
        heard = pattern.sub(replacement, heard)
    return heard.translate(_BACK)


def skeleton(word: str) -> str:
    """The consonants of a sound, for spellings that differ in vowels; "" where there are too few to say much."""
    consonants = _VOWELS.sub("", sound_key(word).removesuffix("s"))
    return _SKELETON_MARK + consonants if len(consonants) >= _FEWEST_CONSONANTS else ""


def sound_words(text: str) -> tuple[str, ...]:
    """The words under which the index finds a text by sound: for each word its key and its skeleton.

    Particles count with the word after them as well (De la Rosa, Delarosa). Initials and numbers have no sound
    of their own.
    """
    words: dict[str, None] = {}
    joined = ""
    for token in name_tokens(text):
        if not token.isalpha() or len(token) < 2:
            joined = ""
            continue
        spellings = [token]
        if token.startswith("x"):
            spellings.append("s" + token[1:])  # Xiomara, Siomara
        if token in _PARTICLES:
            joined += token
        elif joined:
            spellings.append(joined + token)
            joined = ""
        for spelling in spellings:
            words[sound_key(spelling)] = None
            words[skeleton(spelling)] = None
    words.pop("", None)
    return tuple(words)
