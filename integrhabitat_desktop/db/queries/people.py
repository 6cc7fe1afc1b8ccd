"""Search as you type: people by name, sound, other name, document, phone, card code, or whom they live with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import combinations
from typing import Any

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_record
from integrhabitat_desktop.db.queries.households import household_of, people_of_household
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    SUMMARY_WIDTH,
    PersonSummary,
    summary_of_row,
)
from integrhabitat_desktop.db.search_index import number_word
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import sound_words
from integrhabitat_protocol.ids import check_sign, split_id

# More candidates than are shown, because the best are chosen among them here.
CANDIDATES = 200
_SOUND_CANDIDATES = 150
_NUMBER_LENGTH = 3
_LETTERS_BEFORE = re.compile(r"^[a-z]{1,4}(?=[0-9])")
_ENOUGH = 5
# Below this likeness two names with the same sounds are different names.
_LIKENESS = 0.55

BY_NAME_START = """
SELECT number FROM person_search_row WHERE name >= ?1 AND name < ?1 || '~' ORDER BY name LIMIT ?2
"""
BY_WORDS = """
SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid DESC LIMIT ?
"""
FOUND = f"""
SELECT {SUMMARY_COLUMNS}, found.number, found.name, found.known_as, found.sounds
FROM person_search_row AS found JOIN person ON person.id = found.person
WHERE found.number IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - constants
NUMBER_OF_PERSON = "SELECT number FROM person_search_row WHERE person = ?"

_encode = msgspec.json.Encoder().encode


class MatchReason(Enum):
    """Why a person is among the results; the order is that of the results."""

    CODE = "code"
    DOCUMENT = "document"
    PHONE = "phone"
    NAME = "name"
    ALSO_KNOWN_AS = "also_known_as"
    SOUNDS_LIKE = "sounds_like"
    HOUSEHOLD = "household"


# A number is of one person; a child has none, and is found by that of whom it lives with.
_BY_NUMBER = frozenset({MatchReason.CODE, MatchReason.DOCUMENT, MatchReason.PHONE})
_HOUSEHOLDS = 3

