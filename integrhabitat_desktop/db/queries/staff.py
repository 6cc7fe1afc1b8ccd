"""Reads of the centre's staff."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store

_ALL = """
SELECT id, display_name, role, state FROM staff_account WHERE gone = 0
ORDER BY state <> 'ACTIVE', display_name COLLATE NOCASE, id
"""
_OF_ROLE = """
SELECT id, display_name, role, state FROM staff_account WHERE gone = 0 AND role = ? AND state = 'ACTIVE'
ORDER BY display_name COLLATE NOCASE, id
"""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of the staff; `role` and `state` are codes of `staff_role` and `staff_state`."""

    staff_id: str
    display_name: str
    role: str
    state: str


def all_staff(store: Store) -> list[StaffRow]:
    """Everybody, those who are active first. StoreError."""
    return [StaffRow(*row) for row in store.fetch(_ALL)]


def staff_of_role(store: Store, role: str) -> list[StaffRow]:
    """The active ones of one role. StoreError."""
    return [StaffRow(*row) for row in store.fetch(_OF_ROLE, (role,))]
