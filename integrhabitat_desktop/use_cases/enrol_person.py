"""Enrol people in an activity, and end an enrolment without spoiling past sessions."""

from collections.abc import Iterable

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import PersonEnrolment
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, Enrolment


def enrol_people(desk: Desk, activity_id: str, person_ids: Iterable[str]) -> list[str]:
    """Enrol each person from today on; the ids of those who were not enrolled before.

    Raises RuleViolation `not_allowed`, `activity_not_found`.
    """
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Activity, activity_id) is None:
            raise RuleViolation("activity_not_found")
        day = desk.today().isoformat()
        return [person for person in person_ids if enrol_from(tx, activity_id, person, day)]


def enrol_from(tx: Transaction, activity_id: str, person_id: str, day: str) -> bool:
    """Enrol one person from `day` on inside a transaction; False where they already are enrolled."""
    enrolment_id = natural_id(activity_id, person_id)
    standing = tx.get(Enrolment, enrolment_id)
    if standing is not None and standing.status == "ENROLLED":
        return False
    return tx.put(
        Enrolment(
            id=enrolment_id,
            activity=activity_id,
            person=person_id,
            status="ENROLLED",
            # Coming back keeps the first day: the earlier sessions still count.
            starts_on=standing.starts_on if standing is not None and standing.starts_on else day,
            role=standing.role if standing is not None else "PARTICIPANT",
        )
    )


def end_enrolment(desk: Desk, activity_id: str, person_id: str, status: str = "DROPPED") -> None:
    """End an enrolment today with a status of the code list; sessions up to today keep the person."""
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(
            Enrolment, natural_id(activity_id, person_id), status=status, ends_on=desk.today().isoformat()
        )


def undo_enrolment(desk: Desk, activity_id: str, person_ids: Iterable[str]) -> None:
    """Take back enrolments that were a mistake: status CANCELLED, never deleted."""
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        for person in person_ids:
            tx.update(Enrolment, natural_id(activity_id, person), status="CANCELLED")


def activities_of_person(desk: Desk, person_id: str) -> list[PersonEnrolment]:
    """The activities that a person is or was part of."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return activities.enrolments_of_person(desk.store, person_id)
