"""Finds in a text what may tell who somebody is: a phone number, an e-mail address, a document number, a name.

It warns and never refuses: whoever writes decides. So it would rather pass over something than cry out at every
figure; amounts, years, laws and places that bear somebody's name are no traces.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from integrhabitat_desktop.domain.document_number import looks_unusual
from integrhabitat_desktop.domain.everyday_words import EVERYDAY, PLACES, SECOND_GIVEN
from integrhabitat_desktop.domain.name_folding import fold, name_tokens


class TraceKind(Enum):
    """What was found."""

    EMAIL = "email"
    PHONE = "phone"
    DOCUMENT = "document"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in a text; `words` as they stand there."""

    kind: TraceKind
    words: str


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Two words of the same name that together point at somebody, folded; made by `known_names`."""

    pairs: frozenset[tuple[str, str]] = frozenset()


_EMAIL: Final = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# Digits that are read as one number: parted by single blanks, dots, hyphens, or with an area in brackets.
_NUMBER: Final = re.compile(r"(?<![\w$])(?:\+|\((?=\d{1,4}\)))?\d(?:[\s.\-–()]{0,2}\d)+(?![\w%])")
_LETTERED: Final = re.compile(
    r"(?<!\w)(?:[VEve]\s?-?\s?\d{1,2}[.\s]?\d{3}[.\s]?\d{3}|[A-Za-z]{4}\d{6}[A-Za-z]{6}\w\d)(?!\w)"
)
_DOCUMENT_WORD: Final = re.compile(
    r"(?i)(?<!\w)(?:c[eé]dula|documento|pasaporte|dni|c\.?\s?c\.?|c\.?\s?i\.?|c\.?\s?e\.?|ppt|pep|rumv|run|rut|curp|cpf"
    r"|dimex|carn[eé]|passport|identidad|extranjer[ií]a|ciudadan[ií]a|identificaci[oó]n|id)"
    r"(?:\s(?:n[uú]mero|n[o°º]?\.?|#))?\s*[:.#°º]?\s*$"
)
_CALL_WORD: Final = re.compile(
    r"(?i)(?:tel[eé]fono|tel\.?|celular|cel\.?|whatsapp|wasap|m[oó]vil|llamar|llama|ll[aá]me(?:n|nos)?|phone|call)\W*(?:\w+\W+){0,2}$"
)
_MONEY_BEFORE: Final = re.compile(r"(?i)(?:\$|usd|cop|bs\.?|s/\.?|q|rd\$|₡|€)\s*$")
_MONEY_AFTER: Final = re.compile(
    r"(?i)^\s*(?:mil\b|millones|pesos|d[oó]lares|soles|bol[ií]vares|quetzales|colones|euros|reales|usd|cop|personas|familias"
    r"|habitantes|hogares|metros|m2|m²|viviendas|litros|kilos|veces)"
)
_GROUPS: Final = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")
_YEARS: Final = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d")
_DAY: Final = re.compile(r"\d{1,2}[-.\s]\d{1,2}[-.\s](?:19|20)?\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2}")
_PERSON_WORD: Final = re.compile(
    r"(?<!\w)(?:[Dd]on|[Dd]o[ñn]a|[Ss]e[ñn]or(?:a|ita)?|[Ss]ra?\.|[Vv]ecin[oa]|[Pp]rofe)\s+"
    r"((?:[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)(?:\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)*)"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINKS: Final = frozenset(["de", "del", "la", "las", "los", "el", "da", "das", "do", "dos", "y", "e"])
_SHORTEST_NUMBER, _LONGEST_NUMBER, _SHORTEST_NAME = 7, 15, 3


def known_names(names: Iterable[str]) -> KnownNames:
    """The names to look for. One word alone points at nobody in particular; nor do two given names of three or more."""
    return KnownNames(frozenset(pair for name in names for pair in _pairs(name)))


def personal_traces(text: str, names: KnownNames) -> tuple[Trace, ...]:
    """What in the text may tell who somebody is, in its order; each once."""
    found = sorted(_found(text, names), key=lambda it: (it[0], it[1]))
    kept: list[Trace] = []
    end = -1
    for start, stop, trace in (
        (start, stop, Trace(kind, text[start:stop].strip())) for start, stop, kind in found
    ):
        if start >= end and trace not in kept:
            kept.append(trace)
            end = stop
    return tuple(kept)


def new_traces(text: str, standing: str, names: KnownNames) -> tuple[Trace, ...]:
    """What was not in the text before; that was decided about when it was written."""
    before = {(it.kind, fold(it.words)) for it in personal_traces(standing, names)}
    return tuple(it for it in personal_traces(text, names) if (it.kind, fold(it.words)) not in before)


def _found(text: str, names: KnownNames) -> Iterator[tuple[int, int, TraceKind]]:
    for found in _EMAIL.finditer(text):
        yield found.start(), found.end(), TraceKind.EMAIL
    for found in _LETTERED.finditer(text):
        yield found.start(), found.end(), TraceKind.DOCUMENT
    for found in _NUMBER.finditer(text):
        kind = _kind_of_number(found[0], text[: found.start()], text[found.end() :])
        if kind is not None:
            yield found.start(), found.end(), kind
    yield from _names(text, names)


def _kind_of_number(written: str, before: str, after: str) -> TraceKind | None:
    digits = "".join(sign for sign in written if sign.isdigit())
    if _DOCUMENT_WORD.search(before[-40:]) and 5 <= len(digits) <= _LONGEST_NUMBER:
        return TraceKind.DOCUMENT
    if not _SHORTEST_NUMBER <= len(digits) <= _LONGEST_NUMBER:
        return None
    if _CALL_WORD.search(before[-40:]) or written.startswith(("+", "(")):
        return TraceKind.PHONE
    if _MONEY_BEFORE.search(before[-6:]) or _MONEY_AFTER.match(after) or _YEARS.fullmatch(written):
        return None
    if _DAY.fullmatch(written.strip()):
        return None
    if _GROUPS.fullmatch(written):
        # 987 654 321 is how Peru and Chile write a mobile phone; 1.200.000 is an amount anywhere.
        return TraceKind.PHONE if written.startswith("9") and " " in written and len(digits) == 9 else None
    # A check digit that fits is no chance.
    return (
        TraceKind.DOCUMENT
        if any(_is_written_as(it, written) for it in ("CL-RUN", "BR-CPF"))
        else TraceKind.PHONE
    )


def _is_written_as(document_type: str, written: str) -> bool:
    return "-" in written and "." in written and not looks_unusual(document_type, written)


def _names(text: str, names: KnownNames) -> Iterator[tuple[int, int, TraceKind]]:
    words = [(found.start(), found.end(), found[0], fold(found[0])) for found in _WORD.finditer(text)]
    told = [place for place, word in enumerate(words) if word[3] not in _LINKS]
    for nth, place in enumerate(told[:-1]):
        follows = told[nth + 1]
        first, second = words[place], words[follows]
        between = text[first[1] : second[0]]
        if follows - place > 3 or any(sign in between for sign in ",.;:()\n/"):
            continue
        if not _is_somebody(first, second, names) or _is_place(words, told[:nth]):
            continue
        yield first[0], second[1], TraceKind.NAME
    for found in _PERSON_WORD.finditer(text):
        before = [place for place in told if words[place][1] <= found.start()]
        if not _is_place(words, before):
            yield found.start(), found.end(), TraceKind.NAME


def _is_somebody(
    first: tuple[int, int, str, str], second: tuple[int, int, str, str], names: KnownNames
) -> bool:
    if (first[3], second[3]) not in names.pairs:
        return False
    if first[3] in EVERYDAY and second[3] in EVERYDAY:
        return all(word[2][0].isupper() and not word[2].isupper() for word in (first, second))
    return True


def _is_place(words: list[tuple[int, int, str, str]], told_before: list[int]) -> bool:
    return bool(told_before) and words[told_before[-1]][3] in PLACES


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    words = [word for word in name_tokens(name) if word not in _LINKS and len(word) >= _SHORTEST_NAME]
    if len(words) < 2:
        return
    given, *rest = words
    if len(words) == 2:
        yield given, rest[0]
        return
    # Three words are two given names with a surname, or a given name with two surnames; four are two and two.
    seconds = 1 if len(words) > 3 or rest[0] in SECOND_GIVEN else 0
    for surname in rest[seconds:]:
        yield given, surname
        if seconds:
            yield rest[0], surname
    yield words[-2], words[-1]
