"""The import at the command line: says what it would do, then does it, all or nothing."""

from pathlib import Path
from typing import TextIO

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.import_words import (
    column_words,
    empty_formula_words,
    empty_rows_words,
    other_sheets_words,
    problem_words,
    report_words,
    skipped_row_words,
    skipped_words,
    two_people_words,
)
from integrhabitat_desktop.ui.person_texts import likeness_reasons
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    FileForm,
    ImportChoice,
    ImportReport,
    check,
    problems_as_file,
    propose,
    write_people,
)
from integrhabitat_protocol.errors import ExpectedError

_SHOWN = 20


class TerminalMeter:
    """Writes how far the work is, on one line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def report(self, done: int, total: int, step: str = "") -> None:
        """Show progress where somebody watches; a file or pipe gets none."""
        if self._out.isatty():
            words = _("writing") if step == "write" else _("checking")
            self._out.write(f"\r{words} {format_number(done)} / {format_number(total)} ")
            if done == total:
                self._out.write("\n")
            self._out.flush()

    def raise_if_cancelled(self) -> None:
        """Ctrl+C raises by itself."""


def run_import(
    file: Path,
    desk: Desk,
    out: TextIO,
    *,
    dry_run: bool,
    problems: Path | None,
    with_incomplete: bool = False,
    sheet: str | None = None,
) -> int:
    """Import the people of `file` and say what was done; gives the exit status. ImportFailure, StoreError.

    `problems` is where the rows with problems are written; `with_incomplete` imports rows of which a cell cannot be
    read, with that cell left empty; `sheet` is the one of a workbook to read.
    """
    meter = TerminalMeter(out)
    plan = propose(desk, file, sheet)
    for title, column in zip(plan.titles, plan.columns, strict=True):
        if column is not Column.IGNORE:
            out.write(f"  {title} → {column_words(column)}\n")
    if plan.table.empty_formulas:
        out.write(empty_formula_words(plan.table.empty_formulas) + "\n")
    if len(plan.table.sheets) > 1:
        out.write(other_sheets_words(plan.table) + "\n")
    if plan.second_people:
        out.write(two_people_words() + "\n")
    report = check(desk, plan, meter)
    _tell(report, out)
    if problems is not None and (report.problems or any(it.value for it in report.skipped)):
        titles = (_("Row"), _("Reason"))
        content = problems_as_file(
            report, problem_words, titles, FileForm.of_name(problems), passed_over=skipped_row_words
        )
        try:
            problems.write_bytes(content)
        except OSError as refused:
            raise ExpectedError("file_not_written") from refused
        out.write(_("The rows with problems are in {file}.").format(file=problems) + "\n")
    if dry_run:
        out.write(_("Nothing was written: this was a dry run.") + "\n")
        return 0
    made = len(write_people(desk, report, meter, ImportChoice(with_incomplete=with_incomplete)))
    words = ngettext("{count} participant imported.", "{count} participants imported.", made)
    out.write(words.format(count=format_number(made)) + "\n")
    return 0


def _tell(report: ImportReport, out: TextIO) -> None:
    """At most some rows of each kind: a terminal is no place to read thousands; --problems writes them all."""
    out.write(report_words(report) + "\n")
    if report.skipped:
        out.write(skipped_words(report) + "\n")
    if empty := empty_rows_words(report):
        out.write(empty + "\n")
    again = _("{name} looks registered already ({reasons})")
    duplicates = [
        (it.imported.number, again.format(name=it.imported.name, reasons=likeness_reasons(it.reasons)))
        for it in report.duplicates
    ]
    skipped = [(it.number, f"{skipped_row_words(it)}: {it.value}") for it in report.skipped if it.value]
    for rows in (duplicates, [(it.number, problem_words(it)) for it in report.problems], skipped):
        for number, reason in rows[:_SHOWN]:
            out.write("  " + _("Row {number}: {reason}").format(number=number, reason=reason) + "\n")
        rest = len(rows) - _SHOWN
        if rest > 0:
            words = ngettext("and {count} more", "and {count} more", rest)
            out.write("  " + words.format(count=format_number(rest)) + "\n")
