"""Read an attendance matrix from a spreadsheet and say what its columns, days and signs are taken for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import SessionRow
from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.imports.attendance_dates import DateHeading
from integrhabitat_desktop.imports.attendance_marks import (
    MarkCell,
    is_formula_error,
    propose_meanings,
)
from integrhabitat_desktop.imports.attendance_table import (
    AttendanceLayout,
    AttendanceRows,
    find_layout,
    read_rows,
)
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.raw_table import RawTable, read_table
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Activity

NEW_SESSION: Final = "new"
LEFT_OUT: Final = ""
_SETTING: Final = "import.attendance"
_MOST_KEPT: Final = 60
_EXAMPLES: Final = 8


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of marks and where they go: the id of a session, NEW_SESSION, or LEFT_OUT."""

    heading: DateHeading
    goes_to: str
    filled: int


@dataclass(frozen=True, slots=True)
class MarkWord:
    """Cells that say the same: how they are written, how many there are, and the code they are taken for, or ""."""

    key: str
    shown: str
    count: int
    status: str


@dataclass(frozen=True, slots=True)
class AttendancePlan:
    """A file as it was read for one activity. `blank_is_absent` takes an empty cell under a day for an absence."""

    activity_id: str
    title: str
    path: Path
    table: RawTable
    layout: AttendanceLayout
    columns: tuple[Column, ...]
    sessions: tuple[SessionRow, ...]
    dates: tuple[DateColumn, ...]
    marks: tuple[MarkWord, ...]
    blank_is_absent: bool = False
    as_last_time: bool = False

    @property
    def people_places(self) -> tuple[int, ...]:
        """The columns that are not days, as far as something stands in them."""
        days = {it.heading.place for it in self.dates}
        body = self.table.rows[self.layout.header.last + 1 :]
        filled = {place for cells in body for place, cell in enumerate(cells) if cell is not None}
        return tuple(place for place in sorted(filled) if place not in days)

    @property
    def meanings(self) -> dict[str, str]:
        """What each sign is taken for."""
        return {it.key: it.status for it in self.marks}

    def title_of(self, place: int) -> str:
        """The title of a column; "" where it has none."""
        titles = self.layout.header.full_titles
        return titles[place] if place < len(titles) else ""

    def examples_of(self, place: int) -> tuple[str, ...]:
        """Some cells of a column."""
        body = self.table.rows[self.layout.header.last + 1 :]
        cells = (cells[place] for cells in body if place < len(cells) and cells[place] is not None)
        return tuple(dict.fromkeys(str(cell) for cell, _number in zip(cells, range(_EXAMPLES), strict=False)))

    def with_choices(
        self,
        columns: Mapping[int, Column],
        goes_to: Mapping[int, str],
        meanings: Mapping[str, str],
        *,
        blank_is_absent: bool,
    ) -> "AttendancePlan":
        """The same file as somebody wishes it to be read."""
        changed = [columns.get(place, it) for place, it in enumerate(self.columns)]
        return replace(
            self,
            columns=tuple(changed),
            dates=tuple(replace(it, goes_to=goes_to.get(it.heading.place, it.goes_to)) for it in self.dates),
            marks=tuple(replace(it, status=meanings.get(it.key, it.status)) for it in self.marks),
            blank_is_absent=blank_is_absent,
        )


def propose_attendance(desk: Desk, activity_id: str, path: Path) -> AttendancePlan:
    """Read a file and propose what it means, as somebody chose last time for the same titles and signs.

    RuleViolation `not_allowed`, `activity_not_found`; ImportFailure, also `no_dates`; StoreError.
    """
    require_import(desk)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    table = read_table(path)
    sessions = tuple(activities.sessions_of_activity(desk.store, activity_id))
    layout = find_layout(table, {it.day for it in sessions}, desk.today())
    if layout is None:
        raise ImportFailure("no_dates")
    rows = read_rows(table, layout, layout.columns, desk.today())
    if not rows.rows and not rows.broken:
        raise ImportFailure("formulas_without_value" if table.empty_formulas else "no_rows")
    kept = _kept(desk)
    columns = _as_last_time(layout, kept.columns)
    return AttendancePlan(
        activity_id,
        activity.title,
        path,
        table,
        layout,
        columns,
        sessions,
        _date_columns(layout.dates, sessions, rows, desk.today().isoformat()),
        _mark_words(rows, kept.marks),
        as_last_time=columns != layout.columns,
    )


