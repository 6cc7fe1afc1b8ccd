"""The attendance register of an activity as a spreadsheet: the marks of whoever agreed to be on record."""

from collections import Counter

from integrhabitat_desktop.db.queries.listed_people import facts_of_people
from integrhabitat_desktop.domain.attendance_rate import NOT_COUNTED
from integrhabitat_desktop.domain.consent_rules import REGISTER, is_given
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.exports.attendance_register import (
    RegisterMark,
    RegisterRow,
    RegisterSession,
    RegisterWords,
    register_sheet,
)
from integrhabitat_desktop.exports.sheet import FileForm
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.export_people import ExportedList
from integrhabitat_desktop.use_cases.view_matrix import Matrix, MatrixRow, Period, view_matrix

__all__ = ["ExportedList", "FileForm", "RegisterMark", "RegisterWords", "export_register"]


def export_register(
    desk: Desk, activity_id: str, period: Period, form: FileForm, words: RegisterWords
) -> ExportedList:
    """The register of a period; that it was taken stands in the audit before anybody sees it.

    RuleViolation `not_allowed`, `activity_not_found`, `nobody_to_export`; StoreError.
    """
    require(desk.staff, Permission.EXPORT)
    matrix = view_matrix(desk, activity_id, period.span, period.first)
    consents = facts_of_people(desk.store, [row.person_id for row in matrix.rows])
    # A named record rests on one scope, here as in the list of people.
    listed = [
        row for row in matrix.rows if is_given(consents[row.person_id].consents, REGISTER, desk.today())
    ]
    left_out = len(matrix.rows) - len(listed)
    if not listed:
        raise RuleViolation("nobody_to_export", left_out=left_out)
    facts = {"list": "attendance", "form": form.value, "people": len(listed), "left_out": left_out}
    with desk.store.transaction(desk.staff.id) as tx:
        tx.audit("export", "activity", activity_id, {**facts})
    rows = [_row(row, matrix) for row in listed]
    return ExportedList(written(register_sheet(_sessions(matrix), rows, words), form), len(rows), left_out)


def _sessions(matrix: Matrix) -> list[RegisterSession]:
    a_day = Counter(it.day for it in matrix.sessions)
    return [
        RegisterSession(it.day, it.starts_at if a_day[it.day] > 1 else None, it.state)
        for it in matrix.sessions
    ]


def _row(row: MatrixRow, matrix: Matrix) -> RegisterRow:
    marks = [
        RegisterMark(mark.status, mark.modality, mark.minutes)
        if mark is not None and mark.status is not None and session.state not in NOT_COUNTED
        else None
        for mark, session in zip(row.marks, matrix.sessions, strict=True)
    ]
    return RegisterRow(
        row.person_id,
        row.full_name,
        row.starts_on,
        row.ends_on,
        marks,
        row.share.part,
        row.share.whole,
        row.minutes,
    )
