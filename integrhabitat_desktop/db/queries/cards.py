"""Reads the cards that people carry."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store

_BY_TOKEN = (
    "SELECT id, person, token, state FROM card WHERE token = ? AND gone = 0 ORDER BY state, id LIMIT 1"
)
_ISSUED = f"""
SELECT id, person, token, state FROM card
WHERE person IN {SAME_PERSON} AND state = 'ISSUED' AND gone = 0 ORDER BY issued_on DESC, id DESC
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card; `state` is a code of `card_state`."""

    id: str
    person: str
    token: str
    state: str


def card_of_token(store: Store, token: str) -> CardRow | None:
    """The card with this token, one that is not revoked before others. StoreError."""
    row = store.fetch_one(_BY_TOKEN, (token,))
    return CardRow(*row) if row else None


def issued_cards(store: Store, person_id: str) -> list[CardRow]:
    """The cards of a person that are not revoked, newest first. StoreError."""
    return [CardRow(*row) for row in store.fetch(_ISSUED, {"person": person_id})]
