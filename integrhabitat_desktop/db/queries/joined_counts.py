"""How often counts over records count one person of joined records once too often: what to take off each.

Counting records is fast and right for nearly everybody; only the few who are joined are looked at here.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import kept_records
from integrhabitat_desktop.db.queries.enrolments import place_in_list
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.attendance_counts import ABSENT, EXCUSED, counts_as_present, speaks_instead
from integrhabitat_desktop.domain.enrolment_rules import ENROLLED, WAITLIST

# Without any joined record nothing is read; else the marks of a session are gone through as for its counts, however
# many records are joined elsewhere.
_MARKS = """
SELECT attendance.session, attendance.person, attendance.status
FROM json_each(:sessions) AS shown JOIN attendance ON attendance.session = shown.value
WHERE EXISTS (SELECT 1 FROM person_merge WHERE state = 'JOINED' AND gone = 0)
    AND attendance.gone = 0 AND attendance.status <> 'NOT_RECORDED' AND (
        EXISTS (SELECT 1 FROM person_merge AS pointer
            WHERE pointer.person = attendance.person AND pointer.state = 'JOINED' AND pointer.gone = 0)
        OR EXISTS (SELECT 1 FROM person_merge AS pointer
            WHERE pointer.survivor = attendance.person AND pointer.state = 'JOINED' AND pointer.gone = 0))
"""
# Of all enrolments only those of joined records are looked for: CROSS JOIN keeps SQLite from going through the others.
_ENROLMENTS = """
SELECT enrolment.activity, enrolment.person, enrolment.status,
    enrolment.ends_on IS NULL OR enrolment.ends_on >= :today
FROM (
    SELECT person FROM person_merge WHERE state = 'JOINED' AND gone = 0
    UNION SELECT survivor FROM person_merge WHERE state = 'JOINED' AND gone = 0
) AS joined
CROSS JOIN enrolment ON enrolment.person = joined.person AND enrolment.gone = 0
CROSS JOIN person ON person.id = enrolment.person
ORDER BY person.name COLLATE NOCASE, person.id
"""

_ABSENT: Final = frozenset({ABSENT, EXCUSED})
# Whether it is said of the record that is kept, and the values of its row.
_Said = tuple[bool, Sequence[Any]]

_encode = msgspec.json.Encoder().encode


def marks_too_many(store: Store, sessions: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For sessions: how many marks of presence and of absence are of somebody who is counted already. StoreError."""
    rows = store.fetch(_MARKS, {"sessions": _encode(sessions).decode()})
    too_many = {}
    for session, people in _joined_within(store, rows).items():
        present = absent = 0
        for same in people:
            spoken: str | None = None
            for _is_kept, (status,) in sorted(same, key=lambda it: not it[0]):
                present += counts_as_present(status)
                absent += status in _ABSENT
                spoken = status if speaks_instead(status, spoken) else spoken
            present -= spoken is not None and counts_as_present(spoken)
            absent -= spoken in _ABSENT
        too_many[session] = present, absent
    return too_many


def enrolments_too_many(store: Store, today: str) -> dict[str, tuple[int, int]]:
    """For activities: how many who are enrolled today, and who wait, are counted already. StoreError."""
    rows = store.fetch(_ENROLMENTS, {"today": today})
    too_many = {}
    for activity, people in _joined_within(store, rows).items():
        enrolled = waiting = 0
        for same in people:
            states = [(status, status == ENROLLED and is_open) for _is_kept, (status, is_open) in same]
            listed = min(states, key=lambda it: place_in_list(it[0]))
            enrolled += sum(it[1] for it in states) - listed[1]
            waiting += sum(it[0] == WAITLIST for it in states) - (listed[0] == WAITLIST)
        too_many[activity] = enrolled, waiting
    return too_many


def _joined_within(store: Store, rows: Iterable[Sequence[Any]]) -> dict[str, list[list[_Said]]]:
    """By the first value of each row, a session or an activity, everybody of whom several records stand there."""
    within: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        within.setdefault(row[0], []).append(row)
    shared = {place: found for place, found in within.items() if len(found) > 1}
    with store_errors():
        kept = kept_records(store.connection, {row[1] for found in shared.values() for row in found})
    told: dict[str, list[list[_Said]]] = {}
    for place, found in shared.items():
        people: dict[str, list[_Said]] = {}
        for _place, person, *said in found:
            people.setdefault(kept.get(person, person), []).append((person not in kept, said))
        told[place] = [same for same in people.values() if len(same) > 1]
    return told
