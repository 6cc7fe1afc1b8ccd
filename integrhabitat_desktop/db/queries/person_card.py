"""The few records that a person's card shows."""

from dataclasses import dataclass

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.store import Store

_DOCUMENTS = f"""
SELECT DISTINCT document_type, number FROM identity_document WHERE person IN {SAME_PERSON} AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
_CONTACTS = f"""
SELECT DISTINCT channel, value, leave_messages, safe_hours FROM contact
WHERE person IN {SAME_PERSON} AND gone = 0 ORDER BY id
"""  # noqa: S608 - constants
# Of joined records that say different things the latest answer counts.
_CONSENT = f"""
SELECT scope, state, expires_on FROM (
    SELECT scope, state, expires_on, row_number() OVER
        (PARTITION BY scope ORDER BY answered_on DESC, state = 'GIVEN', id) AS place
    FROM consent WHERE person IN {SAME_PERSON} AND gone = 0
) WHERE place = 1 ORDER BY scope
"""  # noqa: S608 - constants
_VISIT_TODAY = f"""
SELECT id, arrived_at, purpose FROM check_in
WHERE person IN {SAME_PERSON} AND day = :day AND state = 'DONE' AND gone = 0
ORDER BY visit_number DESC, arrived_at DESC LIMIT 1
"""  # noqa: S608 - constants


_APPOINTMENT = f"""
SELECT coalesce(starts_at, '') FROM follow_up
WHERE person IN {SAME_PERSON} AND day = :day AND kind = 'APPOINTMENT' AND state = 'OPEN' AND gone = 0
ORDER BY starts_at IS NULL, starts_at LIMIT 1
"""  # noqa: S608 - constants


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
    purpose: str | None


def documents_of(store: Store, person_id: str) -> list[CardDocument]:
    """The documents of a person. StoreError."""
    return [CardDocument(*row) for row in store.fetch(_DOCUMENTS, {"person": person_id})]


def contacts_of(store: Store, person_id: str) -> list[CardContact]:
    """The contacts of a person. StoreError."""
    return [CardContact(*row) for row in store.fetch(_CONTACTS, {"person": person_id})]


def consents_of(store: Store, person_id: str) -> list[CardConsent]:
    """The answers of a person by scope. StoreError."""
    return [CardConsent(*row) for row in store.fetch(_CONSENT, {"person": person_id})]


def visit_of(store: Store, person_id: str, day: str) -> CardVisit | None:
    """The last visit of a person on one day. StoreError."""
    row = store.fetch_one(_VISIT_TODAY, {"person": person_id, "day": day})
    return CardVisit(*row) if row else None


def appointment_of(store: Store, person_id: str, day: str) -> str | None:
    """The time (`HH:MM`, "" for none said) of the next appointment of a day; None for no appointment. StoreError."""
    row = store.fetch_one(_APPOINTMENT, {"person": person_id, "day": day})
    return row[0] if row else None
