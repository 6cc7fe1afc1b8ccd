"""Check an attendance matrix, every row and mark of it, without writing: what is unclear somebody decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from integrhabitat_desktop.db.queries.attendance_matrix import MatrixMark, MatrixPerson, matrix_cells
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.domain.attendance_rate import is_recorded
from integrhabitat_desktop.imports.attendance_marks import ABSENT, ReadMark, is_formula_error, mark_of
from integrhabitat_desktop.imports.attendance_table import AttendanceRow, AttendanceRows, BrokenRow, read_rows
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.row_answers import SkippedRow
from integrhabitat_desktop.use_cases.attendance_people import Newcomers, PersonMatch, match_rows
from integrhabitat_desktop.use_cases.attendance_plan import (
    LEFT_OUT,
    NEW_SESSION,
    AttendancePlan,
    DateColumn,
    MarkWord,
    propose_attendance,
    remember,
    require_import,
)
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Meter

__all__ = [
    "LEFT_OUT",
    "NEW_SESSION",
    "AttendancePlan",
    "AttendanceProblem",
    "AttendanceReport",
    "Column",
    "DateColumn",
    "Decisions",
    "Differing",
    "ImportFailure",
    "MarkWord",
    "PersonMatch",
    "PersonSummary",
    "check_attendance",
    "decide",
    "propose_attendance",
]

REGISTER: Final = "register"
_SHOWN: Final = 80
_Place = tuple[int, int]  # row number, column


@dataclass(frozen=True, slots=True)
class AttendanceProblem:
    """What is left out: a whole row (`day` is None) or one mark, and why.

    Codes beside those of a register of people: `person_not_found`, `person_unsure`, `person_repeated` (the value is
    the earlier row), `mark_not_known`, `formula_error`.
    """

    number: int
    day: str | None
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class WantedMark:
    """A mark of the file that nothing speaks against; `place` is its column. The person may still be unregistered."""

    number: int
    place: int
    mark: ReadMark


@dataclass(frozen=True, slots=True)
class Differing:
    """A mark of the file where another one stands already. It is kept unless somebody chooses otherwise."""

    number: int
    place: int
    name: str
    day: str
    standing: MatrixMark
    mark: ReadMark


@dataclass(frozen=True, slots=True)
class Decisions:
    """What somebody decided: for a row the id of a person or REGISTER; `register_all` for whoever was not found."""

    people: Mapping[int, str] = field(default_factory=dict)
    register_all: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What an import would do. `person_of` says for each row who it is about, REGISTER for somebody new."""

    plan: AttendancePlan
    read: AttendanceRows
    matches: Mapping[int, PersonMatch]
    standing: Mapping[str, Mapping[str, MatrixMark]]
    decisions: Decisions
    person_of: Mapping[int, str]
    wanted: tuple[WantedMark, ...]
    differing: tuple[Differing, ...]
    unchanged: int
    problems: tuple[AttendanceProblem, ...]

    @property
    def rows(self) -> tuple[AttendanceRow, ...]:
        """The rows in which somebody stands."""
        return self.read.rows

    @property
    def skipped(self) -> tuple[SkippedRow, ...]:
        """The rows that were passed over."""
        return self.read.skipped

    @property
    def unsure(self) -> tuple[AttendanceRow, ...]:
        """Rows of which several people may be meant, or one who is only nearly called so."""
        return tuple(
            it for it in self.rows if not self.matches[it.number].is_sure and self.matches[it.number].people
        )

    @property
    def not_found(self) -> tuple[AttendanceRow, ...]:
        """Rows of people whom nobody here is like."""
        return tuple(
            it
            for it in self.rows
            if not self.matches[it.number].is_sure and not self.matches[it.number].people
        )

    @property
    def new_sessions(self) -> tuple[DateColumn, ...]:
        """The days that become sessions, where a mark is written."""
        places = {it.place for it in self.wanted}
        return tuple(it for it in self.plan.dates if it.goes_to == NEW_SESSION and it.heading.place in places)

    @property
    def registered(self) -> tuple[AttendanceRow, ...]:
        """Rows of people who would be registered."""
        return tuple(it for it in self.rows if self.person_of.get(it.number) == REGISTER)


def check_attendance(desk: Desk, plan: AttendancePlan, meter: Meter) -> AttendanceReport:
    """Find everybody and compare every mark with what stands. Writes nothing but what the columns were taken for.

    RuleViolation `not_allowed`; ImportFailure `no_name_column`, `no_sessions_chosen`; StoreError.
    """
    require_import(desk)
    if not {Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES} & set(plan.columns):
        raise ImportFailure("no_name_column")
    if all(it.goes_to == LEFT_OUT for it in plan.dates):
        raise ImportFailure("no_sessions_chosen")
    remember(desk, plan)
    read = read_rows(plan.table, plan.layout, plan.columns, desk.today())
    people = matrix_cells(desk.store, plan.activity_id).people
    matches = match_rows(desk, read.rows, people, meter)
    return _settled(plan, read, matches, _standing(people), Decisions())


