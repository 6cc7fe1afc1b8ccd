"""Check a register before anything is written: who would be added, who is known, what cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import NAMES
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.header import heading_rows
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem, SkippedRow, SkipReason
from integrhabitat_desktop.imports.same_person import continued_rows, with_further_row
from integrhabitat_desktop.imports.words import code_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Duplicate, Meter, RegisterComparison
from integrhabitat_desktop.use_cases.read_register import ImportPlan, remember

_REPORT_EVERY = 200
_SHOWN: Final = 120  # signs of a row that is passed over


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import would do: add `people`. `incomplete` rows, of which a cell cannot be read, and `duplicates`
    are left out unless they are asked for; the `problems` that concern whole rows are left out in any case. In
    `skipped` rows nobody stands: empty ones, totals, titles that are repeated."""

    plan: ImportPlan
    people: tuple[ImportedPerson, ...]
    incomplete: tuple[ImportedPerson, ...]
    duplicates: tuple[Duplicate, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[SkippedRow, ...] = ()


def check(desk: Desk, plan: ImportPlan, meter: Meter) -> ImportReport:
    """Read every row and compare it with everybody. Writes nobody; what the columns were taken for is remembered.

    RuleViolation; ImportFailure, StoreError.
    """
    require(desk.staff, Permission.IMPORT_PEOPLE)
    if not NAMES & set(plan.columns):
        raise ImportFailure("no_name_column")
    remember(desk, plan)
    reading, comparison = _Reading(desk, plan), RegisterComparison(desk.today())
    for place, cells in enumerate(plan.rows):
        if place % _REPORT_EVERY == 0:
            meter.report(place, plan.row_count, "check")
            meter.raise_if_cancelled()
        number = plan.first_number + place
        if not reading.goes_on(number):
            reading.hand_over(comparison)
        reading.read(number, cells)
    reading.hand_over(comparison)
    duplicates = comparison.duplicates(desk, meter)
    meter.report(plan.row_count, plan.row_count, "check")
    apart = {it.imported.number for it in duplicates}
    people, broken = reading.people.values(), reading.broken
    return ImportReport(
        plan,
        people=tuple(it for it in people if it.number not in apart | broken),
        incomplete=tuple(it for it in people if it.number in broken - apart),
        duplicates=duplicates,
        problems=tuple(reading.problems),
        skipped=tuple(reading.skipped),
    )


class _Reading:
    """The rows of a register one after the other, and what they turned out to be."""

    def __init__(self, desk: Desk, plan: ImportPlan) -> None:
        self.people: dict[int, ImportedPerson] = {}
        self.problems: list[RowProblem] = []
        self.skipped: list[SkippedRow] = []
        # Rows of people of whom something cannot be read.
        self.broken: set[int] = set()
        self._open: list[int] = []
        self._continued = continued_rows(plan.table, plan.columns)
        titles = () if plan.header is None else plan.table.rows[plan.header.first : plan.header.last + 1]
        named = {place for place, column in enumerate(plan.columns) if column in NAMES}
        second = plan.second_people & named
        self._reader = RowReader(
            plan.columns,
            plan.rows,
            code_words(),
            desk.today(),
            titles,
            heading_rows(plan.table),
            # Who leaves out the first person of each row wants the second.
            second=second if named - second else frozenset(),
            open_quotes=plan.table.open_quotes,
            epoch=plan.table.epoch,
        )

    def goes_on(self, number: int) -> bool:
        """Whether a row adds to the person of the row before."""
        return number in self._continued

    def hand_over(self, comparison: RegisterComparison) -> None:
        """Have those compared to whom no row adds anything more."""
        for number in self._open:
            comparison.add(self.people[number])
        self._open.clear()

    def read(self, number: int, cells: tuple[Cell, ...]) -> None:
        """Take one more row."""
        reason = self._reader.skip_reason(number, cells)
        if reason is not None:
            self.skipped.append(_skipped(number, reason, cells))
            return
        person, found = self._reader.read(number, cells)
        first = self.people.get(self._continued.get(number, 0))
        if first is not None:
            self.skipped.append(_skipped(number, SkipReason.SAME_PERSON, cells))
            if person is not None:
                self.people[first.number], more = with_further_row(first, person)
                found = [*found, *more]
        elif person is not None:
            self.people[number] = person
            self._open.append(number)
        self.problems += found
        if any(not problem.is_note for problem in found):
            self.broken.add(number if first is None else first.number)


def _skipped(number: int, reason: SkipReason, cells: Iterable[Cell]) -> SkippedRow:
    text = " · ".join(str(cell) for cell in cells if cell is not None)
    return SkippedRow(number, reason, text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
