"""The code of a certificate: nobody can guess one, and it says nothing; what was certified stands in the record."""

import unicodedata
from typing import Final

from integrhabitat_desktop.domain.paper_code import PaperCode

# 65 random bits: whoever tries a million codes a second against 10,000 certificates needs a century for a hit.
CERTIFICATE_CODE: Final = PaperCode("C", 13, 4)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names read the same on paper; capitals, accents, spaces and punctuation do not matter.

    Other than in a search no letter of any script is left out: a changed one must be noticed.
    """
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        sign
        for sign in decomposed
        if not unicodedata.combining(sign) and unicodedata.category(sign)[0] not in "PZC"
    )
    return kept or "".join(name.split())
