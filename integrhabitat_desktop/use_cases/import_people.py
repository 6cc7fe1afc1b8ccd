"""Import a register of people: propose, check, write everything in one transaction or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from integrhabitat_desktop.db.queries import look_alikes
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.document_number import document_key
from integrhabitat_desktop.domain.look_alike import Described, Likelihood, LikenessReason, judge
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.imports.columns import Column, find_header, propose_columns
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.person_row import ImportedPerson, RowProblem, RowReader
from integrhabitat_desktop.imports.problem_file import problem_csv
from integrhabitat_desktop.imports.raw_table import Cell, RawTable, read_table
from integrhabitat_desktop.imports.words import code_words
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.register_person import phone_key
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Contact, IdentityDocument, MobilityProfile, Person

__all__ = [
    "Column",
    "Duplicate",
    "ImportFailure",
    "ImportPlan",
    "ImportReport",
    "ImportedPerson",
    "LikenessReason",
    "RowProblem",
]

_PREVIEW_ROWS = 8
_REPORT_EVERY = 200


class Meter(Protocol):
    """Is told how far the work is, and ends it where the person cancelled."""

    def report(self, done: int, total: int, step: str = "") -> None: ...
    def raise_if_cancelled(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file as it was read, and what each column is taken for. Row numbers as spreadsheets count."""

    path: Path
    table: RawTable
    header: int | None
    columns: tuple[Column, ...]

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows under the titles, the first of them `first_number`."""
        return self.table.rows[self.first_number - 1 :]

    @property
    def first_number(self) -> int:
        """The number of the first row under the titles, as spreadsheets count."""
        return 1 if self.header is None else self.header + 2

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns; "" where there is none."""
        row = () if self.header is None else self.table.rows[self.header]
        titles = [str(cell) if cell is not None else "" for cell in row]
        return (*titles, *[""] * (len(self.columns) - len(titles)))

    @property
    def preview(self) -> tuple[tuple[str, ...], ...]:
        """The first rows under the titles."""
        return tuple(_as_text(row) for row in self.rows[:_PREVIEW_ROWS])

    @property
    def row_count(self) -> int:
        """How many rows stand under the titles."""
        return len(self.rows)

    def with_columns(self, columns: Sequence[Column]) -> "ImportPlan":
        """The same file with other meanings."""
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that looks like somebody: registered already (`person`), or of an earlier row (`row`)."""

    imported: ImportedPerson
    person: PersonSummary | None
    row: int | None
    reasons: tuple[LikenessReason, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import would do: add `people`, leave out `duplicates` unless asked to, and what could not be read."""

    plan: ImportPlan
    people: tuple[ImportedPerson, ...]
    duplicates: tuple[Duplicate, ...]
    problems: tuple[RowProblem, ...]

    @property
    def rows_left_out(self) -> int:
        """How many rows cannot be imported at all."""
        return sum(problem.is_row for problem in self.problems)


def propose(desk: Desk, path: Path) -> ImportPlan:
    """Read a file and propose what its columns mean. RuleViolation `not_allowed`; ImportFailure."""
    require(desk.staff, Permission.IMPORT_PEOPLE)
    table = read_table(path)
    header = find_header(table.rows)
    titles = () if header is None else table.rows[header] if table.rows else ()
    columns = propose_columns([*titles, *[None] * (table.width - len(titles))])
    plan = ImportPlan(path, table, header, columns)
    if not plan.rows:
        raise ImportFailure("no_rows")
    return plan


