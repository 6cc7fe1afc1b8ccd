"""Joining a hub is work of a coordinator and stands in the audit."""

from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk


def may_pair(desk: Desk) -> None:
    """RuleViolation `not_allowed` unless this role may join a hub."""
    require(desk.staff, Permission.PAIR_DEVICE)


def note_pairing(desk: Desk, address: str) -> None:
    """Write into the audit that this computer joined a hub. RuleViolation `not_allowed`, StoreError."""
    may_pair(desk)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("pair", "centre", desk.centre.id, {"hub": address})
