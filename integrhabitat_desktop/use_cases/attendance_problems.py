"""The rows of an attendance matrix that were left out, as a spreadsheet to correct and import again."""

from collections.abc import Callable, Sequence

from integrhabitat_desktop.exports.sheet import FileForm, Sheet
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.use_cases.import_attendance import AttendanceProblem, AttendanceReport

__all__ = ["FileForm", "problems_as_file"]


def problems_as_file(
    report: AttendanceReport,
    sentence: Callable[[AttendanceProblem], str],
    words: tuple[str, str],
    form: FileForm,
) -> bytes:
    """Number, reasons, and each row as it stood; `words` are the titles of the first two columns."""
    by_row: dict[int, list[str]] = {}
    for problem in report.problems:
        by_row.setdefault(problem.number, []).append(sentence(problem))
    table, header = report.plan.table, report.plan.layout.header
    rows: list[Sequence[str | int | None]] = [
        [number, " · ".join(reasons), *_as_text(table.rows[number - 1])] for number, reasons in by_row.items()
    ]
    titles = [[*words, *_as_text(table.rows[header.last])]]
    return written(Sheet(report.plan.path.stem, titles, rows), form)


def _as_text(cells: Sequence[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]
