"""People by the numbers and codes that are theirs: card or record, household, document, phone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_record
from integrhabitat_desktop.db.queries.households import households_of, people_of_household
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.db.search_index import number_word
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.phone_number import phone_spellings
from integrhabitat_protocol.ids import PREFIX_LENGTH, check_sign, split_id

BY_WORDS = """
SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid DESC LIMIT ?
"""
_NUMBER_OF_PERSON = "SELECT number FROM person_search_row WHERE person = ?"

_MOST = 200
_NUMBER_LENGTH = 3
# The kind of a document as one types it before the number: V-, CC, PPT, cédula.
_KIND_BEFORE = re.compile(
    r"^(?:(?:cedula|documento|doc|pasaporte|passport|passeport|numero)(?:no|nro|numero)?(?=.*[0-9])"
    r"|[a-z]{1,4}(?=[0-9]))+"
)
_CHECK_BEHIND = re.compile(r"(?<=[0-9])-[0-9A-Za-z]$")
_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile(r"[\s-]")


@dataclass(frozen=True, slots=True)
class FoundByDocument:
    """Rows of the index, and the word that they were found by."""

    numbers: list[int]
    word: str


def numbers_of_code(store: Store, query: str) -> Iterator[int]:
    """The row of the person whose printed code this is, with or without its dash and check sign. StoreError."""
    for code in _codes(query):
        with store_errors():
            person = kept_record(store.connection, code)
        if row := store.fetch_one(_NUMBER_OF_PERSON, (person,)):
            yield row[0]


def people_of_code(store: Store, query: str) -> list[PersonSummary]:
    """Who lives in the household whose code this is. StoreError."""
    return [it.person for code in _codes(query) for it in people_of_household(store, code, today="")]


def people_around(store: Store, people: Iterable[str]) -> list[PersonSummary]:
    """Who lives in the households of these people, they themselves among them. StoreError."""
    homes = dict.fromkeys(home for person in people for home in households_of(store, person))
    return [it.person for home in homes for it in people_of_household(store, home, today="")]


def found_by_document(store: Store, query: str) -> FoundByDocument:
    """Whoever has a document whose number starts like the whole query. StoreError."""
    for word in _document_words(query):
        if found := _starting(store, "documents", word):
            return FoundByDocument(found, word)
    return FoundByDocument([], "")


def numbers_of_phone(store: Store, query: str) -> dict[int, None]:
    """The rows of whoever has a phone that starts like the whole query, however it was written. StoreError."""
    found: dict[int, None] = {}
    if _LETTER.search(query) is None and _digits(query) >= _NUMBER_LENGTH:
        for word in phone_spellings(query):
            found.update(dict.fromkeys(_starting(store, "phones", word)))
    return found


def _codes(query: str) -> list[str]:
    signs = _BETWEEN.sub("", query).upper()
    tried = [f"{signs[:PREFIX_LENGTH]}-{signs[PREFIX_LENGTH:]}"]
    bare = tried[0][:-1]
    if split_id(bare) is not None and check_sign(bare) == signs[-1]:
        tried.append(bare)
    return [code for code in tried if split_id(code) is not None]


def _document_words(query: str) -> list[str]:
    """What is tried one after the other: as written, then without the kind, the zeros and the check sign."""
    if _digits(query) < _NUMBER_LENGTH:
        return []
    words: dict[str, None] = {}
    for text in (query.strip(), _CHECK_BEHIND.sub("", query.strip())):
        word = number_word(text)
        bare = _KIND_BEFORE.sub("", word)
        words.update(dict.fromkeys((word, bare, bare.lstrip("0"))))
    words.pop("", None)
    return list(words)


def _starting(store: Store, column: str, word: str) -> list[int]:
    return [row[0] for row in store.fetch(BY_WORDS, (f'{{{column}}} : "{word}"*', _MOST))]


def _digits(query: str) -> int:
    return sum(sign.isdigit() for sign in query)
