"""Print the sign-in sheet of a session: who stands on which row is kept, so that the sheet can be entered later."""

from collections.abc import Callable
from dataclasses import dataclass

from integrhabitat_desktop.db.queries import activities, sheets
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.paper_size import PageSize
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE
from integrhabitat_desktop.reports.sign_in_sheet import (
    SessionFacts,
    SignInSheet,
    sign_in_sheet_pdf,
)
from integrhabitat_desktop.use_cases.desk import Desk, Store
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_protocol.record_types import AttendanceSheet
from integrhabitat_protocol.record_types.attendance_sheet import MOST_ROWS

__all__ = ["PageSize"]

DEFAULT_BLANK_LINES = 10


@dataclass(frozen=True, slots=True)
class SheetWish:
    """How the sheet is wanted: empty lines for walk-ins, the paper, and whether the code is there to scan as well.

    Without `page_size` the paper is the usual one of the country.
    """

    blank_lines: int = DEFAULT_BLANK_LINES
    page_size: PageSize | None = None
    with_qr: bool = True


def print_sign_in_sheet(
    desk: Desk, session_id: str, random_bytes: Callable[[int], bytes], wish: SheetWish | None = None
) -> bytes:
    """The PDF of a session's sign-in sheet; blocked people do not stand on it.

    The same sheet printed again keeps its code.
    RuleViolation `not_allowed`, `session_not_found`, `too_many_sheet_rows`; StoreError.
    """
    require(desk.staff, Permission.PRINT_SHEETS)
    wish = wish or SheetWish()
    session = activities.find_session(desk.store, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    people = sorted(activities.roster(desk.store, session), key=lambda row: (fold(row.name), row.person_id))
    if not 0 <= wish.blank_lines <= MOST_ROWS - len(people):
        raise RuleViolation("too_many_sheet_rows", most=MOST_ROWS)
    ids = tuple(row.person_id for row in people)
    same = [
        it
        for it in sheets.sheets_of_session(desk.store, session_id)
        if (it.people, it.blank_rows) == (ids, wish.blank_lines)
    ]
    code = same[0].code if same else _new_code(desk.store, random_bytes)
    facilitator = activities.staff_names(desk.store).get(session.facilitator or "")
    sheet = SignInSheet(
        activity_title=session.title,
        session=SessionFacts(session.day, session.starts_at, session.ends_at, session.place, facilitator),
        names=tuple(row.preferred_name or row.name for row in people),
        blank_lines=wish.blank_lines,
        code=SHEET_CODE.shown(code),
        scanned_code=code if wish.with_qr else "",
    )
    with desk.store.transaction(desk.staff.id) as tx:
        if not same:
            tx.create(
                AttendanceSheet(
                    id=tx.new_id(),
                    session=session_id,
                    sheet_code=code,
                    people=" ".join(ids),
                    blank_rows=wish.blank_lines,
                    printed_on=desk.today().isoformat(),
                    printed_by=desk.staff.id,
                )
            )
        tx.audit("print", "activity_session", session_id, {"names": len(people)})
    return sign_in_sheet_pdf(sheet, letterhead(desk, wish.page_size))


def _new_code(store: Store, random_bytes: Callable[[int], bytes]) -> str:
    while True:
        code = SHEET_CODE.new(random_bytes(SHEET_CODE.random_bytes))
        if not sheets.is_sheet_code_taken(store, code):
            return code
