"""Reads who was counted at a session and not named: the crowd by what could be seen, officials by role and modality."""

from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_types import AggregateAttendance, Headcount

_HEADCOUNTS = "SELECT id FROM headcount WHERE activity_session = ? AND gone = 0 ORDER BY id"
_COUNTED = "SELECT id FROM aggregate_attendance WHERE session = ? AND gone = 0 ORDER BY id"
_OFFICIALS_OF_DAY = """
SELECT coalesce(sum(coalesce(counted.women, 0) + coalesce(counted.men, 0) + coalesce(counted.others, 0)), 0)
FROM aggregate_attendance AS counted
JOIN activity_session AS held ON held.id = counted.session AND held.gone = 0
WHERE held.day = ? AND counted.gone = 0
"""


def headcounts_of(store: Store, session_id: str) -> list[Headcount]:
    """The headcounts of a session, the oldest first; several where several computers counted. StoreError."""
    found = (store.get(Headcount, row[0]) for row in store.fetch(_HEADCOUNTS, (session_id,)))
    return [it for it in found if it is not None]


def counted_officials(store: Store, session_id: str) -> list[AggregateAttendance]:
    """Those counted by role and modality. StoreError."""
    found = (store.get(AggregateAttendance, row[0]) for row in store.fetch(_COUNTED, (session_id,)))
    return [it for it in found if it is not None]


def officials_on(store: Store, day: str) -> int:
    """How many officials and partner staff were counted at the sessions of a day. StoreError."""
    row = store.fetch_one(_OFFICIALS_OF_DAY, (day,))
    return int(row[0]) if row else 0
