"""Read a register and say what its columns are taken for: by their titles, or as somebody chose last time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import (
    REPEATABLE,
    Column,
    propose_column,
    propose_columns,
    second_people,
)
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.header import Header, find_header, header_at
from integrhabitat_desktop.imports.raw_table import RawTable, read_table
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_columns import KeptMeanings, columns_of_last_time, keep_columns

_PREVIEW_ROWS = 8
_TITLE_ROWS = 30


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file as it was read, and what each column is taken for. Row numbers as spreadsheets count.

    `as_last_time` tells that somebody chose some of these meanings for a register with the same titles.
    """

    path: Path
    table: RawTable
    header: Header | None
    columns: tuple[Column, ...]
    as_last_time: bool = False

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows under the titles, the first of them `first_number`."""
        return self.table.rows[self.first_number - 1 :]

    @property
    def first_number(self) -> int:
        """The number of the first row under the titles, as spreadsheets count."""
        return 1 if self.header is None else self.header.last + 2

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns; "" where there is none."""
        titles = () if self.header is None else self.header.full_titles
        return (*titles, *[""] * (len(self.columns) - len(titles)))

    @property
    def second_people(self) -> frozenset[int]:
        """The places of columns that name a second person in the same row."""
        return frozenset() if self.header is None else second_people(self.header.titles, self.header.groups)

    @property
    def preview(self) -> tuple[tuple[str, ...], ...]:
        """The first rows under the titles."""
        return tuple(as_text(row) for row in self.rows[:_PREVIEW_ROWS])

    @property
    def first_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows among which the titles stand, as they stand in the file."""
        return tuple(as_text(row) for row in self.table.rows[:_TITLE_ROWS])

    @property
    def row_count(self) -> int:
        """How many rows stand under the titles."""
        return len(self.rows)

    def with_columns(self, columns: Sequence[Column]) -> "ImportPlan":
        """The same file with other meanings."""
        return replace(self, columns=tuple(columns))


def propose(desk: Desk, path: Path, sheet: str | None = None) -> ImportPlan:
    """Read a file and propose what its columns mean, as somebody chose last time for the same titles.

    Of a workbook the `sheet` of this name, or the one that looks most like a register.
    RuleViolation `not_allowed`; ImportFailure, StoreError.
    """
    require(desk.staff, Permission.IMPORT_PEOPLE)
    kept = columns_of_last_time(desk)

    def meaning(title: Cell) -> Column:
        (chosen,) = kept.of_titles([str(title or "")])
        return chosen or propose_column(title)

    table = read_table(path, sheet, meaning)

    def weigh(row: int) -> int:
        titles = header_at(table, row).full_titles if kept and table.rows[row] else ()
        # What somebody chose says more than what a title may mean.
        return 2 * sum(it is not None for it in kept.of_titles(titles))

    plan = _plan(path, table, find_header(table, weigh), kept)
    if not plan.rows:
        raise ImportFailure("formulas_without_value" if table.empty_formulas else "no_rows")
    return plan


def with_titles_in(desk: Desk, plan: ImportPlan, row: int | None) -> ImportPlan:
    """The same file with its titles in another row, counted from 0, or nowhere. RuleViolation; StoreError."""
    require(desk.staff, Permission.IMPORT_PEOPLE)
    header = None if row is None else header_at(plan.table, row)
    return _plan(plan.path, plan.table, header, columns_of_last_time(desk))


def _plan(path: Path, table: RawTable, header: Header | None, kept: KeptMeanings) -> ImportPlan:
    columns = _by_titles(table, header)
    chosen = () if header is None else kept.of_titles(header.full_titles)
    if not any(chosen):
        return ImportPlan(path, table, header, columns)
    # What was chosen is not taken a second time for a column that only looks alike.
    taken = {it for it in chosen if it is not None and it not in REPEATABLE}
    merged = [
        chosen[place] if place < len(chosen) and chosen[place] is not None else own
        for place, own in enumerate(Column.IGNORE if it in taken else it for it in columns)
    ]
    return ImportPlan(path, table, header, tuple(it or Column.IGNORE for it in merged), as_last_time=True)


def _by_titles(table: RawTable, header: Header | None) -> tuple[Column, ...]:
    titles: Sequence[str] = () if header is None else header.titles
    groups: Sequence[str] = () if header is None else header.groups
    return propose_columns([*titles, *[None] * (table.width - len(titles))], groups)


def remember(desk: Desk, plan: ImportPlan) -> None:
    """Keep what was chosen for these titles where the titles alone would say something else. StoreError."""
    if plan.header is not None and (plan.as_last_time or plan.columns != _by_titles(plan.table, plan.header)):
        keep_columns(desk, plan.header.full_titles, plan.columns)


def as_text(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Cells as they are shown."""
    return tuple(str(cell) if cell is not None else "" for cell in cells)
