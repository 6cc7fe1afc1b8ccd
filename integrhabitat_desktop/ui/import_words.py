"""Columns and problems of an import in words; shared by the window and the command line, no Qt here."""

from integrhabitat_desktop.i18n import N_, _, format_number, join_facts, ngettext
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    ImportReport,
    RawTable,
    RowProblem,
    SheetFacts,
    SkippedRow,
    SkipReason,
)

_COLUMNS = {
    Column.IGNORE: N_("Leave out"),
    Column.NAME: N_("Full name"),
    Column.GIVEN_NAMES: N_("Given names"),
    Column.SURNAMES: N_("Surnames"),
    Column.PREFERRED_NAME: N_("Also known as"),
    Column.BIRTH_DATE: N_("Birth date"),
    Column.AGE: N_("Age"),
    Column.SEX: N_("Sex"),
    Column.NATIONALITY: N_("Nationality"),
    Column.DOCUMENT_TYPE: N_("Type of document"),
    Column.DOCUMENT_NUMBER: N_("Document number"),
    Column.PHONE: N_("Phone"),
    Column.EMAIL: N_("E-mail"),
    Column.NEIGHBOURHOOD: N_("Neighbourhood"),
    Column.MOBILITY_PROFILE: N_("Mobility profile"),
}
_PROBLEMS = {
    "name_missing": N_("There is no name: {value}"),
    "name_not_usable": N_("This is not a name: {value}"),
    "formula_as_name": N_("This is a formula and not a name: {value}"),
    "formula_sign": N_("The name begins with a sign of formulas: {value}"),
    "two_people": N_("There are two people in this row: {value}"),
    "quote_not_closed": N_("A quotation mark is not closed in this row: {value}"),
    "further_value": N_("{column}: the same person has “{value}” in this row; it is left out"),
    "document_rest": N_("The number is kept without what stands behind it: {value}"),
    "too_many_cells": N_("There are more cells than columns: {value}"),
    "date_not_readable": N_("The birth date cannot be read: {value}"),
    "age_not_readable": N_("The age cannot be read: {value}"),
    "word_not_known": N_("{column}: “{value}” is not known"),
    "document_not_readable": N_("The document has no number: {value}"),
    "number_rounded": N_("{column}: the spreadsheet rounded the number {value}"),
    "phone_not_readable": N_("This is no phone number: {value}"),
    "email_not_readable": N_("This is no e-mail address: {value}"),
    "formula_error": N_("{column}: a formula of the file failed: {value}"),
    "too_long": N_("{column}: the text is too long: {value}"),
}
_SPANS = 20  # more of them are cut
_SKIPPED = (
    (SkipReason.BLANK, N_("empty")),
    (SkipReason.TOTALS, N_("totals")),
    (SkipReason.TITLES, N_("titles again")),
    (SkipReason.REMARK, N_("remarks")),
    (SkipReason.SAME_PERSON, N_("more of the person above")),
)


def column_words(column: Column) -> str:
    """What a column holds, in the active language."""
    return _(_COLUMNS[column])


def problem_words(problem: RowProblem) -> str:
    """Why a row or a cell is left out, in the active language."""
    column = column_words(problem.column) if problem.column is not None else ""
    return _(_PROBLEMS[problem.code]).format(value=problem.value, column=column)


def report_words(report: ImportReport) -> str:
    """What was found in a register, in one line."""
    people, twice = len(report.people), len(report.duplicates)
    unclear = len({problem.number for problem in report.problems if not problem.is_note})
    clear = ngettext("{count} clear row", "{count} clear rows", people)
    repeated = ngettext("{count} looks registered already", "{count} look registered already", twice)
    broken = ngettext("{count} row with a problem", "{count} rows with a problem", unclear)
    return join_facts(
        clear.format(count=format_number(people)),
        repeated.format(count=format_number(twice)),
        broken.format(count=format_number(unclear)),
    )


def skipped_words(report: ImportReport) -> str:
    """Which rows were passed over, in one line; "" where none was."""
    total = len(report.skipped)
    if not total:
        return ""
    counts = [(words, sum(row.reason is reason for row in report.skipped)) for reason, words in _SKIPPED]
    kinds = [
        _("{kind}: {count}").format(kind=_(words), count=format_number(count))
        for words, count in counts
        if count
    ]
    text = ngettext(
        "{count} row passed over: nobody is in it", "{count} rows passed over: nobody is in them", total
    )
    return join_facts(text.format(count=format_number(total)), *kinds)


def empty_rows_words(report: ImportReport) -> str:
    """The numbers of rows in which nothing stands; "" where there is none."""
    numbers = [row.number for row in report.skipped if not row.value]
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    if not spans:
        return ""
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:_SPANS]]
    return _("Empty rows: {numbers}").format(
        numbers=", ".join([*shown, *(["…"] if len(spans) > _SPANS else [])])
    )


def skipped_row_words(row: SkippedRow) -> str:
    """Why one row was passed over, in the active language."""
    kinds = dict(_SKIPPED)
    return _("Passed over: {kind}").format(kind=_(kinds[row.reason]))


def other_sheets_words(table: RawTable) -> str:
    """Which sheet of several is read, and which others hold something."""
    others = [it for it in table.sheets if it.name != table.sheet]
    words = ngettext(
        "Only the sheet “{name}” is read. {count} other sheet holds rows too: {others}",
        "Only the sheet “{name}” is read. {count} other sheets hold rows too: {others}",
        len(others),
    )
    names = ", ".join(sheet_name(it) for it in others)
    return words.format(name=table.sheet, count=format_number(len(others)), others=names)


def two_people_words() -> str:
    """What to do with a register that has two people in each row."""
    return _(
        "Each row of this register names two people. Import it twice: once with the columns of the second person "
        "left out, once with those of the first."
    )


def sheet_name(sheet: SheetFacts) -> str:
    """A sheet by its name, with how many rows it has."""
    words = ngettext("{name} ({count} row)", "{name} ({count} rows)", sheet.row_count)
    named = words.format(name=sheet.name, count=format_number(sheet.row_count))
    return _("{name}, hidden").format(name=named) if sheet.is_hidden else named


def empty_formula_words(count: int) -> str:
    """That formulas without a result count as empty cells."""
    words = ngettext(
        "{count} formula has no result and counts as an empty cell: "
        "open the file in a spreadsheet program and save it.",
        "{count} formulas have no result and count as empty cells: "
        "open the file in a spreadsheet program and save it.",
        count,
    )
    return words.format(count=format_number(count))
