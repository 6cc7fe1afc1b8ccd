"""What each role may do; checked at the start of every use case."""

from enum import Enum
from typing import Protocol

from integrhabitat_desktop.domain.errors import RuleViolation


class Role(Enum):
    """The codes of the list staff_role."""

    RECEPTION = "RECEPTION"
    FACILITATOR = "FACILITATOR"
    FIELD = "FIELD"
    COORDINATOR = "COORDINATOR"


class Permission(Enum):
    """One kind of work."""

    FIND_PEOPLE = "find_people"
    VIEW_PERSON = "view_person"
    LIST_PEOPLE = "list_people"
    REGISTER_PERSON = "register_person"
    EDIT_PERSON = "edit_person"
    JOIN_RECORDS = "join_records"
    VIEW_SENSITIVE = "view_sensitive"
    VIEW_PROTECTION = "view_protection"
    RESTRICT_RECORDS = "restrict_records"
    CHECK_IN = "check_in"
    RECORD_SERVICE = "record_service"
    VIEW_ACTIVITIES = "view_activities"
    MANAGE_ACTIVITIES = "manage_activities"
    ENROL = "enrol"
    MARK_ATTENDANCE = "mark_attendance"
    PRINT_SHEETS = "print_sheets"
    ISSUE_CARDS = "issue_cards"
    REFER = "refer"
    FOLLOW_UP_ABSENCES = "follow_up_absences"
    IMPORT_PEOPLE = "import_people"
    EXPORT = "export"
    RUN_SYNC = "run_sync"
    SETTLE_REVIEWS = "settle_reviews"
    PAIR_DEVICE = "pair_device"
    MANAGE_STAFF = "manage_staff"
    EDIT_CENTRE = "edit_centre"
    VIEW_AUDIT = "view_audit"


_EVERYONE = frozenset(
    {
        Permission.FIND_PEOPLE,
        Permission.VIEW_PERSON,
        Permission.LIST_PEOPLE,
        Permission.REGISTER_PERSON,
        Permission.EDIT_PERSON,
        Permission.CHECK_IN,
        Permission.VIEW_ACTIVITIES,
        Permission.ENROL,
        Permission.PRINT_SHEETS,
        Permission.FOLLOW_UP_ABSENCES,
        Permission.RUN_SYNC,
        Permission.SETTLE_REVIEWS,
    }
)
_GRANTED: dict[Role, frozenset[Permission]] = {
    Role.RECEPTION: _EVERYONE
    | {Permission.RECORD_SERVICE, Permission.ISSUE_CARDS, Permission.REFER, Permission.JOIN_RECORDS},
    Role.FACILITATOR: _EVERYONE | {Permission.MANAGE_ACTIVITIES, Permission.MARK_ATTENDANCE},
    Role.FIELD: _EVERYONE
    | {
        Permission.RECORD_SERVICE,
        Permission.MARK_ATTENDANCE,
        Permission.ISSUE_CARDS,
        Permission.REFER,
        Permission.JOIN_RECORDS,
        Permission.VIEW_SENSITIVE,
    },
    Role.COORDINATOR: frozenset(Permission),
}


class HasRole(Protocol):
    """Anybody with a role, as a code of the list staff_role."""

    @property
    def role(self) -> str: ...


def allowed(role: str, permission: Permission) -> bool:
    """Whether the role may do this; a role that this version does not know may do nothing."""
    try:
        return permission in _GRANTED[Role(role)]
    except ValueError:
        return False


def require(staff: HasRole, permission: Permission) -> None:
    """Raise RuleViolation `not_allowed` unless the staff member's role may do this."""
    if not allowed(staff.role, permission):
        raise RuleViolation("not_allowed", permission=permission.value)
