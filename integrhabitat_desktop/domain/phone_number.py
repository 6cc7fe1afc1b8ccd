"""Phone numbers as people say them: with the code of a country or without, and with a zero before the area."""

import re
from typing import Final

_NOT_DIGITS = re.compile(r"\D+")
# How long numbers are within the countries whose codes are heard in the region.
_LENGTHS: Final = {
    "1": (10,), "34": (9,), "51": (9, 8), "52": (10, 11), "53": (8,), "54": (10, 11), "55": (11, 10), "56": (9,),
    "57": (10,), "58": (10,), "90": (10,), "501": (7,), "502": (8,), "503": (8,), "504": (8,), "505": (8,),
    "506": (8,), "507": (8, 7), "509": (8,), "591": (8,), "592": (7,), "593": (9, 8), "594": (9,), "595": (9,),
    "597": (7,), "598": (8,), "599": (8,),
}  # fmt: skip
# A number is also known by its end, without the area.
_ENDS: Final = (8, 7)


def phone_spellings(number: str) -> tuple[str, ...]:
    """The digits of a number, finished or not, and what remains without the code of the country."""
    written = number.strip()
    digits = _NOT_DIGITS.sub("", written)
    is_abroad = written.startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0")
    spellings = {digits: None}
    for code, lengths in _LENGTHS.items():
        rest = digits.removeprefix(code)
        if rest == digits:
            continue
        # +58 (0)414
        rest = rest.lstrip("0")
        if len(rest) in lengths or (is_abroad and rest):
            spellings[rest] = None
    spellings.pop("", None)
    return tuple(spellings)


def phone_words(number: str) -> tuple[str, ...]:
    """The digits under which a stored number is found by their beginning."""
    spellings = phone_spellings(number)
    words = dict.fromkeys(spellings)
    for length in _ENDS:
        words.update(dict.fromkeys(it[-length:] for it in spellings if len(it) > length))
    return tuple(words)
