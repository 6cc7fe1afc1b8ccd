"""The list of people as a spreadsheet: whoever agreed to be on record, and phones of those who agreed to be called."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from integrhabitat_desktop.db.queries.listed_people import ListedFacts, facts_of_people
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, count_people, people_by_name
from integrhabitat_desktop.domain.consent_rules import CONTACT, REGISTER, is_given
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.safe_contacts import safe_contacts
from integrhabitat_desktop.exports.people_list import ListColumn, ListedPerson, ListWords, people_sheet
from integrhabitat_desktop.exports.sheet import FileForm
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Meter

__all__ = ["ExportedList", "FileForm", "ListColumn", "ListWords", "Meter"]

_PAGE: Final = 500
_PHONES: Final = frozenset({"PHONE", "SMS", "WHATSAPP"})


@dataclass(frozen=True, slots=True)
class ExportedList:
    """A file with `people` rows; `left_out` have not agreed to be on record, or no longer do."""

    content: bytes
    people: int
    left_out: int


def export_people(desk: Desk, form: FileForm, words: ListWords, meter: Meter) -> ExportedList:
    """Everybody who may be listed; that the list was taken stands in the audit before anybody sees it.

    RuleViolation `not_allowed`, `nobody_to_export`; StoreError.
    """
    require(desk.staff, Permission.EXPORT)
    listed: list[ListedPerson] = []
    left_out = 0
    for person, facts in _everybody(desk, meter):
        # A named record rests on one scope; a phone number may be used with another one only.
        if is_given(facts.consents, REGISTER, desk.today()):
            listed.append(_listed(desk, person, facts))
        else:
            left_out += 1
    if not listed:
        raise RuleViolation("nobody_to_export", left_out=left_out)
    phones = sum(person.phone is not None for person in listed)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit(
            "export",
            "centre",
            desk.centre.id,
            {
                "list": "people",
                "form": form.value,
                "people": len(listed),
                "phones": phones,
                "left_out": left_out,
            },
        )
    return ExportedList(written(people_sheet(listed, words), form), len(listed), left_out)


def _everybody(desk: Desk, meter: Meter) -> Iterator[tuple[PersonSummary, ListedFacts]]:
    total, done = count_people(desk.store), 0
    after: tuple[str, int] | None = None
    while True:
        meter.raise_if_cancelled()
        page = people_by_name(desk.store, _PAGE, after)
        facts = facts_of_people(desk.store, [person.id for person in page.people])
        for person in page.people:
            yield person, facts[person.id]
        done += len(page.people)
        meter.report(done, max(total, done))
        if page.last is None:
            return
        after = page.last


def _listed(desk: Desk, person: PersonSummary, facts: ListedFacts) -> ListedPerson:
    phone, safe_hours = _safe_phone(facts, desk.today())
    return ListedPerson(
        id=person.id,
        name=person.name,
        preferred_name=person.preferred_name,
        birth_date=person.birth_date,
        birth_precision=person.birth_precision,
        sex=person.sex,
        nationality=person.nationality,
        neighbourhood=person.neighbourhood,
        phone=phone,
        safe_hours=safe_hours,
        first_contact=facts.first_contact_on,
        last_visit=person.last_visit_on,
        centre=desk.centre.name,
    )


def _safe_phone(facts: ListedFacts, today: date) -> tuple[str | None, str | None]:
    """A number with its safe hours, where the person wishes to be reached and nothing speaks against that number."""
    if not is_given(facts.consents, CONTACT, today):
        return None, None
    for contact in safe_contacts(facts.contacts):
        if contact.channel in _PHONES:
            return contact.value, contact.safe_hours
    return None, None
