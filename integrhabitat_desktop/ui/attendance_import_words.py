"""What an import of attendance found, in words; no Qt here."""

from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.i18n import (
    N_,
    _,
    code_label,
    format_date,
    format_number,
    format_time,
    join_facts,
    ngettext,
)
from integrhabitat_desktop.use_cases.attendance_plan import AttendancePlan
from integrhabitat_desktop.use_cases.import_attendance import AttendanceProblem, AttendanceReport, Differing
from integrhabitat_desktop.use_cases.plan_activity import SessionRow
from integrhabitat_desktop.use_cases.write_attendance import ImportedAttendance

_PROBLEMS = {
    "person_not_found": N_("Nobody is registered under this name: {value}"),
    "person_unsure": N_("Several people may be meant: {value}"),
    "person_repeated": N_("The same person stands in row {value} already"),
    "mark_not_known": N_("This sign is not known: {value}"),
    "formula_error": N_("A formula of the file failed: {value}"),
    "name_missing": N_("There is no name: {value}"),
    "name_not_usable": N_("This is not a name: {value}"),
    "too_many_cells": N_("There are more cells than columns: {value}"),
}
_MOST_TITLES = 6


def problem_words(problem: AttendanceProblem) -> str:
    """Why a row or a mark is left out."""
    words = _(_PROBLEMS.get(problem.code, N_("This row cannot be read: {value}"))).format(value=problem.value)
    return join_facts(format_date(problem.day, "medium") if problem.day else "", words)


def plan_facts(plan: AttendancePlan) -> str:
    """The file in one line: its name, its days, where the list begins."""
    days = len(plan.dates)
    return join_facts(
        plan.path.name,
        ngettext("{count} day", "{count} days", days).format(count=format_number(days)),
        _("the list begins in row {number}").format(number=plan.layout.first_number),
        _("columns as chosen last time") if plan.as_last_time else None,
    )


def unsure_days_words(plan: AttendancePlan) -> str:
    """That the days may be read in two ways, with an example; "" where they are sure."""
    unsure = next((it.heading for it in plan.dates if it.heading.other_day), None)
    if unsure is None:
        return ""
    return _(
        "These days can be read in two ways: “{title}” as {day} or as {other}. They were read with the day first. If "
        "the month comes first in this file, plan the sessions of the activity before importing: they settle it."
    ).format(
        title=unsure.title,
        day=format_date(unsure.day, "medium"),
        other=format_date(unsure.other_day or unsure.day, "medium"),
    )


def impossible_days_words(plan: AttendancePlan) -> str:
    """Which titles are no day although they look like one; "" for none."""
    titles = plan.layout.impossible
    if not titles:
        return ""
    words = ngettext(
        "There is no such day: {titles}. The marks below it are not read.",
        "There are no such days: {titles}. The marks below them are not read.",
        len(titles),
    )
    return words.format(titles=", ".join(titles[:_MOST_TITLES]))


def report_words(report: AttendanceReport) -> str:
    """What an import would do, in one line."""
    new, same, other = len(report.wanted), report.unchanged, len(report.differing)
    rows = len({it.number for it in report.problems})
    parts = [
        ngettext("{count} new mark", "{count} new marks", new).format(count=format_number(new)),
        ngettext("{count} stands already", "{count} stand already", same).format(count=format_number(same)),
        ngettext("{count} differs", "{count} differ", other).format(count=format_number(other)),
        ngettext("{count} row with a problem", "{count} rows with a problem", rows).format(
            count=format_number(rows)
        ),
    ]
    return join_facts(*(part for part, count in zip(parts, (1, same, other, rows), strict=True) if count))


def consequences(report: AttendanceReport) -> str:
    """What is created beside the marks, in one line; "" where nothing is."""
    days = [format_date(it.heading.day, "short") for it in report.new_sessions]
    sessions = ngettext("{count} session is created", "{count} sessions are created", len(days))
    people = len(report.registered)
    registered = ngettext("{count} person is registered", "{count} people are registered", people)
    skipped = len(report.skipped)
    passed = ngettext(
        "{count} row passed over: nobody is in it", "{count} rows passed over: nobody is in them", skipped
    )
    return join_facts(
        f"{sessions.format(count=len(days))}: {', '.join(days)}" if days else "",
        registered.format(count=format_number(people)) if people else "",
        passed.format(count=format_number(skipped)) if skipped else "",
    )


def differing_words(differing: Differing) -> str:
    """A mark that stands, and what the file says instead."""
    standing = code_label("attendance_status", differing.standing.status)
    return _("{day}: {standing} here, {other} in the file").format(
        day=format_date(differing.day, "medium"),
        standing=standing,
        other=code_label("attendance_status", differing.mark.status),
    )


def session_words(session: SessionRow) -> str:
    """A session to choose: its day, time, and its state where it did not take place."""
    return join_facts(
        format_date(session.day, "medium"),
        format_time(session.starts_at) if session.starts_at else "",
        "" if takes_place(session.state) else code_label("session_state", session.state),
    )


def imported_words(imported: ImportedAttendance) -> str:
    """What was written."""
    count = len(imported.marks)
    words = ngettext("{count} mark imported.", "{count} marks imported.", count)
    return words.format(count=format_number(count))
