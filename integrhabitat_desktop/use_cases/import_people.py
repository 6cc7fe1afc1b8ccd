"""Import a register of people: check every row, write everything in one transaction or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import LikenessReason
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.exports.sheet import FileForm, Sheet
from integrhabitat_desktop.exports.written_sheet import written
from integrhabitat_desktop.imports.columns import Column
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.header import heading_rows
from integrhabitat_desktop.imports.person_row import RowReader
from integrhabitat_desktop.imports.row_answers import ImportedPerson, RowProblem, SkippedRow, SkipReason
from integrhabitat_desktop.imports.words import code_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_duplicates import Duplicate, Meter, RegisterComparison
from integrhabitat_desktop.use_cases.read_register import (
    ImportPlan,
    as_text,
    propose,
    remember,
    with_titles_in,
)
from integrhabitat_desktop.use_cases.register_person import phone_key
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Consent, Contact, IdentityDocument, MobilityProfile, Person

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
    "RowProblem",
    "SkipReason",
    "SkippedRow",
    "propose",
    "with_titles_in",
]

_REPORT_EVERY = 200


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

    @property
    def rows_left_out(self) -> int:
        """How many rows cannot be imported at all."""
        return len({problem.number for problem in self.problems if problem.is_row})


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


def check(desk: Desk, plan: ImportPlan, meter: Meter) -> ImportReport:
    """Read every row and compare it with everybody. Writes nobody; what the columns were taken for is remembered.

    RuleViolation; ImportFailure, StoreError.
    """
    require(desk.staff, Permission.IMPORT_PEOPLE)
    if not {Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES} & set(plan.columns):
        raise ImportFailure("no_name_column")
    remember(desk, plan)
    titles = () if plan.header is None else plan.table.rows[plan.header.first : plan.header.last + 1]
    headings = heading_rows(plan.table)
    reader = RowReader(plan.columns, plan.rows, code_words(), desk.today(), titles, headings)
    comparison = RegisterComparison(desk.today())
    people: list[ImportedPerson] = []
    problems: list[RowProblem] = []
    skipped: list[SkippedRow] = []
    for place, cells in enumerate(plan.rows):
        if place % _REPORT_EVERY == 0:
            meter.report(place, plan.row_count, "check")
            meter.raise_if_cancelled()
        number = plan.first_number + place
        reason = reader.skip_reason(number, cells)
        if reason is not None:
            skipped.append(SkippedRow(number, reason))
            continue
        person, found = reader.read(number, cells)
        problems += found
        if person is not None:
            comparison.add(person)
            people.append(person)
    duplicates = comparison.duplicates(desk, meter)
    meter.report(plan.row_count, plan.row_count, "check")
    apart = {it.imported.number for it in duplicates}
    broken = {it.number for it in problems}
    return ImportReport(
        plan,
        people=tuple(it for it in people if it.number not in apart | broken),
        incomplete=tuple(it for it in people if it.number in broken - apart),
        duplicates=duplicates,
        problems=tuple(problems),
        skipped=tuple(skipped),
    )


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
    report: ImportReport, sentence: Callable[[RowProblem], str], words: tuple[str, str], form: FileForm
) -> bytes:
    """The rows with problems as a spreadsheet to correct and import: number, reasons, and the row as it stood.

    `words` are the titles of the first two columns.
    """
    by_row: dict[int, list[str]] = {}
    for problem in report.problems:
        by_row.setdefault(problem.number, []).append(sentence(problem))
    rows: list[Sequence[str | int | None]] = [
        [number, " · ".join(reasons), *as_text(report.plan.table.rows[number - 1])]
        for number, reasons in by_row.items()
    ]
    return written(Sheet(report.plan.path.stem, [[*words, *report.plan.titles]], rows), form)


def _write(tx: Transaction, desk: Desk, person: ImportedPerson, consent: ImportConsent | None) -> str:
    today = desk.today().isoformat()
    person_id = tx.new_id()
    tx.create(
        Person(
            id=person_id,
            name=person.name,
            preferred_name=person.preferred_name,
            birth_date=person.birth_date,
            birth_precision=person.birth_precision,
            sex=person.sex,
            nationality=person.nationality,
            neighbourhood=person.neighbourhood,
        )
    )
    if person.document_type:
        kind, number = person.document_type, person.document_number
        tx.create(
            IdentityDocument(
                id=tx.new_id(),
                person=person_id,
                document_type=kind,
                number=number,
                number_key=document_key(kind, number) if number else None,
                issuing_country=None if kind.startswith("ANY") else kind[:2],
            )
        )
    for phone in person.phones:
        tx.create(_contact(tx, person_id, "PHONE", phone, phone_key(phone)))
    if person.email:
        tx.create(_contact(tx, person_id, "EMAIL", person.email, person.email.casefold()))
    if person.mobility_profile:
        tx.create(
            MobilityProfile(
                id=natural_id(person_id, today),
                person=person_id,
                valid_from=today,
                profile=person.mobility_profile,
            )
        )
    if consent is not None:
        tx.create(
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
    return person_id


def _contact(tx: Transaction, person_id: str, channel: str, value: str, key: str) -> Contact:
    return Contact(id=tx.new_id(), person=person_id, channel=channel, value=value, value_key=key or None)
