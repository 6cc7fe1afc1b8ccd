"""Everybody of the centre as the look-alike rules compare them, page by page."""

from collections.abc import Iterator
from typing import Any

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described

_COLUMNS = "id, name, birth_date, birth_precision, sex"
_PAGE = f"SELECT {_COLUMNS} FROM person WHERE id > ? AND gone = 0 ORDER BY id LIMIT ?"  # noqa: S608 - constants
_BORN_BETWEEN = f"""
SELECT {_COLUMNS} FROM person WHERE birth_date >= ? AND birth_date < ? AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
_SOME = f"""
SELECT {_COLUMNS} FROM person WHERE id IN (SELECT value FROM json_each(?)) AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
_YEARS = """
SELECT min(birth_date), max(birth_date) FROM person WHERE birth_date IS NOT NULL AND gone = 0
"""
_SHARED_DOCUMENTS = """
SELECT json_group_array(DISTINCT person) FROM identity_document
WHERE number_key IS NOT NULL AND gone = 0 AND person IS NOT NULL
GROUP BY ltrim(number_key, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0') HAVING count(DISTINCT person) BETWEEN 2 AND ?
"""
_SHARED_NAMES = """
SELECT json_group_array(person) FROM person_search_row GROUP BY name HAVING count(*) BETWEEN 2 AND ?
"""
_DOCUMENTS = """
SELECT person, document_type, number_key FROM identity_document
WHERE person IN (SELECT value FROM json_each(?)) AND gone = 0 AND number_key IS NOT NULL
"""
_PAGE_SIZE = 1000
# A number that more people share than a family has stands for "none", such as 0000.
_MOST_WITH_ONE_NUMBER = 12
# A name that more people bear says nothing without a birth date.
_MOST_WITH_ONE_NAME = 12

_encode = msgspec.json.Encoder().encode


def everybody(store: Store) -> Iterator[tuple[str, Described]]:
    """Each record's description with the id of the person, in the order of ids; memory for one page. StoreError.

    A joined record describes the person whose record is kept: both spellings are known.
    """
    last = ""
    while rows := store.fetch(_PAGE, (last, _PAGE_SIZE)):
        yield from _described(store, rows)
        last = rows[-1][0]


def born_in(store: Store, year: int) -> list[tuple[str, Described]]:
    """Whoever was born in a year, as `everybody` gives them. StoreError."""
    return list(_described(store, store.fetch(_BORN_BETWEEN, (f"{year:04}-01-01", f"{year + 1:04}-01-01"))))


def years_of_birth(store: Store) -> range:
    """Every year between the first and the last birth. StoreError."""
    first, last = store.fetch_one(_YEARS) or (None, None)
    return range(int(first[:4]), int(last[:4]) + 1) if first and last else range(0)


def sharing_documents(store: Store) -> Iterator[list[tuple[str, Described]]]:
    """The people whose numbers end alike, after the letters and zeros at the front, number by number. StoreError."""
    for (ids,) in store.fetch(_SHARED_DOCUMENTS, (_MOST_WITH_ONE_NUMBER,)):
        yield list(_described(store, store.fetch(_SOME, (ids,))))


def sharing_names(store: Store) -> Iterator[list[tuple[str, Described]]]:
    """The people with one folded name, name by name, but for names that many bear. StoreError."""
    for (ids,) in store.fetch(_SHARED_NAMES, (_MOST_WITH_ONE_NAME,)):
        yield list(_described(store, store.fetch(_SOME, (ids,))))


def _described(store: Store, rows: list[Any]) -> Iterator[tuple[str, Described]]:
    ids = [row[0] for row in rows]
    documents = _documents(store, ids)
    with store_errors():
        kept = kept_records(store.connection, ids)
        hidden = restricted_among(store.connection, ids)
    for person, name, birth_date, precision, sex in rows:
        if person in hidden:
            continue
        found = frozenset(documents.get(person, ()))
        yield kept.get(person, person), Described(name or "", birth_date, precision, found, sex)


def _documents(store: Store, people: list[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for person, kind, key in store.fetch(_DOCUMENTS, (_encode(people).decode(),)):
        found.setdefault(person, []).append((kind or "", document_key(kind or "", key)))
    return found
