"""Register somebody at the door of a session by name alone, enrol them and mark them present, all or nothing."""

from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.mark_attendance import add_walk_in_within, open_session
from integrhabitat_desktop.use_cases.register_person import Registration, register_within


def register_walk_in(desk: Desk, session_id: str, name: str) -> str:
    """The id of the new person. RuleViolation as `add_walk_in`, ValidationFailed, StoreError."""
    require(desk.staff, Permission.REGISTER_PERSON)
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        registered = register_within(tx, desk, Registration(name=name), check_in=False)
        add_walk_in_within(tx, desk, session, registered.person_id)
    return registered.person_id
