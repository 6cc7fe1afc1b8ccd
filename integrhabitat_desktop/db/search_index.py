"""Keeps the search index of people in step: folded names, sounds, document and phone keys of whom a write touched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec

from integrhabitat_desktop.db.connection import Connection
from integrhabitat_desktop.db.joined_records import involved, kept_record, same_person
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.db.sync_meta import MetaKey, SyncMeta
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.phone_number import phone_words
from integrhabitat_desktop.domain.sound_key import sound_words
from integrhabitat_protocol.record_type import Value

PERSON = "person"
PEOPLE = """
SELECT id, name, preferred_name, gone FROM person WHERE id IN (SELECT value FROM json_each(?))
"""
DOCUMENTS = """
SELECT person, document_type, number_key FROM identity_document
WHERE person IN (SELECT value FROM json_each(?)) AND gone = 0 AND number_key IS NOT NULL ORDER BY id
"""
PHONES = """
SELECT person, value_key FROM contact
WHERE person IN (SELECT value FROM json_each(?)) AND gone = 0 AND value_key IS NOT NULL ORDER BY id
"""
INDEXED = """
SELECT person, name, known_as, sounds, documents, phones FROM person_search_row
WHERE person IN (SELECT value FROM json_each(?))
"""
ADD = """
INSERT INTO person_search_row (person, name, known_as, sounds, documents, phones) VALUES (?, ?, ?, ?, ?, ?)
"""
CHANGE = """
UPDATE person_search_row SET name = ?2, known_as = ?3, sounds = ?4, documents = ?5, phones = ?6 WHERE person = ?1
"""
REMOVE = "DELETE FROM person_search_row WHERE person = ?"
SURVIVORS = "SELECT survivor FROM person_merge WHERE person IN (SELECT value FROM json_each(?))"
# Fields of records that name whose words in the index may have changed.
_OWNER_FIELDS = ("person", "survivor")
OWNERS = {
    "erasure": "SELECT person FROM erasure WHERE id IN (SELECT value FROM json_each(?))",
    "restriction": "SELECT person FROM restriction WHERE id IN (SELECT value FROM json_each(?))",
    "person_merge": """
        SELECT person FROM person_merge WHERE id IN (SELECT value FROM json_each(?1))
        UNION SELECT survivor FROM person_merge WHERE id IN (SELECT value FROM json_each(?1))
    """,
    "identity_document": "SELECT DISTINCT person FROM identity_document WHERE id IN (SELECT value FROM json_each(?))",
    "contact": "SELECT DISTINCT person FROM contact WHERE id IN (SELECT value FROM json_each(?))",
}

EVERYBODY = "SELECT id FROM person WHERE gone = 0"
# Taking the words out one by one takes minutes; emptied as a whole nothing of them stays readable either.
CLEAR = (
    "INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 0)",
    "DELETE FROM person_search_row",
    "INSERT INTO person_search (person_search) VALUES ('delete-all')",
    "INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1)",
)
# Raised with each change of the folding or sound rules: the index of older rules is made anew.
RULES_VERSION = 4

_CHUNK = 1000
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class SearchRow:
    """The words under which one person is found."""

    person: str
    name: str
    known_as: str
    sounds: str
    documents: str
    phones: str

    def parameters(self) -> tuple[str, ...]:
        """The columns in the order of the statements."""
        return (self.person, self.name, self.known_as, self.sounds, self.documents, self.phones)


def owners(values: Mapping[str, Value]) -> list[Value]:
    """Whose words in the index a record with these values may change."""
    return [values.get(name) for name in _OWNER_FIELDS]


class SearchUpdates:
    """Collects the people that a transaction touches, and brings their rows up to date before the commit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people: set[str] = set()

    def note(self, record_type: str, record_id: str, *whose: Value) -> None:
        """A record was written; `whose` are its owners before and after."""
        if record_type == PERSON:
            self._people.add(record_id)
        elif record_type in OWNERS:
            self._people.update(owner for owner in whose if isinstance(owner, str))

    def note_stored(self, record_type: str, ids: Sequence[str]) -> None:
        """Records are about to be written, or just were: whoever they belong to in the store now is touched."""
        if record_type == PERSON:
            self._people.update(ids)
        elif record_type in OWNERS:
            rows = self._connection.execute(OWNERS[record_type], (_json(ids),)).fetchall()
            self._people.update(row[0] for row in rows if row[0] is not None)

    def finish(self) -> None:
        """Bring the index up to date."""
        people = iter(sorted(self._people))
        while chunk := list(islice(people, _CHUNK)):
            refresh_people(self._connection, chunk)
        self._people.clear()


