"""Print the letter of a referral: only with consent, and only what was ticked and is safe to give.

The audit entry comes first.
"""

from integrhabitat_desktop.db.queries.households import people_living_with
from integrhabitat_desktop.db.queries.person_card import contacts_of, documents_of
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.referral_rules import shown_sector
from integrhabitat_desktop.domain.safe_contacts import safe_contacts
from integrhabitat_desktop.reports.referral_letter import (
    ReferralLetter,
    SharedContact,
    SharedFacts,
    referral_letter_pdf,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import is_guarded
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_desktop.use_cases.refer_person import require_consent
from integrhabitat_protocol.record_type import values_of
from integrhabitat_protocol.record_types import Institution, Person, Referral


def print_referral_letter(desk: Desk, referral_id: str) -> bytes:
    """The PDF of the letter.

    RuleViolation `not_allowed`, `referral_not_found`, `referral_without_consent`, `referral_consent_ended`; StoreError.
    """
    require(desk.staff, Permission.REFER)
    referral = desk.store.get(Referral, referral_id)
    # Of joined records the letter gives the facts of the one that is kept.
    person = desk.store.get(Person, kept_record(desk, referral.person)) if referral is not None else None
    if referral is None or person is None:
        raise RuleViolation("referral_not_found")
    if is_guarded(desk, values_of(referral)):
        # The letter says what the role may not read.
        raise RuleViolation("not_allowed")
    require_consent(desk, referral)
    if not referral.shared_fields:
        raise RuleViolation("referral_without_consent")
    institution = desk.store.get(Institution, referral.institution)
    letter = ReferralLetter(
        number=referral.id,
        institution=institution.name if institution is not None else "",
        focal_point=(institution.focal_point if institution is not None else None) or "",
        address=(institution.address if institution is not None else None) or "",
        sector=shown_sector(referral.sector),
        procedure=referral.procedure,
        priority=referral.priority,
        shared_fields=referral.shared_fields,
        facts=_ticked(desk, person, referral, set(referral.shared_fields.split())),
        consented_on=referral.consented_on or referral.made_on or desk.today().isoformat(),
        consent_method=referral.consent_method,
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "referral", referral_id, {"shared": referral.shared_fields})
        tx.audit("print", "person", person.id, {"referral": referral_id})
    return referral_letter_pdf(letter, letterhead(desk))


def _ticked(desk: Desk, person: Person, referral: Referral, ticked: set[str]) -> SharedFacts:
    store = desk.store
    documents = documents_of(store, person.id) if "DOCUMENT" in ticked else ()
    contacts = contacts_of(store, person.id) if "CONTACT" in ticked else ()
    household = people_living_with(store, person.id, "") if "HOUSEHOLD" in ticked else []
    return SharedFacts(
        name=person.name if "NAME" in ticked else None,
        birth_date=person.birth_date if "AGE" in ticked else None,
        birth_precision=person.birth_precision if "AGE" in ticked else None,
        sex=person.sex if "SEX" in ticked else None,
        nationality=person.nationality if "NATIONALITY" in ticked else None,
        documents=[(it.document_type, it.number) for it in documents if it.number],
        contacts=[SharedContact(it.channel, it.value, it.safe_hours) for it in safe_contacts(contacts)],
        neighbourhood=person.neighbourhood if "NEIGHBOURHOOD" in ticked else None,
        languages=person.languages if "LANGUAGES" in ticked else None,
        household=len(household) or None,
        reason=referral.reason if "REASON" in ticked else None,
    )
