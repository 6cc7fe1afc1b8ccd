"""The import at the command line: says what it would do, then does it, all or nothing."""

from pathlib import Path
from typing import TextIO

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.import_words import column_words, problem_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    ImportReport,
    check,
    problems_as_csv,
    propose,
    write_people,
)

_SHOWN = 20


class TerminalMeter:
    """Writes how far the work is, on one line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def report(self, done: int, total: int, step: str = "") -> None:
        """Show progress where somebody watches; a file or pipe gets none."""
        if self._out.isatty():
            words = _("checking") if step == "check" else _("writing")
            self._out.write(f"\r{words} {format_number(done)} / {format_number(total)} ")
            if done == total:
                self._out.write("\n")
            self._out.flush()

    def raise_if_cancelled(self) -> None:
        """Ctrl+C raises by itself."""


def run_import(file: Path, desk: Desk, out: TextIO, *, dry_run: bool, problems: Path | None) -> int:
    """Import the people of `file` and say what was done; gives the exit status. ImportFailure, StoreError."""
    meter = TerminalMeter(out)
    plan = propose(desk, file)
    for title, column in zip(plan.titles, plan.columns, strict=True):
        if column is not Column.IGNORE:
            out.write(f"  {title} → {column_words(column)}\n")
    report = check(desk, plan, meter)
    _tell(report, out)
    if problems is not None and report.problems:
        content = problems_as_csv(report, problem_words, (_("Row"), _("Reason")))
        problems.write_bytes(content)
        out.write(_("The rows with problems are in {file}.").format(file=problems) + "\n")
    if dry_run:
        out.write(_("Nothing was written: this was a dry run.") + "\n")
        return 0
    made = len(write_people(desk, report, meter))
    words = ngettext("{count} participant imported.", "{count} participants imported.", made)
    out.write(words.format(count=format_number(made)) + "\n")
    return 0


def _tell(report: ImportReport, out: TextIO) -> None:
    people, twice = len(report.people), len(report.duplicates)
    lines = [
        ngettext("{count} person to add", "{count} people to add", people).format(
            count=format_number(people)
        ),
        ngettext("{count} looks registered already", "{count} look registered already", twice).format(
            count=format_number(twice)
        ),
        ngettext("{count} row left out", "{count} rows left out", report.rows_left_out).format(
            count=format_number(report.rows_left_out)
        ),
    ]
    out.write("\n".join(lines) + "\n")
    for problem in report.problems[:_SHOWN]:
        out.write(
            "  "
            + _("Row {number}: {reason}").format(number=problem.number, reason=problem_words(problem))
            + "\n"
        )
    if len(report.problems) > _SHOWN:
        rest = len(report.problems) - _SHOWN
        out.write("  " + ngettext("and {count} more", "and {count} more", rest).format(count=rest) + "\n")
