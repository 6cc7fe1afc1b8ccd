"""Enrol many people at once: from a list, a household or another activity; one change, one way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from integrhabitat_desktop.db.queries.activities import ActivityRow, list_activities
from integrhabitat_desktop.db.queries.enrolments import EnrolmentRow, enrolments_of_activity
from integrhabitat_desktop.db.queries.filtered_people import PeopleFilter, filtered_people
from integrhabitat_desktop.db.queries.households import people_living_with
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, people_by_ids
from integrhabitat_desktop.domain.enrolment_rules import CANCELLED, age_on, is_outside
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import Enrolled, Enrolling
from integrhabitat_desktop.use_cases.import_duplicates import Meter
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_types import Activity

__all__ = ["ActivityRow", "Candidate", "EnrolledMany", "ListFilter", "Meter"]

MOST_SHOWN = 500
_CARRIED_OVER = frozenset({"ENROLLED", "COMPLETED", "CERTIFIED"})
_UNUSABLE = ("record_restricted", "person_erased", "person_not_found")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which registered people; None asks for nothing. `days` is how long ago somebody may have come last."""

    neighbourhood: str | None = None
    sex: str | None = None
    least_age: int | None = None
    most_age: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be enrolled. `status` is what stands already in this activity; `note` a row of a file."""

    person: PersonSummary
    status: str | None
    is_part: bool
    is_outside_ages: bool
    role: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnrolledMany:
    """What became of everybody; `unusable` are those whose record was blocked, erased or taken back meanwhile."""

    enrolled: Enrolled
    unusable: int


def from_list(desk: Desk, activity_id: str, wanted: ListFilter) -> tuple[Candidate, ...]:
    """Registered people by what their records say. RuleViolation `not_allowed`, `activity_not_found`; StoreError."""
    require(desk.staff, Permission.ENROL)
    today = desk.today()
    found = filtered_people(
        desk.store,
        PeopleFilter(
            wanted.neighbourhood,
            wanted.sex,
            born_from=_years_before(today, wanted.most_age + 1, 1) if wanted.most_age is not None else None,
            born_to=_years_before(today, wanted.least_age) if wanted.least_age is not None else None,
            seen_since=(today - timedelta(days=wanted.days)).isoformat() if wanted.days is not None else None,
        ),
        MOST_SHOWN,
    )
    return candidates(desk, activity_id, found)


def from_household(desk: Desk, activity_id: str, person_id: str) -> tuple[Candidate, ...]:
    """Who lives together with a person, or the person alone. Raises as `from_list`, and `record_restricted`."""
    require(desk.staff, Permission.ENROL)
    kept = kept_record(desk, person_id)
    living = people_living_with(desk.store, kept, desk.today().isoformat())
    if not living:
        return candidates(desk, activity_id, people_by_ids(desk.store, [kept]).values())
    return candidates(desk, activity_id, [it.person for it in living])


def from_activity(desk: Desk, activity_id: str, other_id: str) -> tuple[Candidate, ...]:
    """Who is part of another activity or has completed it, with their roles. Raises as `from_list`."""
    require(desk.staff, Permission.ENROL)
    rows = [it for it in enrolments_of_activity(desk.store, other_id) if it.status in _CARRIED_OVER]
    roles = {it.person.id: it.role for it in rows}
    return candidates(desk, activity_id, [it.person for it in rows], roles=roles)


def other_activities(desk: Desk, activity_id: str) -> tuple[ActivityRow, ...]:
    """The activities from which people can be carried over. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.ENROL)
    rows = list_activities(desk.store, desk.today().isoformat())
    return tuple(it for it in rows if it.activity_id != activity_id)


def candidates(
    desk: Desk,
    activity_id: str,
    people: Iterable[PersonSummary],
    *,
    roles: dict[str, str] | None = None,
    notes: dict[str, str] | None = None,
) -> tuple[Candidate, ...]:
    """People with what stands already in the activity; each of them once. RuleViolation `activity_not_found`."""
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    today = desk.today()
    standing = {
        it.person.id: it for it in enrolments_of_activity(desk.store, activity_id) if it.status != CANCELLED
    }
    return tuple(
        Candidate(
            person,
            standing[person.id].status if person.id in standing else None,
            _is_in(standing.get(person.id), today.isoformat()),
            is_outside(age_on(person.birth_date, today), activity.least_age, activity.most_age),
            (roles or {}).get(person.id),
            (notes or {}).get(person.id, ""),
        )
        for person in {it.id: it for it in people}.values()
    )


def enrol_many(
    desk: Desk, activity_id: str, people: Sequence[tuple[str, str | None]], meter: Meter
) -> EnrolledMany:
    """Enrol people, each with a role or in the usual one; who finds no place waits. All together or nobody.

    RuleViolation `not_allowed`, `activity_not_found`, `nobody_chosen`; whatever `meter` raises; StoreError.
    """
    require(desk.staff, Permission.ENROL)
    if not people:
        raise RuleViolation("nobody_chosen")
    unusable = 0
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        enrolling = Enrolling(tx, desk, activity_id)
        for place, (person_id, role) in enumerate(people):
            meter.report(place, len(people))
            try:
                enrolling.add(person_id, role)
            except RuleViolation as error:
                if error.code not in _UNUSABLE:
                    raise
                unusable += 1
        meter.raise_if_cancelled()
        done = enrolling.done()
    return EnrolledMany(done, unusable)


def _is_in(standing: EnrolmentRow | None, day: str) -> bool:
    return standing is not None and (standing.is_waiting() or standing.is_part_on(day))


def _years_before(day: date, years: int, days_later: int = 0) -> str:
    try:
        born = day.replace(year=day.year - years)
    except ValueError:  # the 29th of February of another year
        born = day.replace(year=day.year - years, day=28)
    return (born + timedelta(days=days_later)).isoformat()