def require_import(desk: Desk) -> None:
    """Whoever imports marks plans sessions too: days without one become one. RuleViolation `not_allowed`."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    require(desk.staff, Permission.MANAGE_ACTIVITIES)


def remember(desk: Desk, plan: AttendancePlan) -> None:
    """Keep what was chosen where titles and signs alone would say something else. StoreError."""
    kept = _kept(desk)
    for place, (chosen, proposed) in enumerate(zip(plan.columns, plan.layout.columns, strict=True)):
        _keep(kept.columns, fold(plan.title_of(place)), chosen.value if chosen is not proposed else None)
    usual = propose_meanings(it.key for it in plan.marks)
    for it in plan.marks:
        _keep(kept.marks, it.key, it.status if it.status != usual.get(it.key) else None)
    write_setting(desk.store, _SETTING, msgspec.json.encode(kept).decode())


class _Kept(msgspec.Struct):
    """What was chosen last time: for a title the meaning of its column, for a sign its status; the newest last."""

    columns: dict[str, str] = {}
    marks: dict[str, str] = {}


def _kept(desk: Desk) -> _Kept:
    try:
        return msgspec.json.decode(read_setting(desk.store, _SETTING) or "{}", type=_Kept)
    except msgspec.MsgspecError:
        return _Kept()


def _keep(kept: dict[str, str], key: str, value: str | None) -> None:
    kept.pop(key, None)
    if key and value is not None:
        kept[key] = value
    while len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]


def _as_last_time(layout: AttendanceLayout, kept: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns as they were chosen for their titles; the days are others in every list."""
    days = {it.place for it in layout.dates}
    known = {it.value: it for it in Column}
    titles = layout.header.full_titles
    columns = []
    for place, proposed in enumerate(layout.columns):
        title = fold(titles[place]) if place < len(titles) and place not in days else ""
        columns.append(known.get(kept.get(title, ""), proposed) if title else proposed)
    return tuple(columns)


def _date_columns(
    dates: Sequence[DateHeading], sessions: Sequence[SessionRow], rows: AttendanceRows, today: str
) -> tuple[DateColumn, ...]:
    filled = Counter(place for row in rows.rows for place, _cell in row.cells)
    taken: set[str] = set()
    columns = []
    for it in dates:
        session = _session_of(it, [one for one in sessions if one.session_id not in taken])
        if session is not None:
            taken.add(session.session_id)
        if session is not None and not takes_place(session.state):
            goes_to = LEFT_OUT
        elif session is not None:
            goes_to = session.session_id
        else:
            # A list of what is still to come, or a day on which nobody has a mark, makes no session.
            goes_to = NEW_SESSION if it.day <= today and filled[it.place] else LEFT_OUT
        columns.append(DateColumn(it, goes_to, filled[it.place]))
    return tuple(columns)


def _session_of(heading: DateHeading, sessions: Sequence[SessionRow]) -> SessionRow | None:
    """The session of a day: by its time where one is written, else the first that took place."""
    there = [it for it in sessions if it.day == heading.day]
    if heading.starts_at is not None:
        there = [it for it in there if it.starts_at in (None, heading.starts_at)]
    return min(there, key=lambda it: not takes_place(it.state), default=None)


def _mark_words(rows: AttendanceRows, kept: Mapping[str, str]) -> tuple[MarkWord, ...]:
    cells: list[MarkCell] = [
        cell
        for row in rows.rows
        for _place, cell in row.cells
        if cell.own is None and not is_formula_error(cell)
    ]
    counts = Counter(it.key for it in cells)
    shown: dict[str, str] = {}
    for it in cells:
        shown.setdefault(it.key, it.text)
    meanings = propose_meanings(counts)
    return tuple(
        MarkWord(key, shown[key], count, kept.get(key, meanings[key])) for key, count in counts.most_common()
    )
