"""The words of registers for codes: labels of the lists in every language, and how people abbreviate them."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final

from babel import Locale
from babel.core import get_global

from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_protocol.code_lists import code_list

_LANGUAGES = ("es", "en", "pt", "fr", "ht")
# What stands in a cell that says nothing.
NOTHING: Final = frozenset(
    [
        *("", "n a", "na", "no aplica", "sin dato", "sin datos", "sin informacion", "ninguno", "ninguna"),
        *("s d", "nd", "no tiene", "no sabe", "no responde", "ns nr", "n s", "n r", "null", "none"),
    ]
)
# Regions and private codes that Babel lists beside the countries.
_NO_COUNTRIES = frozenset(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"])


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Folded words by what they stand for."""

    sexes: Mapping[str, str]
    countries: Mapping[str, str]
    documents: Mapping[str, str]
    profiles: Mapping[str, str]

    def sexes_of(self, cells: Iterable[object]) -> Mapping[str, str]:
        """The words of one column of sexes: beside H for men, M stands for women."""
        written = {fold(cell) for cell in cells if isinstance(cell, str)}
        return {**self.sexes, "m": "F"} if "h" in written and "f" not in written else self.sexes


def says_nothing(text: str) -> bool:
    """Whether a cell holds nothing but dashes and the like, or says in words that there is nothing."""
    folded = fold(text)
    # Letters of other scripts fold to nothing and are an answer all the same.
    return folded in NOTHING if folded else not any(sign.isalnum() for sign in text)


def spelling(text: str) -> str:
    """Folded for comparing; text of other scripts, which folds to nothing, in small letters as it stands."""
    return fold(text) or " ".join(text.casefold().split())


def code_words() -> CodeWords:
    """The words of every language of the product."""
    return CodeWords(
        sexes=_labels("sex") | _usual("sex"),
        countries=_countries() | _labels("nationality_special") | _usual("country"),
        documents=_labels("document_type") | _usual("document_type"),
        profiles=_labels("mobility_profile") | _usual("mobility_profile"),
    )


def _usual(list_name: str) -> dict[str, str]:
    """Abbreviations and other words that the labels do not hold."""
    text = resources.files(__package__).joinpath("code_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {word: row["code"] for row in rows if row["list"] == list_name for word in row["words"].split("|")}


def _labels(list_name: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in code_list(list_name):
        words[fold(entry.code)] = entry.code
        for language in _LANGUAGES:
            words.setdefault(fold(entry.label(language)), entry.code)
    return words


def _countries() -> dict[str, str]:
    words: dict[str, str] = {}
    codes: set[str] = set()
    for language in ("es", "en", "pt", "fr"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                codes.add(code)
                words.setdefault(fold(name), code)
                words.setdefault(code.casefold(), code)
    # Three letters, as passports write them: VEN, COL.
    for alias, replacements in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(replacements) == 1 and replacements[0] in codes:
            words.setdefault(alias.casefold(), replacements[0])
    return words
