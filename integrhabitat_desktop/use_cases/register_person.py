"""Register a person with the few facts asked at the door; everything is written together or not at all."""

from dataclasses import dataclass

from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.domain.document_number import WITHOUT_NUMBER, document_key, looks_unusual
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.check_in import check_in_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import (
    CheckIn,
    Consent,
    Contact,
    IdentityDocument,
    MobilityProfile,
    Person,
)

__all__ = ["Registered", "Registration", "looks_unusual", "register_person", "undo_registration"]

_PHONE_SIGNS = "0123456789"


@dataclass(frozen=True, slots=True)
class Registration:
    """What was answered. None means that nobody asked; the code lists hold "does not know" and "no answer".

    `consent` is a code of `consent_state` for the basic record, `consent_method` one of `consent_method`.
    """

    name: str
    preferred_name: str | None = None
    birth_date: str | None = None
    birth_precision: str | None = None
    sex: str | None = None
    gender_identity: str | None = None
    nationality: str | None = None
    neighbourhood: str | None = None
    mobility_profile: str | None = None
    document_type: str | None = None
    document_number: str | None = None
    phone: str | None = None
    consent: str | None = None
    consent_method: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """The new person, their visit if they were checked in, and the records that an undo takes back."""

    person_id: str
    check_in_id: str | None
    document_id: str | None
    contact_id: str | None


def register_person(desk: Desk, registration: Registration, *, check_in: bool) -> Registered:
    """Write the person and what belongs to them in one change group. RuleViolation, ValidationFailed, StoreError."""
    require(desk.staff, Permission.REGISTER_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return register_within(tx, desk, registration, check_in=check_in)


def register_within(tx: Transaction, desk: Desk, registration: Registration, *, check_in: bool) -> Registered:
    """The same inside a transaction that does more."""
    today = desk.today().isoformat()
    person = Person(
        id=tx.new_id(),
        name=" ".join(registration.name.split()),
        preferred_name=registration.preferred_name,
        birth_date=registration.birth_date,
        birth_precision=registration.birth_precision if registration.birth_date else None,
        sex=registration.sex,
        gender_identity=registration.gender_identity,
        nationality=registration.nationality,
        neighbourhood=registration.neighbourhood,
        first_contact_on=today,
    )
    tx.create(person)
    document_id = _write_document(tx, person.id, registration)
    contact_id = _write_phone(tx, person.id, registration.phone)
    if registration.mobility_profile:
        tx.create(
            MobilityProfile(
                id=natural_id(person.id, today),
                person=person.id,
                valid_from=today,
                profile=registration.mobility_profile,
            )
        )
    if registration.consent and registration.consent != "NOT_ASKED":
        tx.create(
            Consent(
                id=natural_id(person.id, "REGISTER"),
                person=person.id,
                scope="REGISTER",
                state=registration.consent,
                basis="CONSENT",
                method=registration.consent_method,
                notice_version=NOTICE_VERSION,
                answered_on=today,
                asked_by=desk.staff.id,
            )
        )
    visit = check_in_within(tx, desk, person.id) if check_in else None
    return Registered(person.id, visit, document_id, contact_id)


def undo_registration(desk: Desk, registered: Registered) -> None:
    """Take a registration back right after it was made: the person is deleted, their visit voided."""
    require(desk.staff, Permission.REGISTER_PERSON)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        if registered.check_in_id:
            tx.update(CheckIn, registered.check_in_id, state="VOID")
        if registered.document_id:
            tx.delete(IdentityDocument, registered.document_id)
        if registered.contact_id:
            tx.delete(Contact, registered.contact_id)
        tx.delete(Person, registered.person_id)


def phone_key(number: str) -> str:
    """A phone number as it is searched: its digits."""
    return "".join(sign for sign in number if sign in _PHONE_SIGNS)


def _write_document(tx: Transaction, person_id: str, registration: Registration) -> str | None:
    kind, number = registration.document_type, registration.document_number
    if not kind and not number:
        return None
    kind = kind or "ANY-OTHER"
    if kind in WITHOUT_NUMBER:
        number = None
    document = IdentityDocument(
        id=tx.new_id(),
        person=person_id,
        document_type=kind,
        number=number,
        number_key=document_key(kind, number) if number else None,
        issuing_country=None if kind.startswith("ANY") else kind[:2],
    )
    tx.create(document)
    return document.id


def _write_phone(tx: Transaction, person_id: str, phone: str | None) -> str | None:
    if not phone:
        return None
    contact = Contact(
        id=tx.new_id(), person=person_id, channel="PHONE", value=phone, value_key=phone_key(phone)
    )
    tx.create(contact)
    return contact.id
