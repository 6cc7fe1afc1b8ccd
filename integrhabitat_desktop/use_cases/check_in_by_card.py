"""Check in with a scan: the card says who comes, and nothing else has to be pressed."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.person_card import visit_of
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.check_in import check_in_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_cards import find_by_card
from integrhabitat_protocol.record_types import Person


@dataclass(frozen=True, slots=True)
class ScannedVisit:
    """Who carries the card; `check_in_id` is None where they were here already: a second scan is no second visit."""

    person_id: str
    name: str
    check_in_id: str | None


def check_in_by_card(desk: Desk, scanned: str) -> ScannedVisit:
    """RuleViolation `not_allowed`, `card_unknown`, `card_revoked`; StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    person_id = find_by_card(desk, scanned)
    with desk.store.transaction(desk.staff.id) as tx:
        person = tx.get(Person, person_id)
        name = person.name if person is not None else ""
        here = visit_of(desk.store, person_id, desk.today().isoformat()) is not None
        made = None if here else check_in_within(tx, desk, person_id)
    return ScannedVisit(person_id, name, made)
