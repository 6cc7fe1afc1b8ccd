"""Numbers of identity documents: one spelling for searching, and a friendly doubt where a number looks unusual."""

import importlib
import re
from functools import cache
from typing import Final

from integrhabitat_protocol.code_lists import code_list

# With them control signs and halves of signs, which no document has and no database takes.
_SIGNS = re.compile(r"[\s.\-/·\x00-\x1f\x7f\ud800-\udfff]+")
_NOT_DIGITS = re.compile(r"\D+")
_VENEZUELAN = re.compile(r"^(?:CI|[VE])+")
# The kind of a document as it is written before the number, where the form was not told the kind.
_KIND_BEFORE = re.compile(
    r"^(?:C(?:EDULA|ED|I)[VE]?|[VE]|CC|TI|RC|CE|PPT?|PE|PEP|DNI|RU[NT]|CPF|CURP|CUI|DUI|NUI|NUIP|ID|N[RO]?O?)(?=\d{5,}$)"
)
_UNTOLD = frozenset(["", "ANY-OTHER", "ANY-FOREIGN-ID"])
# Types that say why there is no number.
WITHOUT_NUMBER: Final = frozenset(["ANY-NONE", "ANY-PNTA"])


def document_key(document_type: str, number: str) -> str:
    """The number as it is searched and compared: without signs and blanks, upper case, prefixes of the issuer and
    zeros at the front off. The key of a key is the same key."""
    bare = _SIGNS.sub("", number).upper()
    rule = _notes(document_type).get("normalise", "")
    if document_type == "VE-CI":
        # V, E and the dots are written or left out at will.
        bare = _VENEZUELAN.sub("", bare)
    elif document_type in _UNTOLD:
        bare = _KIND_BEFORE.sub("", bare)
    elif rule.startswith("digits only"):
        bare = _NOT_DIGITS.sub("", bare) or bare
    elif rule.startswith("first 8"):
        bare = bare[:8]
    # Spreadsheets drop them, and so do people.
    return (bare.lstrip("0") or bare) if bare.isdigit() else bare


def looks_unusual(document_type: str, number: str) -> bool:
    """Whether the number does not fit what is known of the type. A reason to look again, never to refuse."""
    notes = _notes(document_type)
    pattern = notes.get("pattern", "")
    written = number.strip().upper()
    tried = {written, _SIGNS.sub("", written), document_key(document_type, number)}
    if pattern and not any(_compiled(pattern).fullmatch(it) for it in tried):
        return True
    check = notes.get("check", "").split()
    if not check or not check[0].startswith("stdnum."):
        return False
    if document_type == "PE-DNI" and len(_SIGNS.sub("", number)) == 8:
        return False  # without its check sign there is nothing to check
    return not importlib.import_module(check[0]).is_valid(number)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _notes(document_type: str) -> dict[str, str]:
    entries = code_list("document_type")
    return dict(entries.entry(document_type).notes) if document_type in entries else {}
