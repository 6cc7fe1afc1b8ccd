"""The people of an activity: their role and dates, leaving with a reason, completing, and taking all of it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from integrhabitat_desktop.db.queries.enrolments import (
    EnrolmentRow,
    Places,
    enrolments_of_activity,
    places_among,
    waiting_in_order,
)
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.enrolment_rules import (
    CANCELLED,
    ENDED,
    ENROLLED,
    WAITLIST,
    age_on,
    is_outside,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import EnrolmentBefore, undo_changes, values_before
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Activity, Enrolment

__all__ = ["ENDED", "ActivityPeople", "Ended", "EnrolmentBefore", "EnrolmentRow", "Places", "undo_changes"]

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
    """What leaving did: what stood before, for the undo, and who waits longest where a place became free.

    `left_out` are the names of those whom it could not be, as their first day is still to come.
    """

    before: tuple[EnrolmentBefore, ...]
    free: int | None
    next_in_line: EnrolmentRow | None
    left_out: tuple[str, ...] = ()


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


def save_enrolment(
    desk: Desk, enrolment_id: str, role: str, starts_on: str | None, ends_on: str | None
) -> tuple[EnrolmentBefore, ...]:
    """In which role, and from when to when somebody is part of it, both days among them.

    Who left or completed it, or waits after having been part of it, keeps a last day: the sessions up to it are theirs.

    RuleViolation `not_allowed`, `enrolment_not_found`, `record_restricted`, `person_erased`,
    `enrolment_ends_before_start`, `enrolment_needs_last_day`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.ENROL)
    standing = desk.store.get(Enrolment, enrolment_id)
    if standing is not None and not ends_on:
        left_before = standing.status == WAITLIST and standing.ends_on is not None
        if standing.status in ENDED or left_before:
            raise RuleViolation("enrolment_needs_last_day")
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleViolation("enrolment_ends_before_start")
    return _change(desk, [enrolment_id], {"role": role, "starts_on": starts_on, "ends_on": ends_on})


def leave_activity(
    desk: Desk, enrolments: Sequence[str], day: str, *, status: str = LEAVING[0], barrier: str | None = None
) -> Ended:
    """People leave; the day is their last one, and the sessions up to it keep them. `barrier` says why.

    Raises as `save_enrolment`, but for the last day that is missing.
    """
    return _end(desk, enrolments, day, {"status": status, "barrier": barrier})


def complete_activity(desk: Desk, enrolments: Sequence[str], day: str) -> Ended:
    """People came to the end of it on this day; whose first day comes later is left out.

    RuleViolation `nobody_began_yet` where that is everybody, and as `leave_activity`.
    """
    require(desk.staff, Permission.ENROL)
    later = [it for it in enrolments if _begins_after(desk, it, day)]
    if later and len(later) == len(enrolments):
        raise RuleViolation("nobody_began_yet")
    begun = [it for it in enrolments if it not in later]
    ended = _end(desk, begun, day, {"status": COMPLETED, "barrier": None})
    if not later:
        return ended
    people = people_of_activity(desk, _activity_of(desk, later[0]))
    return replace(ended, left_out=tuple(it.person.name for it in people.current if it.enrolment_id in later))


def return_to_activity(desk: Desk, enrolment_id: str) -> tuple[EnrolmentBefore, ...]:
    """Somebody who left or completed it is part of it again, from their first day on. Raises as `leave_activity`."""
    return _change(desk, [enrolment_id], {"status": ENROLLED, "ends_on": None, "barrier": None})


def _end(desk: Desk, enrolments: Sequence[str], day: str, values: dict[str, Value]) -> Ended:
    require(desk.staff, Permission.ENROL)
    if any(_begins_after(desk, it, day) for it in enrolments):
        raise RuleViolation("enrolment_ends_before_start")
    before = _change(desk, enrolments, {**values, "ends_on": day})
    if not enrolments:
        return Ended(before, None, None)
    now = people_of_activity(desk, _activity_of(desk, enrolments[0]))
    return Ended(before, now.places.free, now.next_in_line)


def _begins_after(desk: Desk, enrolment_id: str, day: str) -> bool:
    standing = desk.store.get(Enrolment, enrolment_id)
    return standing is not None and bool(standing.starts_on) and day < str(standing.starts_on)


def _activity_of(desk: Desk, enrolment_id: str) -> str:
    standing = desk.store.get(Enrolment, enrolment_id)
    if standing is None:
        raise RuleViolation("enrolment_not_found")
    return standing.activity


def _change(desk: Desk, enrolments: Sequence[str], values: dict[str, Value]) -> tuple[EnrolmentBefore, ...]:
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return tuple(change_within(tx, desk, it, values) for it in enrolments)


def change_within(
    tx: Transaction, desk: Desk, enrolment_id: str, values: dict[str, Value]
) -> EnrolmentBefore:
    """Change one enrolment inside a transaction; what it said before. Raises as `leave_activity`."""
    standing = tx.get(Enrolment, enrolment_id)
    if standing is None:
        raise RuleViolation("enrolment_not_found")
    kept_record(desk, standing.person)
    tx.update(Enrolment, enrolment_id, **values)
    return EnrolmentBefore(enrolment_id, values_before(standing))
