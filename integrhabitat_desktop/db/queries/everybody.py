"""Everybody of the centre as the look-alike rules compare them, page by page."""

from collections.abc import Iterator
from typing import Any

import msgspec

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.look_alike import Described

_PAGE = """
SELECT id, name, birth_date, birth_precision FROM person WHERE id > ? AND gone = 0 ORDER BY id LIMIT ?
"""
_DOCUMENTS = """
SELECT person, document_type, number_key FROM identity_document
WHERE person IN (SELECT value FROM json_each(?)) AND gone = 0 AND number_key IS NOT NULL
"""
_PAGE_SIZE = 1000

_encode = msgspec.json.Encoder().encode


def everybody(store: Store) -> Iterator[tuple[str, Described]]:
    """Each person's id and description, in the order of ids; memory for one page. StoreError."""
    last = ""
    while rows := store.fetch(_PAGE, (last, _PAGE_SIZE)):
        documents = _documents(store, [row[0] for row in rows])
        for person, name, birth_date, precision in rows:
            yield person, Described(name or "", birth_date, precision, frozenset(documents.get(person, ())))
        last = rows[-1][0]


def _documents(store: Store, people: list[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    rows: list[Any] = store.fetch(_DOCUMENTS, (_encode(people).decode(),))
    for person, kind, key in rows:
        found.setdefault(person, []).append((kind or "", key))
    return found
