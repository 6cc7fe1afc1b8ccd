"""A register comes in whole or not at all; who is registered already is not registered twice."""

import csv
import io
from pathlib import Path

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.resource_folder import resource_path
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    FileForm,
    ImportChoice,
    ImportConsent,
    ImportReport,
    SkipReason,
    check,
    problems_as_file,
    propose,
    write_people,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person

REGISTER = """REGISTRO 2026;;;;
Nombre;Nacimiento;Documento;Celular;Barrio
Ana Luz Ruiz Paz;17/11/1989;CC 1.234.567;300 111 2233;Siloé
Wilmer Toapanta;31/02/1990;;;
;1/1/1990;;;
ANA LUZ RUIZ PAZ;17-11-89;;;
Marielbys Chirinos Gil;1979;V-9.876.543;;
TOTAL: 5;;;;
"""


class Cancelled(Exception):  # noqa: N818 - a wish, not a fault
    """The wish of whoever imports."""


class Watch:
    """Notes what is reported, and cancels when a step begins."""

    def __init__(self, cancel_at: str = "") -> None:
        self.steps: list[str] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int, step: str = "") -> None:
        assert 0 <= done <= total
        self.steps.append(step)

    def raise_if_cancelled(self) -> None:
        if self._cancel_at and self._cancel_at in self.steps:
            raise Cancelled


def checked(desk: Desk, folder: Path, text: str = REGISTER) -> ImportReport:
    path = folder / "register.csv"
    path.write_text(text, encoding="cp1252")
    return check(desk, propose(desk, path), Watch())


def count(desk: Desk, table: str) -> int:
    return int(desk.store.fetch(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - names of the test


def test_a_register_is_proposed_checked_and_written(desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path)
    assert report.plan.row_count == 6
    assert [it.name for it in report.people] == ["Ana Luz Ruiz Paz", "Marielbys Chirinos Gil"]
    assert [it.name for it in report.incomplete] == ["Wilmer Toapanta"]
    assert [(it.imported.number, it.row) for it in report.duplicates] == [(6, 3)]
    assert [(it.number, it.code) for it in report.problems] == [(4, "date_not_readable"), (5, "name_missing")]
    assert [(it.number, it.reason) for it in report.skipped] == [(8, SkipReason.TOTALS)]
    assert count(desk, "person") == 0

    ana, _marielbys = write_people(desk, report, Watch())
    assert desk.store.fetch("SELECT name, birth_date, neighbourhood FROM person WHERE id = ?", (ana,)) == [
        ("Ana Luz Ruiz Paz", "1989-11-17", "Siloé")
    ]
    documents = desk.store.fetch(
        "SELECT document_type, number_key FROM identity_document WHERE person = ?", (ana,)
    )
    assert documents == [("CO-CC", "1234567")]
    assert desk.store.fetch("SELECT channel, value_key FROM contact") == [("PHONE", "3001112233")]
    assert count(desk, "consent") == 0
    assert desk.store.fetch("SELECT count(*) FROM audit WHERE action = 'import'") == [(1,)]


def test_the_same_register_again_adds_nobody(desk: Desk, tmp_path: Path) -> None:
    write_people(desk, checked(desk, tmp_path), Watch())
    again = checked(desk, tmp_path)
    assert again.people == ()
    assert {it.person.name for it in again.duplicates if it.person} == {
        "Ana Luz Ruiz Paz",
        "Marielbys Chirinos Gil",
    }
    assert write_people(desk, again, Watch()) == ()


def test_a_duplicate_is_imported_where_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path)
    made = write_people(desk, report, Watch(), ImportChoice(duplicates=frozenset({6}), with_incomplete=True))
    assert len(made) == 4
    assert count(desk, "person") == 4


def test_somebody_registered_at_the_door_is_recognised_by_sound(desk: Desk, tmp_path: Path) -> None:
    register_person(
        desk,
        Registration("Marielvis Chirinos Jil", birth_date="1979-06-08", birth_precision="DAY"),
        check_in=False,
    )
    (duplicate,) = [it for it in checked(desk, tmp_path).duplicates if it.person]
    assert duplicate.imported.name == "Marielbys Chirinos Gil"


def test_consent_is_asked_once_for_all(desk: Desk, tmp_path: Path) -> None:
    consent = ImportConsent("CONSENT", "2025-2", "2026-10-01")
    write_people(desk, checked(desk, tmp_path), Watch(), ImportChoice(consent=consent))
    given = desk.store.fetch("SELECT scope, state, basis, notice_version, answered_on FROM consent")
    assert given == [("REGISTER", "GIVEN", "CONSENT", "2025-2", "2026-10-01")] * 2


@pytest.mark.parametrize("step", ["check", "compare"])
def test_a_check_can_be_cancelled(desk: Desk, tmp_path: Path, step: str) -> None:
    plan = checked(desk, tmp_path).plan
    register_person(desk, Registration("Ana Luz Ruiz Paz"), check_in=False)
    with pytest.raises(Cancelled):
        check(desk, plan, Watch(cancel_at=step))


def test_an_import_that_is_cancelled_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path)
    with pytest.raises(Cancelled):
        write_people(desk, report, Watch(cancel_at="write"))
    for table in ("person", "identity_document", "contact", "outbox", "audit"):
        assert count(desk, table) == 0, table


