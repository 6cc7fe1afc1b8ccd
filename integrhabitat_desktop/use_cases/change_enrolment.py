"""The people of an activity: their role and dates, leaving with a reason, completing, and taking all of it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.queries.enrolments import (
    EnrolmentRow,
    Places,
    enrolments_of_activity,
    places_among,
    waiting_in_order,
)
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.enrolment_rules import CANCELLED, ENROLLED, age_on, is_outside
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import EnrolmentBefore, undo_changes, values_before
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Activity, Enrolment

__all__ = ["ActivityPeople", "Ended", "EnrolmentBefore", "EnrolmentRow", "Places", "undo_changes"]

COMPLETED: Final = "COMPLETED"
# How somebody leaves before the end: gave it up, or went to live elsewhere.
LEAVING: Final = ("DROPPED", "MOVED")


@dataclass(frozen=True, slots=True)
class ActivityPeople:
    """Who is part of an activity, who waits for a place (longest first), and who was part of it; each by name.

    `outside_ages` are the ids of people whose age does not fit: something to know, nothing to refuse.
    """

    activity: Activity
    current: tuple[EnrolmentRow, ...]
    waiting: tuple[EnrolmentRow, ...]
    former: tuple[EnrolmentRow, ...]
    places: Places
    outside_ages: frozenset[str]

    @property
    def next_in_line(self) -> EnrolmentRow | None:
        """To whom a free place is offered; None while there is none, or nobody waits."""
        return self.waiting[0] if self.waiting and not self.places.is_full() else None


@dataclass(frozen=True, slots=True)
class Ended:
    """What leaving did: what stood before, for the undo, and who waits longest where a place became free."""

    before: tuple[EnrolmentBefore, ...]
    free: int | None
    next_in_line: EnrolmentRow | None


def people_of_activity(desk: Desk, activity_id: str) -> ActivityPeople:
    """Everybody of an activity. RuleViolation `not_allowed`, `activity_not_found`; StoreError."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    day = desk.today()
    rows = enrolments_of_activity(desk.store, activity_id)
    current = tuple(it for it in rows if it.is_part_on(day.isoformat()))
    former = tuple(it for it in rows if not it.is_waiting() and it.status != CANCELLED and it not in current)
    return ActivityPeople(
        activity,
        current,
        tuple(waiting_in_order(rows)),
        former,
        places_among(rows, activity.capacity, activity.kind, day.isoformat()),
        frozenset(
            it.person.id
            for it in rows
            if is_outside(age_on(it.person.birth_date, day), activity.least_age, activity.most_age)
        ),
    )


def change_role(desk: Desk, enrolments: Sequence[str], role: str) -> tuple[EnrolmentBefore, ...]:
    """Give people another role. RuleViolation `not_allowed`, `enrolment_not_found`; ValidationFailed, StoreError."""
    return _change(desk, enrolments, {"role": role})


def save_enrolment(
    desk: Desk, enrolment_id: str, role: str, starts_on: str | None, ends_on: str | None
) -> tuple[EnrolmentBefore, ...]:
    """In which role, and from when to when somebody is part of it, both days among them.

    RuleViolation `enrolment_ends_before_start` and as `change_role`.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleViolation("enrolment_ends_before_start")
    return _change(desk, [enrolment_id], {"role": role, "starts_on": starts_on, "ends_on": ends_on})


def leave_activity(
    desk: Desk, enrolments: Sequence[str], day: str, *, status: str = LEAVING[0], barrier: str | None = None
) -> Ended:
    """People leave; the day is their last one, and the sessions up to it keep them. `barrier` says why.

    RuleViolation `enrolment_ends_before_start` and as `change_role`.
    """
    return _end(desk, enrolments, day, {"status": status, "barrier": barrier})


def complete_activity(desk: Desk, enrolments: Sequence[str], day: str) -> Ended:
    """People came to the end of it on this day. Raises as `leave_activity`."""
    return _end(desk, enrolments, day, {"status": COMPLETED, "barrier": None})


def return_to_activity(desk: Desk, enrolment_id: str) -> tuple[EnrolmentBefore, ...]:
    """Somebody who left or completed it is part of it again, from their first day on. Raises as `change_role`."""
    return _change(desk, [enrolment_id], {"status": ENROLLED, "ends_on": None, "barrier": None})


def _end(desk: Desk, enrolments: Sequence[str], day: str, values: dict[str, Value]) -> Ended:
    require(desk.staff, Permission.ENROL)
    for enrolment_id in enrolments:
        standing = desk.store.get(Enrolment, enrolment_id)
        if standing is not None and standing.starts_on and day < standing.starts_on:
            raise RuleViolation("enrolment_ends_before_start")
    before = _change(desk, enrolments, {**values, "ends_on": day})
    first = desk.store.get(Enrolment, enrolments[0]) if enrolments else None
    if first is None:
        return Ended(before, None, None)
    now = people_of_activity(desk, first.activity)
    return Ended(before, now.places.free, now.next_in_line)


def _change(desk: Desk, enrolments: Sequence[str], values: dict[str, Value]) -> tuple[EnrolmentBefore, ...]:
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return tuple(change_within(tx, desk, it, values) for it in enrolments)


def change_within(
    tx: Transaction, desk: Desk, enrolment_id: str, values: dict[str, Value]
) -> EnrolmentBefore:
    """Change one enrolment inside a transaction; what it said before. Raises as `change_role`."""
    standing = tx.get(Enrolment, enrolment_id)
    if standing is None:
        raise RuleViolation("enrolment_not_found")
    kept_record(desk, standing.person)
    tx.update(Enrolment, enrolment_id, **values)
    return EnrolmentBefore(enrolment_id, values_before(standing))
