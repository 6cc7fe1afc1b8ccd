"""Print who took part in a session, and the matrix of a period; the audit entry is written before anyone sees it."""

from collections.abc import Sequence

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.attendance_matrix import matrix_cells
from integrhabitat_desktop.db.queries.listed_people import facts_of_people
from integrhabitat_desktop.db.restricted_people import restricted_among
from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.domain.attendance_rate import NOT_COUNTED
from integrhabitat_desktop.domain.consent_rules import REGISTER, is_given
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.reports.attendance_list import (
    AttendanceList,
    ListedAttendance,
    attendance_list_pdf,
)
from integrhabitat_desktop.reports.attendance_matrix import (
    MatrixPaper,
    PrintedMark,
    PrintedRow,
    PrintedSession,
    PrintedShare,
    attendance_matrix_pdf,
)
from integrhabitat_desktop.reports.sign_in_sheet import SessionFacts
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_desktop.use_cases.view_matrix import Matrix, MatrixRow, MatrixSession, SessionTotals, Share

_PARTICIPANT = "PARTICIPANT"


def print_attendance_list(desk: Desk, session_id: str) -> bytes:
    """The PDF of who took part in a session. Named are those who agreed to be on record; the others are counted.

    RuleViolation `not_allowed`, `session_not_found`, `session_did_not_take_place`, `nobody_took_part`; StoreError.
    """
    require(desk.staff, Permission.PRINT_SHEETS)
    session = activities.find_session(desk.store, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    if session.state in NOT_COUNTED:
        raise RuleViolation("session_did_not_take_place")
    cells = matrix_cells(desk.store, session.activity_id, session.day, session.day, earlier=0)
    present = [
        (person, mark)
        for person in cells.people
        if (mark := person.marks.get(session_id)) is not None and counts_as_present(mark.status or "")
    ]
    if not present:
        raise RuleViolation("nobody_took_part")
    may_be_named = _on_record(desk, [person.person_id for person, _mark in present])
    named = [
        (person, mark)
        for person, mark in present
        if not person.is_hidden and person.person_id in may_be_named
    ]
    named.sort(key=lambda it: (fold(it[0].name), it[0].person_id))
    facilitator = activities.staff_names(desk.store).get(session.facilitator or "")
    paper = AttendanceList(
        session.title,
        SessionFacts(session.day, session.starts_at, session.ends_at, session.place, facilitator),
        [
            ListedAttendance(
                person.preferred_name or person.name,
                mark.modality or ("ONLINE" if mark.status == "REMOTE" else None),
                person.role if person.role != _PARTICIPANT else None,
            )
            for person, mark in named
        ],
        len(present) - len(named),
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "activity_session", session_id, {"list": "attendance", "names": len(named)})
    return attendance_list_pdf(paper, letterhead(desk))


def print_matrix(desk: Desk, matrix: Matrix, period: str) -> bytes:
    """The PDF of a matrix as it is shown; `period` says it in words.

    Named are those who agreed to be on record; the others count and are not shown.
    RuleViolation `not_allowed`; StoreError.
    """
    require(desk.staff, Permission.PRINT_SHEETS)
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    may_be_named = _on_record(desk, [row.person_id for row in matrix.rows])
    named = [row for row in matrix.rows if row.person_id in may_be_named]
    paper = MatrixPaper(
        matrix.title,
        period,
        [
            _column(it, totals, desk.today().isoformat())
            for it, totals in zip(matrix.sessions, matrix.totals, strict=True)
        ],
        [_printed(row) for row in named],
        _share(matrix.activity.share),
        matrix.activity.mean_present,
        matrix.activity.hidden + len(matrix.rows) - len(named),
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("print", "activity", matrix.activity_id, {"list": "matrix", "names": len(named)})
    return attendance_matrix_pdf(paper, letterhead(desk, lies_wide=True))


def _on_record(desk: Desk, people: Sequence[str]) -> set[str]:
    """Those of whom a consent to a record stands, and who was not blocked since they were shown."""
    facts = facts_of_people(desk.store, people)
    with store_errors():
        blocked = restricted_among(desk.store.connection, people)
    agreed = {it for it in people if it in facts and is_given(facts[it].consents, REGISTER, desk.today())}
    return agreed - blocked


def _column(session: MatrixSession, totals: SessionTotals, today: str) -> PrintedSession:
    has_list = totals.share.whole or totals.drop_ins
    present = totals.present if has_list else None
    return PrintedSession(session.day, present, session.state in NOT_COUNTED, session.day > today)


def _printed(row: MatrixRow) -> PrintedRow:
    marks = [None if it is None else PrintedMark(it.status, it.is_enrolled) for it in row.marks]
    return PrintedRow(row.name, marks, _share(row.share), row.minutes, row.in_a_row)


def _share(share: Share) -> PrintedShare:
    return PrintedShare(share.part, share.whole, share.percent)
