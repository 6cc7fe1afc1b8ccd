"""A printed sign-in sheet: who stood on it, in which order, so that it can be entered row by row."""

from integrhabitat_protocol.fields import date, integer, reference, text
from integrhabitat_protocol.labels import N_
from integrhabitat_protocol.record_type import Record, record_type

MOST_ROWS = 500


@record_type("attendance_sheet", N_("Sign-in sheet"))
class AttendanceSheet(Record):
    """`sheet_code` is printed on the sheet; `people` are the ids of its rows, from the top, joined by one space."""

    session: str = reference(N_("Session"), "sheet", "activity_session")
    sheet_code: str = text(N_("Code"), "sheet", max_length=12, indexed=True)
    people: str | None = text(N_("Rows"), "sheet", max_length=MOST_ROWS * 24)
    blank_rows: int | None = integer(N_("Empty rows"), "sheet", maximum=MOST_ROWS)
    printed_on: str | None = date(N_("Printed"), "sheet")
    printed_by: str | None = reference(N_("Printed by"), None, "staff_account", indexed=False)
