"""Enter a sign-in sheet that came back: its rows in the printed order, as they stand today, to be marked one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from integrhabitat_desktop.db.queries import activities, sheets
from integrhabitat_desktop.db.queries.activities import RosterRow
from integrhabitat_desktop.db.queries.sheets import PrintedPeople, SheetRow
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.domain.sheet_code import SHEET_CODE
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["OfferedSheet", "OpenSheet", "PrintedRow", "RowKind", "SheetRow"]

SHEETS_OFFERED = 30


class RowKind(Enum):
    """What a printed row is today."""

    PERSON = "person"
    BLANK = "blank"  # an empty line, for somebody who walked in
    HIDDEN = "hidden"  # the record was erased or blocked since
    REPEATED = "repeated"  # its record was joined with the one of an earlier row
    NOT_HERE = "not_here"  # the person was registered on another computer that has not sent them yet


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of the paper. `person_id` is the record that is marked; without a mark `status` is None.

    Who is not `is_expected` has left since the sheet was printed: their row can be answered and need not be.
    """

    number: int
    kind: RowKind
    person_id: str = ""
    name: str = ""
    status: str | None = None
    same_as: int = 0  # the row of the same person, where it is repeated
    is_expected: bool = True

    @property
    def waits(self) -> bool:
        """Whether an answer is missing."""
        return self.kind is RowKind.PERSON and self.status is None and self.is_expected


@dataclass(frozen=True, slots=True)
class OfferedSheet:
    """A sheet in the list of those that may have come back; `to_mark` people on it have no mark yet."""

    sheet: SheetRow
    people: int
    to_mark: int


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet with its rows; `others` take part but stand on no row, with their marks if they have one."""

    sheet: SheetRow
    shown_code: str
    rows: tuple[PrintedRow, ...]
    others: tuple[PrintedRow, ...]

    def first_to_enter(self) -> int:
        """Where the work begins or goes on: the place of the first row without a mark, empty ones last."""
        for place, row in enumerate(self.rows):
            if row.waits:
                return place
        # Whoever is marked but not on the paper fills the empty lines from the top.
        marked = sum(it.status is not None for it in self.others)
        blank = [place for place, row in enumerate(self.rows) if row.kind is RowKind.BLANK]
        return blank[marked] if marked < len(blank) else len(self.rows)


def find_sheets(desk: Desk, typed: str) -> list[SheetRow]:
    """The sheets with a code as it was typed or scanned; more than one only by a rare chance, newest first.

    RuleViolation `not_allowed`, `sheet_code_misread`, `sheet_unknown`; StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    code = SHEET_CODE.read(typed)
    if code is None:
        raise RuleViolation("sheet_code_misread")
    found = sheets.sheets_of_code(desk.store, code)
    if not found:
        raise RuleViolation("sheet_unknown")
    return found


def list_sheets(desk: Desk) -> list[OfferedSheet]:
    """The sheets of the latest sessions, for whoever has no code at hand. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    offered = []
    for sheet in sheets.latest_sheets(desk.store, desk.today().isoformat(), SHEETS_OFFERED):
        people = sheets.printed_people(desk.store, sheet.session, sheet.people)
        rows = _rows(sheet, people, _expected(desk, sheet))
        named = sum(it.kind is RowKind.PERSON for it in rows)
        offered.append(OfferedSheet(sheet, named, sum(it.waits for it in rows)))
    return offered


def open_sheet(desk: Desk, sheet_id: str) -> OpenSheet:
    """A sheet with its rows as they stand today.

    Joined records follow to the one that is kept; of erased and blocked people not even the name is given.
    RuleViolation `not_allowed`, `sheet_unknown`, `session_did_not_take_place`; StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    sheet = sheets.find_sheet(desk.store, sheet_id)
    if sheet is None:
        raise RuleViolation("sheet_unknown")
    if not takes_place(sheet.state):
        raise RuleViolation("session_did_not_take_place")
    people = sheets.printed_people(desk.store, sheet.session, sheet.people)
    on_paper = {people.kept.get(it, it) for it in sheet.people}
    expected = _expected(desk, sheet)
    others = [
        PrintedRow(0, RowKind.PERSON, it.person_id, it.preferred_name or it.name, it.status)
        for it in sorted(expected, key=lambda it: (fold(it.name), it.person_id))
        if people.kept.get(it.person_id, it.person_id) not in on_paper
    ]
    rows = _rows(sheet, people, expected)
    return OpenSheet(sheet, SHEET_CODE.shown(sheet.code), tuple(rows), tuple(others))


def _expected(desk: Desk, sheet: SheetRow) -> list[RosterRow]:
    session = activities.find_session(desk.store, sheet.session)
    return activities.roster(desk.store, session) if session is not None else []


def _rows(sheet: SheetRow, people: PrintedPeople, expected: Sequence[RosterRow]) -> list[PrintedRow]:
    rows: list[PrintedRow] = []
    awaited = {people.kept.get(it.person_id, it.person_id) for it in expected}
    at: dict[str, int] = {}
    for number, printed in enumerate(sheet.people, start=1):
        kept = people.kept.get(printed, printed)
        if kept in at:
            rows.append(PrintedRow(number, RowKind.REPEATED, same_as=at[kept]))
            continue
        row = replace(_row(number, printed, kept, people), is_expected=kept in awaited)
        if row.kind is RowKind.PERSON:
            at[kept] = number
        rows.append(row)
    first = len(rows) + 1
    rows += [PrintedRow(number, RowKind.BLANK) for number in range(first, first + sheet.blank_rows)]
    return rows


def _row(number: int, printed: str, kept: str, people: PrintedPeople) -> PrintedRow:
    if printed in people.hidden or kept in people.hidden:
        return PrintedRow(number, RowKind.HIDDEN)
    name = people.names.get(kept)
    if name is None:
        return PrintedRow(number, RowKind.NOT_HERE)
    # A mark stays with the record it was made for, also after that was joined to another one.
    person_id, status = people.marks.get(kept, (kept, None))
    return PrintedRow(number, RowKind.PERSON, person_id, name, status)
