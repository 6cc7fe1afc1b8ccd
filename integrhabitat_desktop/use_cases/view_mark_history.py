"""See who set the mark of a person in a session, and what stood there before."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.mark_versions import marks_made_here
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Attendance


@dataclass(frozen=True, slots=True)
class MarkVersion:
    """One mark: `at` is None where another computer made it and this one only received it."""

    status: str
    staff_name: str
    at: str | None


def view_mark_history(desk: Desk, session_id: str, person_id: str) -> tuple[MarkVersion, ...]:
    """The marks of a person in a session, the present one first. RuleViolation `not_allowed`."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    standing = desk.store.get(Attendance, natural_id(session_id, person_id))
    if standing is None:
        return ()
    names = activities.staff_names(desk.store)
    made = marks_made_here(desk.store, standing.id)
    versions = [MarkVersion(it.status, names.get(it.staff, ""), it.at) for it in made]
    # What stands but was not set here came from another computer.
    if not made or made[0].status != standing.status:
        versions.insert(0, MarkVersion(standing.status, names.get(standing.recorded_by or "", ""), None))
    return tuple(versions)
