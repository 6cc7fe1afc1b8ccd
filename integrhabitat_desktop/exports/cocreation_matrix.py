"""The systematisation matrix as a spreadsheet with an HXL row: a line for each line of the matrix, causes repeated."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from integrhabitat_desktop.domain.problem_tree import MatrixRow
from integrhabitat_desktop.exports.sheet import Sheet


class MatrixColumn(Enum):
    """The columns with their HXL tags; "" where the standard has none."""

    THEME = "#subsector+name"
    CAUSE = "#description+cause"
    ASSET = "#capacity+name"
    DIFFERENTIAL = "#description+differential"
    SOLUTION = "#description+solution"
    VOTES = "#indicator+votes+num"
    RESPONSIBLE = "#org+impl"
    STATUS = "#status+code"
    STATUS_ON = "#date+start"
    STATUS_REASON = "#description+reason"


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """How the sheet speaks to people: its name, the title of a column, a theme and a status in words."""

    name: str
    title: Callable[[MatrixColumn], str]
    theme: Callable[[str], str]
    status: Callable[[str], str]


def matrix_sheet(themes: Iterable[tuple[str, Iterable[MatrixRow]]], words: MatrixWords) -> Sheet:
    """A sheet with titles, the tags below them, and the lines of each theme (a code of its list)."""
    titles = [words.title(column) for column in MatrixColumn]
    return Sheet(words.name, [titles, [column.value for column in MatrixColumn]], _rows(themes, words))


def _rows(
    themes: Iterable[tuple[str, Iterable[MatrixRow]]], words: MatrixWords
) -> Iterator[list[str | int | None]]:
    for theme, rows in themes:
        for row in rows:
            solution = row.solution
            yield [
                words.theme(theme),
                row.cause.words if row.cause else None,
                row.asset.words if row.asset else None,
                row.differential.words if row.differential else None,
                solution.words if solution else None,
                solution.votes if solution else None,
                solution.responsible if solution else None,
                words.status(solution.status) if solution and solution.status else None,
                solution.status_on if solution else None,
                solution.status_reason if solution else None,
            ]
