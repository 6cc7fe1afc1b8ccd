"""Enrol people in an activity, or let them wait where it is full; whatever is taken back stands as it stood before."""

from collections.abc import Iterable
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.enrolments import (
    Places,
    enrolment_of_person,
    enrolments_of_activity,
    last_day_marked,
    places_among,
)
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.enrolment_rules import (
    CANCELLED,
    ENDED,
    ENROLLED,
    NOT_BEGUN,
    PARTICIPANT,
    WAITLIST,
    is_part_on,
    takes_a_place,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Values, values_of
from integrhabitat_protocol.record_types import Activity, Enrolment, Person

__all__ = ["PARTICIPANT", "Enrolled", "EnrolmentBefore", "Places"]


@dataclass(frozen=True, slots=True)
class EnrolmentBefore:
    """What an enrolment said before a change; `values` is None where there was none."""

    enrolment_id: str
    values: Values | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolling did: the ids of the people. `already` were enrolled or waiting; `before` is for the undo."""

    enrolled: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    before: tuple[EnrolmentBefore, ...] = ()


def enrol_people(desk: Desk, activity_id: str, person_ids: Iterable[str]) -> Enrolled:
    """Enrol each person from today on, all or none; once every place is taken they wait, in this order.

    Raises RuleViolation `not_allowed`, `activity_not_found`, `person_not_found`, `record_restricted`,
    `person_erased`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        enrolling = Enrolling(tx, desk, activity_id)
        for person_id in person_ids:
            enrolling.add(person_id)
        return enrolling.done()


class Enrolling:
    """Enrols one person after the other inside a transaction, and knows how many places are left."""

    def __init__(self, tx: Transaction, desk: Desk, activity_id: str) -> None:
        """RuleViolation `activity_not_found`."""
        activity = tx.get(Activity, activity_id)
        if activity is None:
            raise RuleViolation("activity_not_found")
        self._tx, self._desk, self._activity = tx, desk, activity
        self._day = desk.today().isoformat()
        self._free = _free_places(desk, activity)
        self._enrolled: list[str] = []
        self._waiting: list[str] = []
        self._already: list[str] = []
        self._before: list[EnrolmentBefore] = []

    def add(self, person_id: str, role: str | None = None) -> None:
        """RuleViolation `person_not_found`, `record_restricted`, `person_erased`."""
        tx, activity_id = self._tx, self._activity.id
        person_id = kept_record(self._desk, person_id)
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
        standing_id = enrolment_of_person(self._desk.store, activity_id, person_id)
        standing = tx.get(Enrolment, standing_id) if standing_id is not None else None
        if standing is not None and is_part_on(standing.status, standing.ends_on, self._day):
            self._already.append(person_id)
            return
        role = role or (standing.role if standing is not None else None) or PARTICIPANT
        takes_place = takes_a_place(role, self._activity.kind)
        waits = takes_place and self._free is not None and self._free <= 0
        if waits and standing is not None and standing.status == WAITLIST:
            self._already.append(person_id)
            return
        if not waits and takes_place and self._free is not None:
            self._free -= 1
        (self._waiting if waits else self._enrolled).append(person_id)
        since = self._desk.now_text() if waits else None
        if waits and standing is not None and standing.status in ENDED and standing.ends_on is None:
            # Nobody waits with an open past: without a last day they would stand on no roster of before.
            last = last_day_marked(self._desk.store, activity_id, standing.person) or standing.starts_on
            tx.update(Enrolment, standing.id, ends_on=last)
        self._before.append(_let_be_part(tx, activity_id, person_id, standing, self._day, role, since))

    def done(self) -> Enrolled:
        """What became of everybody."""
        return Enrolled(
            tuple(self._enrolled), tuple(self._waiting), tuple(self._already), tuple(self._before)
        )


def undo_changes(desk: Desk, before: Iterable[EnrolmentBefore]) -> None:
    """Put enrolments back as they were; one that was new is taken back by its status. RuleViolation; StoreError."""
    require(desk.staff, Permission.ENROL)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        for it in before:
            tx.update(Enrolment, it.enrolment_id, **(it.values or {"status": CANCELLED}))


def enrol_from(tx: Transaction, activity_id: str, person_id: str, day: str) -> bool:
    """Enrol one person from `day` on inside a transaction, also where it is full; False where they are already."""
    standing = tx.get(Enrolment, natural_id(activity_id, person_id))
    if standing is not None and is_part_on(standing.status, standing.ends_on, day):
        return False
    role = standing.role if standing is not None else PARTICIPANT
    _let_be_part(tx, activity_id, person_id, standing, day, role)
    return True


def values_before(enrolment: Enrolment) -> Values:
    """What an enrolment says, for the undo: without the activity and the person, which never change."""
    return {name: it for name, it in values_of(enrolment).items() if name not in ("activity", "person")}


def _free_places(desk: Desk, activity: Activity) -> int | None:
    if activity.capacity is None:
        return None
    rows = enrolments_of_activity(desk.store, activity.id)
    return (
        activity.capacity
        - places_among(rows, activity.capacity, activity.kind, desk.today().isoformat()).taken
    )


def _let_be_part(
    tx: Transaction,
    activity_id: str,
    person_id: str,
    standing: Enrolment | None,
    day: str,
    role: str | None,
    waits_since: str | None = None,
) -> EnrolmentBefore:
    """Enrolled from `day` on, or waiting. Coming back keeps the first day: the earlier sessions still count."""
    if standing is None:
        made = natural_id(activity_id, person_id)
        tx.put(
            Enrolment(
                id=made,
                activity=activity_id,
                person=person_id,
                status=WAITLIST if waits_since else ENROLLED,
                starts_on=None if waits_since else day,
                role=role,
                waiting_since=waits_since,
            )
        )
        return EnrolmentBefore(made, None)
    before = EnrolmentBefore(standing.id, values_before(standing))
    was_part = standing.status not in NOT_BEGUN and standing.starts_on is not None
    if waits_since:
        # Whoever was part of it before keeps the days of then while waiting.
        dates = {} if was_part else {"starts_on": None, "ends_on": None}
        tx.update(
            Enrolment,
            standing.id,
            status=WAITLIST,
            role=role,
            barrier=None,
            waiting_since=waits_since,
            **dates,
        )
        return before
    waited_after_leaving = standing.status == WAITLIST and standing.ends_on is not None
    keeps_first_day = was_part or waited_after_leaving
    tx.update(
        Enrolment,
        standing.id,
        status=ENROLLED,
        role=role,
        starts_on=standing.starts_on if keeps_first_day else day,
        ends_on=None,
        barrier=None,
    )
    return before