def keep_up_with_rules(connection: Connection) -> None:
    """Make the whole index anew where it was made with older rules; one transaction, 50 us a person."""
    meta = SyncMeta(connection)
    if meta.number(MetaKey.SEARCH_RULES) == RULES_VERSION:
        return
    for statement in CLEAR:
        connection.execute(statement)
    updates = SearchUpdates(connection)
    updates.note_stored(PERSON, [row[0] for row in connection.execute(EVERYBODY)])
    updates.finish()
    meta.put(MetaKey.SEARCH_RULES, RULES_VERSION)


def refresh_people(connection: Connection, people: Sequence[str]) -> None:
    """Bring the rows of these people up to date; harmless where they are."""
    persons, touched = people_of_records(connection, people)
    wanted = _json(sorted(touched))
    held = {row[0]: SearchRow(*row) for row in connection.execute(INDEXED, (wanted,)).fetchall()}
    fresh = {row.person: row for row in _rows(connection, persons, wanted)}
    connection.executemany(REMOVE, ((person,) for person in held if person not in fresh))
    connection.executemany(ADD, (row.parameters() for person, row in fresh.items() if person not in held))
    connection.executemany(
        CHANGE, (row.parameters() for person, row in fresh.items() if held.get(person, row) != row)
    )


def people_of_records(connection: Connection, records: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """For joined records which one is kept; and all records whose words hang together with those given."""
    touched = set(records)
    touched.update(row[0] for row in connection.execute(SURVIVORS, (_json(records),)) if row[0] is not None)
    kept: dict[str, str] = {}
    for person in involved(connection, sorted(touched)):
        same = same_person(connection, person)
        survivor = kept_record(connection, person)
        touched.update(same)
        kept.update((other, survivor) for other in same if other != survivor)
    return kept, touched


def _rows(connection: Connection, kept: Mapping[str, str], wanted: str) -> Iterator[SearchRow]:
    """One row for each person: a joined record lends its names and numbers to the one that is kept.

    Whose record is blocked has none.
    """
    # Keys may be of older rules, or of another program; the rules of here make them agree.
    documents = _by_person(
        (person, [number_word(document_key(kind or "", key))])
        for person, kind, key in connection.execute(DOCUMENTS, (wanted,))
    )
    phones = _by_person((person, phone_words(key)) for person, key in connection.execute(PHONES, (wanted,)))
    together: dict[str, list[tuple[str, str, str]]] = {}
    for person, name, preferred_name, gone in connection.execute(PEOPLE, (wanted,)).fetchall():
        if not gone:
            record = (person, name or "", preferred_name or "")
            together.setdefault(kept.get(person, person), []).append(record)
    restricted = restricted_among(connection, [it[0] for records in together.values() for it in records])
    for survivor, found in together.items():
        # A blocked record hides the person; an erased one lends its emptied words to nobody.
        if survivor in restricted:
            continue
        records = [it for it in found if it[0] not in restricted]
        own = [it for it in records if it[0] == survivor] or records[:1]
        others = sorted(it for it in records if it not in own)
        _id, name, preferred_name = own[0]
        also = (preferred_name, *(text for _other, *texts in others for text in texts))
        known_as = " ".join(dict.fromkeys(filter(None, also)))
        ids = [it[0] for it in (*own, *others)]
        yield SearchRow(
            person=survivor,
            name=fold(name),
            known_as=fold(known_as),
            sounds=" ".join(dict.fromkeys(sound_words(f"{name} {known_as}"))),
            documents=" ".join(dict.fromkeys(word for it in ids for word in documents.get(it, ()))),
            phones=" ".join(dict.fromkeys(word for it in ids for word in phones.get(it, ()))),
        )


def number_word(text: str) -> str:
    """A document number as one word of the index."""
    return fold(text).replace(" ", "")


def _by_person(words: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, own in words:
        found.setdefault(person, []).extend(own)
    return found


def _json(ids: Sequence[str]) -> str:
    return _encode(ids).decode()
