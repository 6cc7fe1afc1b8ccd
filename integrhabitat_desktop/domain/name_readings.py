"""Other ways to read a written name: English, French and Portuguese spellings, and letters with two sounds."""

import re

_MOST = 16

# Each may apply or not, in this order, to a folded word; what comes out is read as Spanish is.
_READINGS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(?<=[aeiou])ch(?=ae|el|ol|ar)", "k"),  # Michael, Nicholas
        (r"^([^aeiouy]{1,2})[iy](?=an|[ck]h?ae|ke)", r"\1ai"),  # Brian, Brayan; Mike, Maik
        (r"^([^aeiouy]{1,2})y(?=r|l[ae])", r"\1ai"),  # Byron, Bairon
        (r"iy(?=[aeou])", "i"),  # Mariyelis
        (r"ae", "e"),
        (r"ae", "o"),  # Maikol
        (r"sh", "s"),  # Sheila, Seila
        (r"(?<!^)ll", "l"),  # William, Wiliam; Michelle, Mishel
        (r"(?<!^)w", "u"),  # Edwin, Eduin
        (r"^w[hu]?(?=[aeio])", "v"),  # Wilmer, Vilmer
        (r"^h(?=[ae])", "j"),  # Heidi, Jeidi
        (r"^x", "s"),  # Xiomara, Siomara
        (r"(?<=[aeiou])x(?=[aeiou])", "j"),  # Mexía, Mejía
        (r"g(?=[ei])", "gu"),  # Guerline, Gerline; Miguel, Migel
        (r"(?<=[aeiou])x(?=[aeiou])", "cs"),  # Alecsander
        (r"^kh", "k"),
        (r"(?<=[lnr])y(?=[aeiou])", "j"),  # Benjamín, Benyamín
        (r"n[iy](?=o)|ny(?=e)", "n"),  # Munios, Muñoz
        (r"gn", "n"),  # Inácio
        (r"(?<=n)c(?=[ao])|c(?=ao$)", "s"),  # the cedilla of Gonçalves
        (r"eille$", "ei"),  # Mireille
        (r"oi(?=[stx]?$)", "ua"),  # Benoît
        (r"au(?=[^aeiou]+[aeiouy])", "o"),  # Claudine
        (r"ee", "i"),
        (r"oo", "u"),
        (r"^ca(?=[^aeiouy][eioy])", "kei"),
        (r"^([^aeiouyc]+)a(?=[^aeiouy][eioy])", r"\1ei"),  # David, Deivid; Lady, Leidy
    )
)


def respelled(word: str) -> tuple[str, ...]:
    """The folded word, then its other readings as Spanish would write them; a handful at most."""
    spellings = [word]
    for pattern, written in _READINGS:
        for spelling in spellings[: _MOST - len(spellings)]:
            other = pattern.sub(written, spelling)
            if other != spelling and other not in spellings:
                spellings.append(other)
    return tuple(spellings)
