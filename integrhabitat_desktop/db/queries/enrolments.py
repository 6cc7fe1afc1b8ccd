"""Reads of enrolments: who is part of an activity, in which role and from when to when, and who waits for a place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from integrhabitat_desktop.db.joined_records import SAME_PERSON
from integrhabitat_desktop.db.queries.person_summaries import (
    SUMMARY_COLUMNS,
    SUMMARY_WIDTH,
    PersonSummary,
    hidden_among,
    kept_people,
    summary_of_row,
)
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.enrolment_rules import (
    ENROLLED,
    PARTICIPANT,
    WAITLIST,
    is_part_on,
    takes_a_place,
)

_LAST_MARKED = """
SELECT max(marked.day) FROM activity_session AS marked
JOIN attendance AS last_mark ON last_mark.id = marked.id || '.' || {person} AND last_mark.gone = 0
    AND last_mark.status <> 'NOT_RECORDED'
WHERE marked.activity = {activity} AND marked.gone = 0
"""
_COLUMNS = """
enrolment.id, enrolment.status, enrolment.role, enrolment.starts_on, enrolment.ends_on, enrolment.barrier,
enrolment.waiting_since
"""
_OF_ACTIVITY = f"""
SELECT {SUMMARY_COLUMNS}, {_COLUMNS}
FROM enrolment JOIN person ON person.id = enrolment.person AND person.gone = 0
WHERE enrolment.activity = :activity AND enrolment.gone = 0
ORDER BY person.name COLLATE NOCASE, person.id
"""  # noqa: S608 - constants
_OF_PERSON_IN = f"""
SELECT id FROM enrolment
WHERE activity = :activity AND person IN {SAME_PERSON} AND gone = 0
ORDER BY status = 'ENROLLED' DESC, status = 'WAITLIST' DESC, id
"""  # noqa: S608 - constants

# Of the records of one person the one that says most about today stands in the list.
_BEFORE = {ENROLLED: 0, WAITLIST: 1, "CANCELLED": 3}
_LAST_MARKED_DAY = _LAST_MARKED.format(person=":person", activity=":activity")


def enrolled_on(day: str, enrolment: str = "enrolment") -> str:
    """The condition that somebody is part of an activity on a day, for statements that read enrolments.

    Whoever left stays in what was before, also while waiting for a place again. Where somebody left and no last day is
    known (as an older program or another computer may have written it), it is the last day on which they were marked,
    and their first day where they never were: nobody is taken off a roster on which they may have been, nor expected
    at sessions of which nothing says that they still came.
    """
    last_marked = _LAST_MARKED.format(person=f"{enrolment}.person", activity=f"{enrolment}.activity")
    return f"""
(({enrolment}.starts_on IS NULL OR {enrolment}.starts_on <= {day})
AND CASE
    WHEN {enrolment}.status = 'ENROLLED' THEN {enrolment}.ends_on IS NULL OR {enrolment}.ends_on >= {day}
    WHEN {enrolment}.status = 'WAITLIST' THEN {enrolment}.ends_on >= {day}
    WHEN {enrolment}.status IN ('COMPLETED', 'CERTIFIED', 'DROPPED', 'MOVED')
        THEN coalesce({enrolment}.ends_on, ({last_marked}), {enrolment}.starts_on) >= {day}
    ELSE FALSE END)
"""


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One person in one activity. Days are ISO dates; `waiting_since` an instant, for who waits or waited."""

    enrolment_id: str
    person: PersonSummary
    status: str
    role: str
    starts_on: str | None
    ends_on: str | None
    barrier: str | None
    waiting_since: str | None

    def is_waiting(self) -> bool:
        """Whether the person waits for a place."""
        return self.status == WAITLIST

    def is_part_on(self, day: str) -> bool:
        """Whether the person is enrolled, and the enrolment has not run out on this day."""
        return is_part_on(self.status, self.ends_on, day)


@dataclass(frozen=True, slots=True)
class Places:
    """How full an activity is; without a capacity it is never full."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """How many places are free, never less than none; None without a capacity."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def is_full(self) -> bool:
        """Whether every place is taken."""
        return self.free == 0


def enrolments_of_activity(store: Store, activity_id: str) -> list[EnrolmentRow]:
    """Everybody who is, was or waits to be part of an activity, by name; taken-back enrolments too.

    Joined records of one person are one row under the name that is kept; blocked people are left out. StoreError.
    """
    found = [
        EnrolmentRow(
            enrolment_id,
            summary_of_row(row),
            status,
            role or PARTICIPANT,
            starts_on,
            ends_on,
            barrier,
            waiting_since,
        )
        for row in store.fetch(_OF_ACTIVITY, {"activity": activity_id})
        for enrolment_id, status, role, starts_on, ends_on, barrier, waiting_since in [row[SUMMARY_WIDTH:]]
    ]
    people = [it.person for it in found]
    kept, hidden = kept_people(store, people), hidden_among(store, people)
    rows: dict[str, EnrolmentRow] = {}
    for it in found:
        if it.person.id in hidden:
            continue
        person = kept.get(it.person.id, it.person)
        there = rows.get(person.id)
        if there is None or place_in_list(it.status) < place_in_list(there.status):
            rows[person.id] = replace(it, person=person)
    return list(rows.values())


def place_in_list(status: str) -> int:
    """Which of the enrolments of one person stands for them: the one with the least number, by its status."""
    return _BEFORE.get(status, 2)


def waiting_in_order(rows: Sequence[EnrolmentRow]) -> list[EnrolmentRow]:
    """Who waits for a place, the one who has waited longest first."""
    return sorted(
        (it for it in rows if it.is_waiting()), key=lambda it: (it.waiting_since or "", it.enrolment_id)
    )


def places_among(rows: Sequence[EnrolmentRow], capacity: int | None, kind: str, today: str) -> Places:
    """How full the activity of these enrolments is today."""
    taken = sum(it.is_part_on(today) and takes_a_place(it.role, kind) for it in rows)
    return Places(capacity, taken, sum(it.is_waiting() for it in rows))


def last_day_marked(store: Store, activity_id: str, person_id: str) -> str | None:
    """The ISO day of the last session of an activity in which somebody was marked; None without one. StoreError."""
    row = store.fetch_one(_LAST_MARKED_DAY, {"activity": activity_id, "person": person_id})
    return str(row[0]) if row and row[0] else None


def enrolment_of_person(store: Store, activity_id: str, person_id: str) -> str | None:
    """The id of the enrolment of a person, whichever of their records it names; None without one. StoreError."""
    row = store.fetch_one(_OF_PERSON_IN, {"activity": activity_id, "person": person_id})
    return str(row[0]) if row else None
