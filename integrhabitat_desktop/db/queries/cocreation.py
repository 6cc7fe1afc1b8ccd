"""Reads of what a group found together: contributions, the names they must not hold, how a solution went on."""

from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.cocreation_rules import Contribution

_ITEMS: Final = """
SELECT id, theme, element, words, parent, position, votes, responsible, status, status_on, status_reason, session
FROM cocreation_item WHERE activity = ? AND gone = 0 ORDER BY id
"""
# The index holds folded names, and nobody whose record is blocked.
_ENROLLED_NAMES: Final = """
SELECT DISTINCT person_search_row.name
FROM enrolment JOIN person_search_row ON person_search_row.person = enrolment.person
WHERE enrolment.gone = 0 AND enrolment.status <> 'CANCELLED'
"""
_SESSION_OF_DAY: Final = """
SELECT id FROM activity_session
WHERE activity = ? AND day = ? AND gone = 0 AND state <> 'CANCELLED' ORDER BY starts_at, id LIMIT 1
"""
_SESSION_BEFORE: Final = """
SELECT max(day) FROM activity_session
WHERE activity = ? AND day < ? AND gone = 0 AND state NOT IN ('CANCELLED', 'NOT_HELD')
"""
_STATUSES: Final = """
SELECT at, staff, json_extract(detail, '$.status[1]'), json_extract(detail, '$.status_on[1]'),
    json_type(detail, '$.status_reason') IS NOT NULL, json_extract(detail, '$.status_reason[1]')
FROM audit
WHERE record_type = 'cocreation_item' AND record_id = ? AND action IN ('create', 'edit')
    AND (json_type(detail, '$.status') IS NOT NULL OR json_type(detail, '$.status_on') IS NOT NULL
        OR json_type(detail, '$.status_reason') IS NOT NULL)
ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class NotedStatus:
    """What somebody wrote on this computer about a solution. `at` is an instant, `status_on` an ISO date."""

    at: str
    staff: str
    status: str
    status_on: str | None
    reason: str | None


def contributions(store: Store, activity_id: str) -> list[Contribution]:
    """Everything a group contributed, of all themes. StoreError."""
    return [Contribution(*row) for row in store.fetch(_ITEMS, (activity_id,))]


def enrolled_names(store: Store) -> list[str]:
    """The folded names of whoever is or was enrolled in anything. StoreError."""
    return [name for (name,) in store.fetch(_ENROLLED_NAMES)]


def session_of_day(store: Store, activity_id: str, day: str) -> str | None:
    """The first session of an activity on a day. StoreError."""
    row = store.fetch_one(_SESSION_OF_DAY, (activity_id, day))
    return row[0] if row else None


def last_session_before(store: Store, activity_id: str, day: str) -> str | None:
    """The last day before `day` on which the group met. StoreError."""
    row = store.fetch_one(_SESSION_BEFORE, (activity_id, day))
    return row[0] if row else None


def statuses_noted_here(store: Store, item_id: str) -> list[NotedStatus]:
    """How a solution went on as far as this computer wrote it, the newest first. StoreError."""
    found: list[NotedStatus] = []
    status, status_on, reason = "", None, None
    for at, staff, new_status, new_day, has_reason, new_reason in store.fetch(_STATUSES, (item_id,)):
        status, status_on = new_status or status, new_day or status_on
        reason = new_reason if has_reason else reason
        found.append(NotedStatus(at, staff, status, status_on, reason))
    return found[::-1]
