"""Registered people who may be the one that is being registered: candidates for the rules to judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.queries.people_by_number import BY_WORDS
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    SUMMARY_WIDTH,
    PersonSummary,
    summary_of_row,
)
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.search_index import number_word
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.name_folding import name_tokens
from integrhabitat_desktop.domain.sound_key import sounds_in_order

_BY_BIRTH_DATE = """
SELECT id FROM person WHERE birth_date IN (SELECT value FROM json_each(?)) AND gone = 0 LIMIT ?
"""
_PEOPLE_OF_ROWS = """
SELECT person FROM person_search_row WHERE number IN (SELECT value FROM json_each(?))
"""
_FOUND = f"""
SELECT {SUMMARY_COLUMNS}, found.documents FROM person
LEFT JOIN person_search_row AS found ON found.person = person.id
WHERE person.id IN (SELECT value FROM json_each(?)) AND person.gone = 0
"""  # noqa: S608 - constants

# People born on one day: a thousandth of everybody, unless the day stands for "not known".
_BIRTH_DATE_LIMIT = 400
_SOUND_LIMIT = 120
_DOCUMENT_LIMIT = 20
_MOST_WORDS = 6

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A candidate with what the rules compare; `document_keys` as the index holds them."""

    person: PersonSummary
    document_keys: tuple[str, ...]


def look_alikes(
    store: Store,
    name: str,
    *,
    birth_date: str | None = None,
    document_keys: Sequence[str] = (),
    leave_out: str | None = None,
) -> list[LookAlike]:
    """Everybody who shares a document, the birth date (also with day and month exchanged) or enough sounds.

    At most some hundred people, in no order. `leave_out` is the person themselves. StoreError.
    """
    people: set[str] = set()
    if birth_date:
        people.update(_column(store, _BY_BIRTH_DATE, (_json(_birth_dates(birth_date)), _BIRTH_DATE_LIMIT)))
    numbers = [*_by_document(store, document_keys), *_by_sound(store, name_tokens(name))]
    people.update(_column(store, _PEOPLE_OF_ROWS, (_json(numbers),)))
    with store_errors():
        kept = kept_records(store.connection, people)
        hidden = restricted_among(store.connection, people)
    people = {kept.get(person, person) for person in people - hidden}
    people.discard(leave_out or "")
    rows = store.fetch(_FOUND, (_json(sorted(people)),))
    return [LookAlike(summary_of_row(row), tuple((row[SUMMARY_WIDTH] or "").split())) for row in rows]


def _by_document(store: Store, keys: Sequence[str]) -> list[int]:
    words = [word for key in keys if (word := number_word(key))]
    return _matching(store, "documents", [[f'"{word}"'] for word in words], _DOCUMENT_LIMIT) if words else []


def _by_sound(store: Store, tokens: Sequence[str]) -> list[int]:
    """Rows of the index that sound like all words, then like all but one, then like two of them."""
    heard = sounds_in_order(tuple(dict.fromkeys(tokens))[:_MOST_WORDS])
    found: list[int] = []
    for size in sorted({len(heard), len(heard) - 1, min(2, len(heard))}, reverse=True):
        if size > 1 or size == len(heard) == 1:
            # Two words fit very many people: there they must be heard alike in full.
            words = [it.keys if size < len(heard) - 1 else it.loose for it in heard]
            alternatives = ["(" + " OR ".join(f'"{word}"' for word in it) + ")" for it in words]
            found += _matching(store, "sounds", combinations(alternatives, size), _SOUND_LIMIT)
    return found


def _matching(store: Store, column: str, choices: Iterable[Sequence[str]], limit: int) -> list[int]:
    wanted = " OR ".join("(" + " AND ".join(choice) + ")" for choice in choices)
    return [row[0] for row in store.fetch(BY_WORDS, (f"{{{column}}} : ({wanted})", limit))]


def _birth_dates(birth_date: str) -> list[str]:
    """The date, and the one with day and month exchanged where there is such a day."""
    year, month, day = birth_date.split("-")
    exchanged = f"{year}-{day}-{month}"
    return [birth_date, exchanged] if int(day) <= 12 and exchanged != birth_date else [birth_date]


def _column(store: Store, sql: str, parameters: Sequence[str | int]) -> list[str]:
    return [row[0] for row in store.fetch(sql, parameters)]


def _json(items: Sequence[object]) -> str:
    return _encode(items).decode()
