"""The few records that a person's card shows."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

_DOCUMENTS = """
SELECT document_type, number FROM identity_document WHERE person = ? AND gone = 0 ORDER BY id
"""
_CONTACTS = """
SELECT channel, value, leave_messages, safe_hours FROM contact WHERE person = ? AND gone = 0 ORDER BY id
"""
_CONSENT = "SELECT scope, state, expires_on FROM consent WHERE person = ? AND gone = 0 ORDER BY scope"
_VISIT_TODAY = """
SELECT id, arrived_at FROM check_in
WHERE person = ? AND day = ? AND state = 'DONE' AND gone = 0 ORDER BY visit_number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class CardDocument:
    """A document as it was said."""

    document_type: str
    number: str | None


@dataclass(frozen=True, slots=True)
class CardContact:
    """A way to reach the person; `leave_messages` is a code of `yes_no`."""

    channel: str
    value: str
    leave_messages: str | None
    safe_hours: str | None


@dataclass(frozen=True, slots=True)
class CardConsent:
    """The answer for one scope."""

    scope: str
    state: str
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class CardVisit:
    """The visit of today."""

    check_in_id: str
    arrived_at: str | None


def documents_of(store: Store, person_id: str) -> list[CardDocument]:
    """The documents of a person. StoreError."""
    return [CardDocument(*row) for row in store.fetch(_DOCUMENTS, (person_id,))]


def contacts_of(store: Store, person_id: str) -> list[CardContact]:
    """The contacts of a person. StoreError."""
    return [CardContact(*row) for row in store.fetch(_CONTACTS, (person_id,))]


def consents_of(store: Store, person_id: str) -> list[CardConsent]:
    """The answers of a person by scope. StoreError."""
    return [CardConsent(*row) for row in store.fetch(_CONSENT, (person_id,))]


def visit_of(store: Store, person_id: str, day: str) -> CardVisit | None:
    """The last visit of a person on one day. StoreError."""
    row = store.fetch_one(_VISIT_TODAY, (person_id, day))
    return CardVisit(*row) if row else None