_RANK = {reason: rank for rank, reason in enumerate(MatchReason)}


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person found, and why."""

    person: PersonSummary
    reason: MatchReason


def search_people(store: Store, query: str, limit: int = 30) -> list[PersonMatch]:
    """The best matches, best first; the last word may be unfinished, the words stand in any order.

    Among equally good ones those who came last stand first. Ends early by `store.interrupt()`. StoreError.
    """
    tokens = name_tokens(query)
    if not tokens:
        return []
    found = dict.fromkeys(_by_code(store, query), MatchReason.CODE)
    for column, reason in (("documents", MatchReason.DOCUMENT), ("phones", MatchReason.PHONE)):
        for number in _by_number(store, query, column):
            found.setdefault(number, reason)
    for number in _by_name(store, tokens):
        found.setdefault(number, MatchReason.NAME)
    for number in _by_words(store, "known_as", tokens):
        found.setdefault(number, MatchReason.ALSO_KNOWN_AS)
    if len(found) < limit:
        for number in _by_sound(store, tokens, len(found)):
            found.setdefault(number, MatchReason.SOUNDS_LIKE)
    best = _best(store, found, tokens, limit)
    return [*best, *_households(store, best)][:limit]


def _households(store: Store, matches: list[PersonMatch]) -> list[PersonMatch]:
    """Who lives with those that a number found, where it found only a few."""
    numbered = [it.person.id for it in matches if it.reason in _BY_NUMBER]
    if len(numbered) > _HOUSEHOLDS:
        return []
    there = {it.person.id for it in matches}
    homes = dict.fromkeys(home for it in numbered if (home := household_of(store, it)) is not None)
    living = [it.person for home in homes for it in people_of_household(store, home, today="")]
    return [PersonMatch(it, MatchReason.HOUSEHOLD) for it in living if it.id not in there]


def _by_code(store: Store, query: str) -> Iterator[int]:
    """The person whose printed code this is, with or without its check sign."""
    code = query.strip().upper()
    bare = code[:-1].rstrip("- ")
    for tried in (code, bare if split_id(bare) is not None and check_sign(bare) == code[-1:] else ""):
        if split_id(tried) is None:
            continue
        with store_errors():
            person = kept_record(store.connection, tried)
        if row := store.fetch_one(NUMBER_OF_PERSON, (person,)):
            yield row[0]


def _by_number(store: Store, query: str, column: str) -> Iterable[int]:
    """Whoever has a number that starts like the whole query, its spaces and signs left out."""
    word = number_word(query)
    if sum(sign.isdigit() for sign in word) < _NUMBER_LENGTH:
        return ()
    found = _matching(store, f'{{{column}}} : "{word}"*', CANDIDATES)
    bare = _LETTERS_BEFORE.sub("", word)
    if not found and bare != word:
        # The kind of document was typed before its number: V-, CC, PPT.
        return _matching(store, f'{{{column}}} : "{bare}"*', CANDIDATES)
    return found


def _by_name(store: Store, tokens: tuple[str, ...]) -> Iterator[int]:
    start = " ".join(tokens)
    yield from (row[0] for row in store.fetch(BY_NAME_START, (start, CANDIDATES // 4)))
    yield from _by_words(store, "name", tokens)


def _by_words(store: Store, column: str, tokens: Iterable[str]) -> Iterable[int]:
    wanted = " AND ".join(f'"{token}"*' for token in tokens)
    return _matching(store, f"{{{column}}} : ({wanted})", CANDIDATES)


def _by_sound(store: Store, tokens: tuple[str, ...], already: int) -> list[int]:
    """Names that sound alike in all words; where these are few, in all but one, then in any two."""
    alternatives = [
        "(" + " OR ".join(f'"{word}"' for word in words) + ")"
        for token in tokens
        if (words := sound_words(token))
    ]
    if not alternatives:
        return []
    found = _matching(store, "{sounds} : (" + " AND ".join(alternatives) + ")", _SOUND_CANDIDATES)
    # Looser choices only where the stricter ones left the list almost empty: they find a lot.
    for size, enough in ((len(alternatives) - 1, _ENOUGH), (2, 1)):
        if 1 < size < len(alternatives) and already + len(found) < enough:
            wanted = " OR ".join("(" + " AND ".join(part) + ")" for part in combinations(alternatives, size))
            found += _matching(store, f"{{sounds}} : ({wanted})", _SOUND_CANDIDATES)
    return found


def _matching(store: Store, match: str, limit: int) -> list[int]:
    """Rows of the index; the words in `match` are folded, so that none of its own signs can be among them."""
    return [row[0] for row in store.fetch(BY_WORDS, (match, limit))]


def _best(
    store: Store, found: dict[int, MatchReason], tokens: tuple[str, ...], limit: int
) -> list[PersonMatch]:
    rated = []
    for row in store.fetch(FOUND, (_encode(list(found)).decode(),)):
        reason = found[row[SUMMARY_WIDTH]]
        goodness = _goodness(reason, tokens, row)
        if goodness is not None:
            person = summary_of_row(row)
            rated.append(
                (_RANK[reason], goodness, _later_first(person.last_visit_on), person.id, person, reason)
            )
    rated.sort(key=lambda entry: entry[:4])
    return [PersonMatch(person, reason) for *_, person, reason in rated[:limit]]


def _goodness(reason: MatchReason, tokens: tuple[str, ...], row: tuple[Any, ...]) -> float | None:
    """How good a match is within its reason, lower is better; None for one that is too far off."""
    name, known_as = row[SUMMARY_WIDTH + 1], row[SUMMARY_WIDTH + 2]
    if reason is MatchReason.NAME:
        return _name_goodness(tokens, name)
    if reason is MatchReason.ALSO_KNOWN_AS:
        return _name_goodness(tokens, known_as)
    if reason is MatchReason.SOUNDS_LIKE:
        return _sound_goodness(tokens, f"{name} {known_as}".split(), set(row[SUMMARY_WIDTH + 3].split()))
    return 0.0


def _name_goodness(tokens: tuple[str, ...], name: str) -> float:
    words = name.split()
    if list(tokens) == words:
        return 0.0
    if set(tokens) <= set(words):
        return 1.0
    return 2.0 if name.startswith(" ".join(tokens)) else 3.0


def _sound_goodness(tokens: tuple[str, ...], words: list[str], sounds: set[str]) -> float | None:
    """First how many words sound otherwise, then how many are too many, then how alike they are written."""
    best = [max(SequenceMatcher(None, token, word).ratio() for word in words) for token in tokens]
    likeness = sum(best) / len(best)
    unlike = 0.0
    for token in tokens:
        key, *others = sound_words(token) or (token,)
        if key not in sounds:
            unlike += 0.5 if sounds.intersection(others) else 1.0
    if unlike and likeness < _LIKENESS:
        return None
    # In steps, so that a recent visit outweighs a tenth of likeness.
    return 10 * unlike + max(0, len(words) - len(tokens)) + round(1 - likeness, 1)


def _later_first(day: str | None) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day) if day else (1,)
