"""What the desk sees of a person at a glance, and their timeline."""

from dataclasses import dataclass, field

from integrhabitat_desktop.db.queries import person_card
from integrhabitat_desktop.db.queries.person_card import CardConsent, CardContact, CardDocument, CardVisit
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, people_by_ids
from integrhabitat_desktop.domain.birthdays import is_birthday
from integrhabitat_desktop.domain.coming_of_age import is_minor
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_guardians import Guardian, guardians
from integrhabitat_desktop.use_cases.keep_household import HouseholdPerson, household
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.view_attendance_rates import PersonAttendance, view_attendance_rates
from integrhabitat_desktop.use_cases.view_timeline import TimelineEntry, timeline

__all__ = [
    "CardConsent",
    "CardContact",
    "CardDocument",
    "CardVisit",
    "Guardian",
    "HouseholdPerson",
    "PersonCard",
    "TimelineEntry",
]

_NEWEST = 30


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with what is asked for at the desk. Nothing here is marked sensitive in the catalogue.

    `household` are the others who live with them, `guardians` the adults who answer for a child. `appointment` is the
    time of an appointment today, "" where none was said.
    """

    person: PersonSummary
    documents: tuple[CardDocument, ...]
    contacts: tuple[CardContact, ...]
    consents: tuple[CardConsent, ...]
    visit_today: CardVisit | None
    timeline: tuple[TimelineEntry, ...]
    household: tuple[HouseholdPerson, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    is_minor: bool = False
    appointment: str | None = None
    has_birthday: bool = False
    attendance: PersonAttendance = field(default_factory=PersonAttendance)


def view_card(desk: Desk, person_id: str) -> PersonCard:
    """The card of a person. RuleViolation `not_allowed`, `person_not_found`; StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    store = desk.store
    person_id = kept_record(desk, person_id)
    person = people_by_ids(store, [person_id]).get(person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    return PersonCard(
        person=person,
        documents=tuple(person_card.documents_of(store, person_id)),
        contacts=tuple(person_card.contacts_of(store, person_id)),
        consents=tuple(person_card.consents_of(store, person_id)),
        visit_today=person_card.visit_of(store, person_id, desk.today().isoformat()),
        timeline=timeline(desk, person_id, _NEWEST),
        household=tuple(it for it in household(desk, person_id) if it.person.id != person_id),
        guardians=guardians(desk, person_id),
        is_minor=is_minor(person.birth_date, person.birth_precision, desk.today()),
        appointment=person_card.appointment_of(store, person_id, desk.today().isoformat()),
        has_birthday=is_birthday(person.birth_date, person.birth_precision, desk.today()),
        attendance=view_attendance_rates(desk, person_id),
    )
