"""Numbers of documents as registers write them, with the type before the number: "C.C. 1.234.567", "V-12.345.678"."""

import re
from typing import Final

from integrhabitat_desktop.domain.name_folding import fold

# Folded beginnings that say which document it is, up to where the number itself begins.
_PREFIXES: Final = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"^c ?c ?(?=[0-9])", "CO-CC"),
        (r"^t ?i ?(?=[0-9])", "CO-TI"),
        (r"^r ?c ?(?=[0-9])", "CO-RC"),
        (r"^c ?e ?(?=[0-9])", "CO-CE"),
        (r"^(?:p ?p ?t|p ?t) ?(?=[0-9])", "CO-PPT"),
        (r"^(?:p ?e ?p|p ?e(?= ?[0-9]{15})) ?(?=[0-9])", "CO-PEP"),
        (r"^(?:pasaporte|passport|passeport|pas|pa) (?:no |n )?(?=[0-9a-z])", "ANY-PASSPORT"),
        (r"^dni ?(?=[0-9])", "PE-DNI"),
        (r"^(?:c ?i )?[ve] ?(?=[0-9])", "VE-CI"),
        (r"^c ?i ?(?=[0-9])", "VE-CI"),
    )
)
# The same in the number as it was written, with points and hyphens.
_WRITTEN: Final = re.compile(
    r"^(?:pasaporte|passport|passeport|pas|pa(?=\W))[\W_]*(?:n(?:o|º|°)?[\W_]+)?|^(?:c\W*i\W+)(?=[ve])"
    r"|^(?:c\W*c|t\W*i|r\W*c|c\W*e|p\W*p\W*t|p\W*t|p\W*e\W*p|p\W*e|dni|c\W*i)\W*(?=[0-9])",
    re.IGNORECASE,
)
# Behind a number, where it was issued or what became of it: "1.234.567 de Cali", "1234567 (vencida)".
_BEHIND: Final = re.compile(
    r"^(?P<number>.*[0-9]\W?)\s*(?P<rest>"
    r"\([^()]*\)|(?:de|del|exp(?:\.|edid[ao])?(?:\s+(?:en|de))?|from|issued in)\s+[^\W\d].*)$",
    re.IGNORECASE,
)
# What a spreadsheet makes of a long number in a narrow column: the last digits are gone.
_ROUNDED: Final = re.compile(r"^[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}$")


def split_prefix(written: str) -> tuple[str | None, str]:
    """The type that stands before a number, or None, and the number alone as it was written."""
    folded = fold(written)
    for pattern, code in _PREFIXES:
        if pattern.match(folded):
            return code, _WRITTEN.sub("", written.strip()).strip() or written
    return None, written


def split_rest(written: str) -> tuple[str, str]:
    """The number alone, and what is said behind it: where it was issued; "" where nothing is."""
    match = _BEHIND.match(written)
    if match is None:
        return written, ""
    return match["number"].strip(" ,;-"), match["rest"].strip()


def is_rounded(written: str) -> bool:
    """Whether digits of a long number were lost: "1,03E+09"."""
    return _ROUNDED.match(written) is not None
