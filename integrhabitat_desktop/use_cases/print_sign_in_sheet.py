"""Print the sign-in sheet of a session; the audit entry is written before anyone sees it."""

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.paper import Letterhead, PageSize
from integrhabitat_desktop.reports.sign_in_sheet import (
    SessionFacts,
    SignInSheet,
    sign_in_sheet_pdf,
)
from integrhabitat_desktop.use_cases.desk import Desk

DEFAULT_BLANK_LINES = 10


def print_sign_in_sheet(
    desk: Desk, session_id: str, *, blank_lines: int = DEFAULT_BLANK_LINES, page_size: PageSize = "A4"
) -> bytes:
    """The PDF of a session's sign-in sheet. RuleViolation `not_allowed`, `session_not_found`."""
    require(desk.staff, Permission.PRINT_SHEETS)
    session = activities.find_session(desk.store, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    people = sorted(activities.roster(desk.store, session), key=lambda row: (fold(row.name), row.person_id))
    facilitator = activities.staff_names(desk.store).get(session.facilitator or "")
    sheet = SignInSheet(
        activity_title=session.title,
        session=SessionFacts(session.day, session.starts_at, session.ends_at, session.place, facilitator),
        names=tuple(row.preferred_name or row.name for row in people),
        blank_lines=blank_lines,
    )
    letterhead = Letterhead(desk.centre.name, desk.staff.display_name, desk.now(), desk.time_zone, page_size)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "activity_session", session_id, {"names": len(people)})
    return sign_in_sheet_pdf(sheet, letterhead)
