"""What a list of people needs beyond their summaries: what they agreed to, and safe ways to reach them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import involved
from integrhabitat_desktop.db.queries.person_card import CardConsent, CardContact, consents_of, contacts_of
from integrhabitat_desktop.db.store import Store

_IDS: Final = "(SELECT value FROM json_each(?))"
_CONSENTS = f"""
SELECT person, scope, state, expires_on FROM consent WHERE person IN {_IDS} AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
_CONTACTS = f"""
SELECT person, channel, value, leave_messages, safe_hours FROM contact
WHERE person IN {_IDS} AND gone = 0 ORDER BY person, id
"""  # noqa: S608 - constants
_FIRST_CONTACT = f"SELECT id, first_contact_on FROM person WHERE id IN {_IDS}"  # noqa: S608 - constants

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class ListedFacts:
    """The answers and contacts of one person, over all their records."""

    consents: tuple[CardConsent, ...] = ()
    contacts: tuple[CardContact, ...] = ()
    first_contact_on: str | None = None


def facts_of_people(store: Store, people: Sequence[str]) -> dict[str, ListedFacts]:
    """The facts of these people, by id. StoreError."""
    ids = _encode(list(people)).decode()
    consents: dict[str, list[CardConsent]] = {}
    contacts: dict[str, list[CardContact]] = {}
    for person, *rest in store.fetch(_CONSENTS, (ids,)):
        consents.setdefault(person, []).append(CardConsent(*rest))
    for person, *rest in store.fetch(_CONTACTS, (ids,)):
        contacts.setdefault(person, []).append(CardContact(*rest))
    for person in _joined(store, people):
        # Their records may say different things: the rule of the card decides.
        consents[person] = consents_of(store, person)
        contacts[person] = contacts_of(store, person)
    first = dict(store.fetch(_FIRST_CONTACT, (ids,)))
    return {
        person: ListedFacts(
            tuple(consents.get(person, ())), tuple(contacts.get(person, ())), first.get(person)
        )
        for person in people
    }


def _joined(store: Store, people: Iterable[str]) -> list[str]:
    with store_errors():
        return involved(store.connection, people)
