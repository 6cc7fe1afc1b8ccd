"""Who waits for a place in an activity: taken in one by one, longest first, or put there by hand."""

from dataclasses import dataclass

from integrhabitat_desktop.domain.enrolment_rules import CANCELLED, ENROLLED, WAITLIST
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.change_enrolment import change_within, people_of_activity
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import EnrolmentBefore
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Enrolment


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Whose turn it was, and whether the activity is over its places now: something to know, nothing to refuse."""

    name: str
    is_over_capacity: bool
    before: tuple[EnrolmentBefore, ...]


def take_in(desk: Desk, enrolment_id: str) -> TakenIn:
    """Somebody who waits gets a place from today on, also before their turn and beyond the capacity.

    RuleViolation `not_allowed`, `enrolment_not_found`, `not_waiting`, `record_restricted`, `person_erased`; StoreError.
    """
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(Enrolment, enrolment_id)
        if standing is None:
            raise RuleViolation("enrolment_not_found")
        if standing.status != WAITLIST:
            raise RuleViolation("not_waiting")
        # Whoever was part of it before keeps the first day.
        first = standing.starts_on if standing.ends_on else None
        before = change_within(
            tx,
            desk,
            enrolment_id,
            {"status": ENROLLED, "starts_on": first or desk.today().isoformat(), "ends_on": None},
        )
    now = people_of_activity(desk, standing.activity)
    row = next((it for it in now.current if it.enrolment_id == enrolment_id), None)
    over = now.places.capacity is not None and now.places.taken > now.places.capacity
    return TakenIn(row.person.name if row is not None else "", over, (before,))


def let_wait(desk: Desk, enrolment_id: str) -> tuple[EnrolmentBefore, ...]:
    """Somebody who is enrolled gives their place away and waits, at the end. Raises as `take_in`."""
    require(desk.staff, Permission.ENROL)
    today = desk.today().isoformat()
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(Enrolment, enrolment_id)
        if standing is None:
            raise RuleViolation("enrolment_not_found")
        # Whoever was part of it already keeps the days of then; the sessions of those days keep the person.
        was_part = standing.starts_on is not None and standing.starts_on < today
        values: dict[str, Value] = {
            "status": WAITLIST,
            "waiting_since": desk.now_text(),
            "starts_on": standing.starts_on if was_part else None,
            "ends_on": today if was_part else None,
        }
        return (change_within(tx, desk, enrolment_id, values),)


def stop_waiting(desk: Desk, enrolment_id: str) -> tuple[EnrolmentBefore, ...]:
    """Somebody waits no more. Whoever was part of it before has left it; else there never was an enrolment.

    Raises as `take_in`.
    """
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(Enrolment, enrolment_id)
        if standing is None:
            raise RuleViolation("enrolment_not_found")
        if standing.status != WAITLIST:
            raise RuleViolation("not_waiting")
        status = "DROPPED" if standing.ends_on else CANCELLED
        return (change_within(tx, desk, enrolment_id, {"status": status}),)