def check(desk: Desk, plan: ImportPlan, meter: Meter) -> ImportReport:
    """Read every row and compare it with everybody. Writes nothing. RuleViolation; ImportFailure, StoreError."""
    require(desk.staff, Permission.IMPORT_PEOPLE)
    if not {Column.NAME, Column.GIVEN_NAMES, Column.SURNAMES} & set(plan.columns):
        raise ImportFailure("no_name_column")
    titles = () if plan.header is None else plan.table.rows[plan.header]
    reader = RowReader(plan.columns, plan.rows, code_words(), desk.today(), titles)
    people: list[ImportedPerson] = []
    duplicates: list[Duplicate] = []
    problems: list[RowProblem] = []
    seen: dict[tuple[str, str], int] = {}
    total = plan.row_count
    for place, cells in enumerate(plan.rows):
        if place % _REPORT_EVERY == 0:
            meter.raise_if_cancelled()
            meter.report(place, total, "check")
        person, found = reader.read(plan.first_number + place, cells)
        problems += found
        if person is None:
            continue
        duplicate = _duplicate(desk, person, seen)
        if duplicate is not None:
            duplicates.append(duplicate)
            continue
        people.append(person)
    meter.report(total, total, "check")
    return ImportReport(plan, tuple(people), tuple(duplicates), tuple(problems))


def write_people(
    desk: Desk, report: ImportReport, meter: Meter, *, with_duplicates: bool = False
) -> tuple[str, ...]:
    """Write everybody of a report in one transaction and give their ids; cancelled or failed, nothing is written.

    RuleViolation `not_allowed`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.IMPORT_PEOPLE)
    wanted = [*report.people, *((it.imported for it in report.duplicates) if with_duplicates else ())]
    wanted.sort(key=lambda it: it.number)
    made = []
    with desk.store.transaction(desk.staff.id) as tx:
        for place, person in enumerate(wanted):
            if place % _REPORT_EVERY == 0:
                meter.raise_if_cancelled()
                meter.report(place, len(wanted), "write")
            made.append(_write(tx, desk, person))
        tx.audit(
            "import",
            "person",
            made[0] if made else "none",
            {"people": len(made), "left_out": report.rows_left_out + len(report.duplicates)},
        )
        meter.raise_if_cancelled()
    meter.report(len(wanted), len(wanted), "write")
    return tuple(made)


def problems_as_csv(
    report: ImportReport, sentence: Callable[[RowProblem], str], words: tuple[str, str]
) -> bytes:
    """The rows with problems as a CSV to correct: number, reason, and the row as it stood.

    `words` are the titles of the first two columns.
    """
    rows = []
    for problem in report.problems:
        stood = _as_text(report.plan.table.rows[problem.number - 1])
        rows.append([str(problem.number), sentence(problem), *stood])
    return problem_csv([*words, *report.plan.titles], rows)


def _duplicate(desk: Desk, person: ImportedPerson, seen: dict[tuple[str, str], int]) -> Duplicate | None:
    kind, number = person.document_type, person.document_number
    key = document_key(kind or "", number) if number else ""
    own = [("name", f"{fold(person.name)} {person.birth_date}")] if person.birth_date else []
    own += [("document", key)] if key else []
    for mark in own:
        if mark in seen:
            reason = LikenessReason.SAME_DOCUMENT if mark[0] == "document" else LikenessReason.SAME_NAME
            return Duplicate(person, None, seen[mark], (reason,))
    for mark in own:
        seen[mark] = person.number
    typed = Described(
        person.name, person.birth_date, person.birth_precision, frozenset([("", key)] if key else [])
    )
    candidates = look_alikes.look_alikes(
        desk.store, person.name, birth_date=person.birth_date, document_keys=(key,) if key else ()
    )
    best: Duplicate | None = None
    best_score = 0
    for candidate in candidates:
        there = candidate.person
        documents = frozenset(("", it.upper()) for it in candidate.document_keys)
        likeness = judge(
            typed, Described(there.name, there.birth_date, there.birth_precision, documents), desk.today()
        )
        if likeness.likelihood is Likelihood.LIKELY and likeness.score > best_score:
            best, best_score = Duplicate(person, there, None, likeness.reasons), likeness.score
    return best


def _write(tx: Transaction, desk: Desk, person: ImportedPerson) -> str:
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
    return person_id


def _contact(tx: Transaction, person_id: str, channel: str, value: str, key: str) -> Contact:
    return Contact(id=tx.new_id(), person=person_id, channel=channel, value=value, value_key=key or None)


def _as_text(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(str(cell) if cell is not None else "" for cell in cells)
