"""Register a person with the few facts asked at the door; everything is written together or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.consent_rules import NOT_ASKED, NOTICE_VERSION
from integrhabitat_desktop.domain.document_number import WITHOUT_NUMBER, document_key, looks_unusual
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.check_in import check_in_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Record, Values
from integrhabitat_protocol.record_types import (
    CheckIn,
    Consent,
    Contact,
    IdentityDocument,
    MobilityProfile,
    Person,
)

__all__ = ["Registered", "Registration", "looks_unusual", "register_person", "undo_registration"]

PHONE, EMAIL = "PHONE", "EMAIL"
_PHONE_SIGNS = "0123456789"
_ANSWER = [name for name in Consent.TYPE.field_names if name not in ("person", "scope")]
# A natural key is never deleted: taken back, the visit did not happen, nobody has asked and nobody has said.
_AS_IF_NEVER: Final[Mapping[type[Record], Values]] = {
    CheckIn: {"state": "VOID"},
    Consent: {**dict.fromkeys(_ANSWER), "state": NOT_ASKED},
    MobilityProfile: {"profile": "UNKNOWN"},
}


@dataclass(frozen=True, slots=True)
class Registration:
    """What was answered. None means that nobody asked; the code lists hold "does not know" and "no answer".

    `consent` is a code of `consent_state` for the basic record, `consent_method` one of `consent_method`.
    `first_contact_on` is told where it was another day than that of the registration.
    """

    name: str
    preferred_name: str | None = None
    birth_date: str | None = None
    birth_precision: str | None = None
    sex: str | None = None
    nationality: str | None = None
    neighbourhood: str | None = None
    mobility_profile: str | None = None
    document_type: str | None = None
    document_number: str | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    first_contact_on: str | None = None
    consent: str | None = None
    consent_method: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """The new person, and all that was written of them, by kind and id in this order: an undo takes it back."""

    person_id: str
    written: tuple[tuple[type[Record], str], ...]


def register_person(desk: Desk, registration: Registration, *, check_in: bool) -> Registered:
    """Write the person and what belongs to them in one change group. RuleViolation, ValidationFailed, StoreError."""
    require(desk.staff, Permission.REGISTER_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return register_within(tx, desk, registration, check_in=check_in)


def register_within(tx: Transaction, desk: Desk, registration: Registration, *, check_in: bool) -> Registered:
    """The same inside a transaction that does more."""
    today = desk.today().isoformat()
    first_contact_on = registration.first_contact_on or today
    records = records_of(tx, replace(registration, first_contact_on=first_contact_on), today)
    person_id = records[0].id
    if registration.consent and registration.consent != NOT_ASKED:
        records.append(
            Consent(
                id=natural_id(person_id, "REGISTER"),
                person=person_id,
                scope="REGISTER",
                state=registration.consent,
                basis="CONSENT",
                method=registration.consent_method,
                notice_version=NOTICE_VERSION,
                answered_on=today,
                asked_by=desk.staff.id,
            )
        )
    for record in records:
        tx.create(record)
    written = [(type(it), it.id) for it in records]
    if check_in:
        written.append((CheckIn, check_in_within(tx, desk, person_id)))
    return Registered(person_id, tuple(written))


def records_of(tx: Transaction, registration: Registration, today: str) -> list[Record]:
    """What is to be written of a new person apart from a visit and consent; the person comes first."""
    person_id = tx.new_id()
    records: list[Record] = [
        Person(
            id=person_id,
            name=" ".join(registration.name.split()),
            preferred_name=registration.preferred_name,
            birth_date=registration.birth_date,
            birth_precision=registration.birth_precision if registration.birth_date else None,
            sex=registration.sex,
            nationality=registration.nationality,
            neighbourhood=registration.neighbourhood,
            first_contact_on=registration.first_contact_on,
        )
    ]
    if registration.document_type or registration.document_number:
        records.append(_document(tx.new_id(), person_id, registration))
    contacts = [(PHONE, it) for it in registration.phones]
    if registration.email:
        contacts.append((EMAIL, registration.email))
    for channel, value in contacts:
        key = contact_key(channel, value)
        records.append(Contact(id=tx.new_id(), person=person_id, channel=channel, value=value, value_key=key))
    if registration.mobility_profile:
        records.append(
            MobilityProfile(
                id=natural_id(person_id, today),
                person=person_id,
                valid_from=today,
                profile=registration.mobility_profile,
            )
        )
    return records


def undo_registration(desk: Desk, registered: Registered) -> None:
    """Take a registration back right after it was made, with all that was written. RuleViolation, StoreError."""
    require(desk.staff, Permission.REGISTER_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        undo_within(tx, registered)


def undo_within(tx: Transaction, registered: Registered) -> None:
    """The same inside a transaction that does more. What somebody deleted since is passed over."""
    for cls, record_id in reversed(registered.written):
        if tx.get(cls, record_id) is None:
            continue
        if cls in _AS_IF_NEVER:
            tx.update(cls, record_id, **_AS_IF_NEVER[cls])
        else:
            tx.delete(cls, record_id)


def contact_key(channel: str, value: str) -> str | None:
    """A contact as it is searched: an address in small letters, of anything else the digits; None for nothing."""
    return (value.casefold() if channel == EMAIL else phone_key(value)) or None


def phone_key(number: str) -> str:
    """A phone number as it is searched: its digits."""
    return "".join(sign for sign in number if sign in _PHONE_SIGNS)


def _document(record_id: str, person_id: str, registration: Registration) -> IdentityDocument:
    kind = registration.document_type or "ANY-OTHER"
    number = None if kind in WITHOUT_NUMBER else registration.document_number
    return IdentityDocument(
        id=record_id,
        person=person_id,
        document_type=kind,
        number=number,
        number_key=document_key(kind, number) if number else None,
        issuing_country=None if kind.startswith("ANY") else kind[:2],
    )
