"""Search as you type: people by name, sound, other name, document, phone, card code, or whom they live with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import combinations
from typing import Any

import msgspec

from integrhabitat_desktop.db.queries.people_by_number import (
    BY_WORDS,
    found_by_document,
    numbers_of_code,
    numbers_of_phone,
    people_around,
    people_of_code,
)
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    SUMMARY_WIDTH,
    PersonSummary,
    summary_of_row,
)
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import Sounds, sounds_in_order

# More candidates than are shown, because the best are chosen among them here.
_CANDIDATES = 200
_SOUND_CANDIDATES = 150
_ENOUGH = 5
_FEW = 10
# Below this likeness two names with the same sounds are different names.
_LIKENESS = 0.55
# Who is expected where a name fits more people than can be looked at: a visitor on so many days of the newest visits.
_NEWEST_VISITS = 3000
_REGULAR_DAYS = 3

BY_NAME_START = """
SELECT number FROM person_search_row WHERE name >= ?1 AND name < ?1 || '~' ORDER BY name LIMIT ?2
"""
# The sign keeps the list from being sought number by number.
BY_WORDS_AMONG = """
SELECT rowid FROM person_search WHERE person_search MATCH ? AND +rowid IN (SELECT value FROM json_each(?)) LIMIT ?
"""
REGULARS = """
SELECT found.number
FROM (
    SELECT person FROM (
        SELECT person, day FROM check_in WHERE state = 'DONE' ORDER BY day DESC LIMIT ?
    ) GROUP BY person HAVING count(DISTINCT day) >= ?
) AS visits
JOIN person_search_row AS found ON found.person = visits.person
"""
FOUND = f"""
SELECT {SUMMARY_COLUMNS}, found.number, found.name, found.known_as, found.sounds, found.documents
FROM person_search_row AS found JOIN person ON person.id = found.person
WHERE found.number IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - constants

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

    Among equally good ones those who came last stand first; where a name fits very many, those who come often. Ends
    early by `store.interrupt()`. StoreError.
    """
    tokens = name_tokens(query)
    if not tokens:
        return []
    found = dict.fromkeys(numbers_of_code(store, query), MatchReason.CODE)
    documents = found_by_document(store, query)
    for reason, numbers in (
        (MatchReason.DOCUMENT, documents.numbers),
        (MatchReason.PHONE, numbers_of_phone(store, query)),
    ):
        for number in numbers:
            found.setdefault(number, reason)
    names = _Names(store, tokens, documents.word)
    for number in names.by_name():
        found.setdefault(number, MatchReason.NAME)
    for number in names.by_words("known_as"):
        found.setdefault(number, MatchReason.ALSO_KNOWN_AS)
    if len(found) < limit:
        for number in names.by_sound(len(found)):
            found.setdefault(number, MatchReason.SOUNDS_LIKE)
    best = _best(store, found, names, limit)
    return [*best, *_households(store, query, best)][:limit]


class _Names:
    """Looks for names; `document` is the word that a document was found by; `regulars` are the frequent visitors,
    once a list was too long to look at everybody in it."""

    def __init__(self, store: Store, tokens: tuple[str, ...], document: str) -> None:
        self.tokens = tokens
        self.document = document
        self.heard = sounds_in_order(tokens)
        self.regulars: frozenset[int] = frozenset()
        self._store = store
        self._know_regulars = False

    def by_name(self) -> Iterator[int]:
        """Names that start like the query, then those with all its words."""
        start = " ".join(self.tokens)
        yield from (row[0] for row in self._store.fetch(BY_NAME_START, (start, _CANDIDATES // 4)))
        yield from self.by_words("name")

    def by_words(self, column: str) -> list[int]:
        """Rows with all words of the query."""
        wanted = " AND ".join(f'"{token}"*' for token in self.tokens)
        return self._matching(f"{{{column}}} : ({wanted})", _CANDIDATES)

    def by_sound(self, already: int) -> list[int]:
        """Names that sound alike in all words; where these are few, by consonants; then in all but one, or any two."""
        if not self.heard:
            return []
        strict = [_any(it.keys) for it in self.heard]
        loose = [_any(it.loose) for it in self.heard]
        found = self._matching(f"{{sounds}} : ({' AND '.join(strict)})", _SOUND_CANDIDATES)
        if already + len(found) < _FEW:
            found += self._matching(f"{{sounds}} : ({' AND '.join(loose)})", _SOUND_CANDIDATES)
        # Looser choices only where the stricter ones left the list almost empty: they find a lot.
        for size, enough in ((len(loose) - 1, _ENOUGH), (2, 1)):
            if 1 < size < len(loose) and already + len(found) < enough:
                wanted = " OR ".join("(" + " AND ".join(part) + ")" for part in combinations(loose, size))
                found += self._matching(f"{{sounds}} : ({wanted})", _SOUND_CANDIDATES)
        return found

    def _matching(self, match: str, limit: int) -> list[int]:
        """Rows of the index; the words in `match` are folded, so that none of its own signs can be among them."""
        found = [row[0] for row in self._store.fetch(BY_WORDS, (match, limit))]
        if len(found) < limit:
            return found
        if not self._know_regulars:
            rows = self._store.fetch(REGULARS, (_NEWEST_VISITS, _REGULAR_DAYS))
            self.regulars = frozenset(row[0] for row in rows)
            self._know_regulars = True
        if not self.regulars:
            return found
        among = _encode(sorted(self.regulars)).decode()
        return [*(row[0] for row in self._store.fetch(BY_WORDS_AMONG, (match, among, limit))), *found]


def _any(words: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{word}"' for word in words) + ")"


def _households(store: Store, query: str, matches: list[PersonMatch]) -> list[PersonMatch]:
    """Who lives with those that a number found, where it found only a few; or in the household of a code."""
    numbered = [it.person.id for it in matches if it.reason in _BY_NUMBER]
    if len(numbered) > _HOUSEHOLDS:
        return []
    there = {it.person.id for it in matches}
    living = [*people_of_code(store, query), *people_around(store, numbered)]
    found: Mapping[str, PersonSummary] = {it.id: it for it in living if it.id not in there}
    return [PersonMatch(it, MatchReason.HOUSEHOLD) for it in found.values()]


def _best(store: Store, found: dict[int, MatchReason], names: _Names, limit: int) -> list[PersonMatch]:
    rated = []
    for row in store.fetch(FOUND, (_encode(list(found)).decode(),)):
        number = row[SUMMARY_WIDTH]
        reason = found[number]
        goodness = _goodness(reason, names, row)
        if goodness is not None:
            person = summary_of_row(row)
            first, then = goodness
            came = _later_first(person.last_visit_on)
            rated.append(
                (_RANK[reason], first, number not in names.regulars, then, came, person.id, person, reason)
            )
    rated.sort(key=lambda entry: entry[:6])
    return [PersonMatch(person, reason) for *_, person, reason in rated[:limit]]


def _goodness(reason: MatchReason, names: _Names, row: tuple[Any, ...]) -> tuple[float, float] | None:
    """How good a match is within its reason, lower is better; None for one that is too far off. Between the first and
    the second figure stands whether somebody comes often."""
    name, known_as = row[SUMMARY_WIDTH + 1], row[SUMMARY_WIDTH + 2]
    if reason is MatchReason.NAME:
        return _name_goodness(names.tokens, name)
    if reason is MatchReason.ALSO_KNOWN_AS:
        return _name_goodness(names.tokens, known_as)
    if reason is MatchReason.SOUNDS_LIKE:
        return _sound_goodness(names, f"{name} {known_as}".split(), set(row[SUMMARY_WIDTH + 3].split()))
    if reason is MatchReason.DOCUMENT:
        return 0.0 if names.document in row[SUMMARY_WIDTH + 4].split() else 1.0, 0.0
    return 0.0, 0.0


def _name_goodness(tokens: tuple[str, ...], name: str) -> tuple[float, float]:
    words = name.split()
    if list(tokens) == words:
        return 0.0, 0.0
    if set(tokens) <= set(words):
        return 1.0, 0.0
    return 1.0, 1.0 if name.startswith(" ".join(tokens)) else 2.0


def _sound_goodness(names: _Names, words: list[str], sounds: set[str]) -> tuple[float, float] | None:
    """First how many words sound otherwise, then how many are too many, then how alike they are written."""
    best = [max(_written_alike(token, word) for word in words) for token in names.tokens]
    likeness = sum(best) / len(best)
    unlike = sum(_unlike(heard, sounds) for heard in names.heard)
    if unlike and likeness < _LIKENESS:
        return None
    # In steps, so that a recent visit outweighs a tenth of likeness.
    return unlike, max(0, len(words) - len(names.tokens)) + round(1 - likeness, 1)


@lru_cache(maxsize=16384)  # a query meets the same few names in hundreds of rows
def _written_alike(token: str, word: str) -> float:
    return SequenceMatcher(None, token, word).ratio()


def _unlike(heard: Sounds, sounds: set[str]) -> float:
    if sounds.intersection(heard.keys):
        return 0.0
    return 0.5 if sounds.intersection(heard.skeletons) else 1.0


def _later_first(day: str | None) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day) if day else (1,)