def test_an_import_that_fails_half_way_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path)
    desk.store.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.identity_document"
        " WHEN new.number_key = '9876543' BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(Exception, match="disk full"):
        write_people(desk, report, Watch())
    desk.store.connection.execute("DROP TRIGGER full")
    assert count(desk, "person") == count(desk, "outbox") == 0
    assert len(write_people(desk, report, Watch())) == 2


def test_the_problems_are_a_file_to_correct_and_import(desk: Desk, tmp_path: Path) -> None:
    text = REGISTER.replace("Wilmer Toapanta", "=Wilmer Toapanta")
    report = checked(desk, tmp_path, text)
    content = problems_as_file(report, lambda problem: problem.code, ("Fila", "Motivo"), FileForm.CSV)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Fila", "Motivo", "Nombre", "Nacimiento", "Documento", "Celular", "Barrio"]
    assert rows[1][:4] == ["4", "formula_sign · date_not_readable", "'=Wilmer Toapanta", "31/02/1990"]
    corrected = content.decode("utf-8-sig").replace("31/02/1990", "28/02/1990")
    again = checked(desk, tmp_path, corrected)
    assert again.plan.columns[:3] == (Column.IGNORE, Column.IGNORE, Column.NAME)
    assert [(it.name, it.birth_date) for it in again.incomplete] == [("=Wilmer Toapanta", "1990-02-28")]


def test_the_problems_as_a_workbook_come_back_whole(desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path, REGISTER.replace("Wilmer Toapanta", "=Wilmer Toapanta"))
    path = tmp_path / "problems.xlsx"
    path.write_bytes(
        problems_as_file(report, lambda problem: problem.code, ("Fila", "Motivo"), FileForm.of_name(path))
    )
    again = propose(desk, path)
    assert again.titles == ("Fila", "Motivo", "Nombre", "Nacimiento", "Documento", "Celular", "Barrio")
    assert again.preview[0] == ("4", "formula_sign · date_not_readable", "=Wilmer Toapanta", "31/02/1990")
    assert [it.name for it in check(desk, again, Watch()).incomplete] == ["=Wilmer Toapanta"]


def test_a_list_without_titles_is_mapped_by_hand(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Ana Ruiz;17/11/1989\nEva Paz;5/4/1990\n", encoding="utf-8")
    plan = propose(desk, path)
    assert plan.titles == ("", "")
    assert plan.preview == (("Ana Ruiz", "17/11/1989"), ("Eva Paz", "5/4/1990"))
    with pytest.raises(ImportFailure) as refused:
        check(desk, plan, Watch())
    assert refused.value.code == "no_name_column"
    report = check(desk, plan.with_columns([Column.NAME, Column.BIRTH_DATE]), Watch())
    assert [(it.number, it.name, it.birth_date) for it in report.people] == [
        (1, "Ana Ruiz", "1989-11-17"),
        (2, "Eva Paz", "1990-04-05"),
    ]


@pytest.mark.parametrize("content", [b"", b"Nombre;Edad\n", b"\n\n\n"])
def test_a_file_without_rows_is_told(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFailure) as refused:
        propose(desk, path)
    assert refused.value.code == "no_rows"


def test_only_a_coordinator_imports(reception: Desk, desk: Desk, tmp_path: Path) -> None:
    report = checked(desk, tmp_path)
    for refused in (
        lambda: propose(reception, tmp_path / "register.csv"),
        lambda: check(reception, report.plan, Watch()),
        lambda: write_people(reception, report, Watch()),
    ):
        with pytest.raises(RuleViolation):
            refused()


def test_the_sample_registers_can_be_imported_one_after_the_other(desk: Desk) -> None:
    tidy = check(desk, propose(desk, resource_path("samples", "registro-ordenado.xlsx")), Watch())
    assert (len(tidy.people), len(tidy.duplicates), len(tidy.problems)) == (300, 0, 0)
    write_people(desk, tidy, Watch())
    messy = check(desk, propose(desk, resource_path("samples", "registro-desordenado.csv")), Watch())
    assert messy.plan.table.encoding == "cp1252"
    assert len([it for it in messy.duplicates if it.person]) == 4
    assert len([it for it in messy.duplicates if it.row]) == 3
    assert {it.code for it in messy.problems} == {"name_missing", "date_not_readable", "word_not_known"}
    assert len(write_people(desk, messy, Watch())) == 110