def decide(desk: Desk, report: AttendanceReport, decisions: Decisions) -> AttendanceReport:
    """The same report after somebody decided about people. RuleViolation `not_allowed`."""
    require_import(desk)
    return _settled(report.plan, report.read, report.matches, report.standing, decisions)


def _settled(
    plan: AttendancePlan,
    read: AttendanceRows,
    matches: Mapping[int, PersonMatch],
    standing: Mapping[str, Mapping[str, MatrixMark]],
    decisions: Decisions,
) -> AttendanceReport:
    problems = [_of_broken(it) for it in read.broken]
    person_of: dict[int, str] = {}
    first_row: dict[str, int] = {}
    newcomers = Newcomers()
    wanted: list[WantedMark] = []
    differing: list[Differing] = []
    unchanged = 0
    for row in read.rows:
        person = _person(row, matches[row.number], decisions)
        problem = _person_problem(row, matches[row.number], person, first_row)
        if person is None or problem is not None:
            problems += [problem] if problem is not None else []
            continue
        if person == REGISTER:
            earlier = newcomers.first_row(row)
            # Rows of one new name are one person, unless somebody said of this one that it is somebody new.
            if earlier is not None and row.number not in decisions.people:
                problems.append(AttendanceProblem(row.number, None, "person_repeated", str(earlier)))
                continue
        else:
            first_row[person] = row.number
        person_of[row.number] = person
        for column, mark, failure in _marks(row, plan):
            if failure:
                problems.append(AttendanceProblem(row.number, column.heading.day, *failure))
                continue
            there = standing.get(person, {}).get(column.goes_to)
            if mark is None:
                continue
            if there is None or not is_recorded(there.status):
                wanted.append(WantedMark(row.number, column.heading.place, mark))
            elif _says_the_same(there, mark):
                unchanged += 1
            else:
                day, name = column.heading.day, row.person.name
                differing.append(Differing(row.number, column.heading.place, name, day, there, mark))
    return AttendanceReport(
        plan,
        read,
        matches,
        standing,
        decisions,
        person_of,
        tuple(wanted),
        tuple(differing),
        unchanged,
        tuple(sorted(problems, key=lambda it: it.number)),
    )


def _person(row: AttendanceRow, match: PersonMatch, decisions: Decisions) -> str | None:
    chosen = decisions.people.get(row.number)
    if chosen:
        return chosen
    if match.is_sure:
        return match.people[0].id
    return REGISTER if decisions.register_all and not match.people else None


def _person_problem(
    row: AttendanceRow, match: PersonMatch, person: str | None, first_row: Mapping[str, int]
) -> AttendanceProblem | None:
    name = _short(row.person.name)
    if person is None:
        code = "person_unsure" if match.people else "person_not_found"
        return AttendanceProblem(row.number, None, code, name)
    if person in first_row:
        return AttendanceProblem(row.number, None, "person_repeated", str(first_row[person]))
    return None


def _marks(
    row: AttendanceRow, plan: AttendancePlan
) -> Iterator[tuple[DateColumn, ReadMark | None, tuple[str, str] | None]]:
    """Each day of a row that goes to a session: the mark, or the code and value of what is wrong with it."""
    cells, meanings = dict(row.cells), plan.meanings
    for column in plan.dates:
        if column.goes_to == LEFT_OUT:
            continue
        cell = cells.get(column.heading.place)
        if cell is None:
            # A day on which nobody has a mark says nothing of anybody.
            says_absent = plan.blank_is_absent and column.filled
            yield column, ReadMark(ABSENT) if says_absent else None, None
        elif is_formula_error(cell):
            yield column, None, ("formula_error", _short(cell.text))
        elif cell.own is None and not meanings.get(cell.key):
            yield column, None, ("mark_not_known", _short(cell.text))
        else:
            yield column, mark_of(cell, meanings), None


def _says_the_same(standing: MatrixMark, mark: ReadMark) -> bool:
    """What the file does not say, it does not contradict."""
    return (
        standing.status == mark.status
        and (mark.modality is None or mark.modality == standing.modality)
        and (mark.minutes is None or mark.minutes == standing.minutes)
    )


def _standing(people: Sequence[MatrixPerson]) -> dict[str, Mapping[str, MatrixMark]]:
    return {it.person_id: it.marks for it in people}


def _of_broken(row: BrokenRow) -> AttendanceProblem:
    return AttendanceProblem(row.number, None, row.code, row.value)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
