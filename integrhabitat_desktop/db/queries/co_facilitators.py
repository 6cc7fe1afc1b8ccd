"""Reads who leads an activity together with its facilitator, and who of the staff could."""

from integrhabitat_desktop.db.store import Store

_OF_ACTIVITY = """
SELECT staff FROM co_facilitator WHERE activity = ? AND state = 'ACTIVE' AND gone = 0 ORDER BY id
"""
_COLLEAGUES = """
SELECT id, display_name FROM staff_account WHERE gone = 0 AND state = 'ACTIVE'
ORDER BY display_name COLLATE NOCASE, id
"""


def co_facilitators(store: Store, activity_id: str) -> tuple[str, ...]:
    """The ids of the staff members beside the one who is responsible. StoreError."""
    return tuple(row[0] for row in store.fetch(_OF_ACTIVITY, (activity_id,)))


def colleagues(store: Store) -> tuple[tuple[str, str], ...]:
    """Every staff member who works here now: id and name, by name. StoreError."""
    return tuple((row[0], row[1]) for row in store.fetch(_COLLEAGUES))
