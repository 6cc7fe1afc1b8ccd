"""Import a register of people: write everybody of a checked file in one transaction, or nobody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.look_alike import LikenessReason
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.exports.sheet import FileForm, Sheet
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.raw_table import RawTable
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem, SkippedRow, SkipReason
from integrhabitat_desktop.imports.sheet_choice import SheetFacts
from integrhabitat_desktop.use_cases.check_register import ImportReport, check
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Duplicate, Meter
from integrhabitat_desktop.use_cases.read_register import ImportPlan, as_text, propose, with_titles_in
from integrhabitat_desktop.use_cases.register_person import Registration, records_of
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Consent

__all__ = [
    "Column",
    "Duplicate",
    "FileForm",
    "ImportChoice",
    "ImportConsent",
    "ImportFailure",
    "ImportPlan",
    "ImportReport",
    "ImportedPerson",
    "LikenessReason",
    "Meter",
    "RawTable",
    "RowProblem",
    "SheetFacts",
    "SkipReason",
    "SkippedRow",
    "check",
    "propose",
    "with_titles_in",
]

_REPORT_EVERY = 200


@dataclass(frozen=True, slots=True)
class ImportConsent:
    """On which basis (a code of `legal_basis`) everybody of a register was registered, by which notice, and when."""

    basis: str
    notice_version: str | None
    answered_on: str | None


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What to import beyond the clear rows: these `duplicates` by row number, and incomplete rows as far as they go.

    Without `consent` nobody has been asked.
    """

    duplicates: frozenset[int] = frozenset()
    with_incomplete: bool = False
    consent: ImportConsent | None = None

    def rows_of(self, report: ImportReport) -> list[ImportedPerson]:
        """Everybody who is to be written, in the order of the register."""
        wanted = [*report.people, *(report.incomplete if self.with_incomplete else ())]
        wanted += [it.imported for it in report.duplicates if it.imported.number in self.duplicates]
        return sorted(wanted, key=lambda it: it.number)


def write_people(
    desk: Desk, report: ImportReport, meter: Meter, choice: ImportChoice = ImportChoice()
) -> tuple[str, ...]:
    """Write everybody of a report in one transaction and give their ids; cancelled or failed, nothing is written.

    RuleViolation `not_allowed`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.IMPORT_PEOPLE)
    wanted = choice.rows_of(report)
    if not wanted:
        return ()
    made = []
    with desk.store.transaction(desk.staff.id) as tx:
        for place, person in enumerate(wanted):
            if place % _REPORT_EVERY == 0:
                meter.report(place, len(wanted), "write")
                meter.raise_if_cancelled()
            made.append(_write(tx, desk, person, choice.consent))
        left_out = report.plan.row_count - len(made)
        tx.audit("import", "person", made[0], {"people": len(made), "left_out": left_out})
        meter.report(len(wanted), len(wanted), "write")
        meter.raise_if_cancelled()
    return tuple(made)


def problems_as_file(
    report: ImportReport,
    sentence: Callable[[RowProblem], str],
    words: tuple[str, str],
    form: FileForm,
    passed_over: Callable[[SkippedRow], str] | None = None,
) -> bytes:
    """The rows with problems as a spreadsheet to correct and import: number, reasons, and the row as it stood.

    `words` are the titles of the first two columns. With `passed_over`, which says why, the filled rows in which
    nobody stands are among them.
    """
    by_row: dict[int, list[str]] = {}
    for problem in report.problems:
        by_row.setdefault(problem.number, []).append(sentence(problem))
    for row in report.skipped if passed_over is not None else ():
        if row.value and passed_over is not None:
            by_row.setdefault(row.number, []).append(passed_over(row))
    rows: list[Sequence[str | int | None]] = [
        [number, " · ".join(reasons), *as_text(report.plan.table.rows[number - 1])]
        for number, reasons in sorted(by_row.items())
    ]
    return written(Sheet(report.plan.path.stem, [[*words, *report.plan.titles]], rows), form)


def registration_of(row: ImportedPerson, first_contact_on: str | None = None) -> Registration:
    """Everything that a row says of a person."""
    return Registration(
        name=row.name,
        preferred_name=row.preferred_name,
        birth_date=row.birth_date,
        birth_precision=row.birth_precision,
        sex=row.sex,
        nationality=row.nationality,
        neighbourhood=row.neighbourhood,
        mobility_profile=row.mobility_profile,
        document_type=row.document_type,
        document_number=row.document_number,
        phones=row.phones,
        email=row.email,
        first_contact_on=first_contact_on,
    )


def _write(tx: Transaction, desk: Desk, person: ImportedPerson, consent: ImportConsent | None) -> str:
    # A register does not tell when somebody came first, and today it was not.
    records = records_of(tx, registration_of(person), desk.today().isoformat())
    person_id = records[0].id
    if consent is not None:
        records.append(
            Consent(
                id=natural_id(person_id, "REGISTER"),
                person=person_id,
                scope="REGISTER",
                state="GIVEN",
                basis=consent.basis,
                notice_version=consent.notice_version,
                answered_on=consent.answered_on,
            )
        )
    for record in records:
        tx.create(record)
    return person_id
