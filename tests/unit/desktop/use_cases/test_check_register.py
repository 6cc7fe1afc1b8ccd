"""What a check of a register tells: one person over several rows, two in one, and every row passed over."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    FileForm,
    ImportReport,
    SkippedRow,
    SkipReason,
    check,
    problems_as_file,
    propose,
)

Cells = list[str | int | float | datetime | None]


class Watch:
    """Lets the work go on."""

    def report(self, done: int, total: int, step: str = "") -> None:
        """Nothing to show."""

    def raise_if_cancelled(self) -> None:
        """Never."""


def checked(
    desk: Desk, folder: Path, rows: list[Cells], *merged: str, old_macintosh: bool = False
) -> ImportReport:
    book = Workbook()
    if old_macintosh:
        book.epoch = CALENDAR_MAC_1904
    for cells in rows:
        book.worksheets[0].append(cells)
    for cells_range in merged:
        book.worksheets[0].merge_cells(cells_range)
    path = folder / "register.xlsx"
    book.save(path)
    return check(desk, propose(desk, path), Watch())


def checked_text(desk: Desk, folder: Path, text: str) -> ImportReport:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return check(desk, propose(desk, path), Watch())


def test_a_name_merged_over_two_rows_is_one_person_with_both_phones(desk: Desk, tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Nombre", "Teléfono", "Barrio", "Edad"],
        ["Ana Ruiz", "3001112233", "Siloé", None],
        [None, "3104445566", None, "34"],
        ["Pedro Gil", "3009998877", None, None],
    ]
    report = checked(desk, tmp_path, rows, "A2:A3", "C2:C4")
    assert [(it.number, it.name, it.phones, it.neighbourhood) for it in report.people] == [
        (2, "Ana Ruiz", ("3001112233", "3104445566"), "Siloé"),
        (4, "Pedro Gil", ("3009998877",), "Siloé"),
    ]
    assert report.people[0].birth_precision == "ESTIMATED"
    assert report.skipped == (SkippedRow(3, SkipReason.SAME_PERSON, "Ana Ruiz · 3104445566 · Siloé · 34"),)
    assert not (report.duplicates or report.problems)


def test_what_a_further_row_says_otherwise_is_told_and_the_person_waits(desk: Desk, tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Nombre", "Documento", "Barrio"],
        ["Ana Ruiz", "CC 1.234.567", "Siloé"],
        [None, "PPT 5012345", "siloé"],
        [None, "CC 1234567", "Siloé"],
    ]
    report = checked(desk, tmp_path, rows, "A2:A4")
    assert not report.people
    assert [(it.name, it.document_number) for it in report.incomplete] == [("Ana Ruiz", "1.234.567")]
    assert [(it.number, it.column, it.code, it.value) for it in report.problems] == [
        (3, Column.NEIGHBOURHOOD, "further_value", "siloé"),
        (3, Column.DOCUMENT_NUMBER, "further_value", "5012345"),
    ]


def test_surnames_merged_over_a_family_are_several_people(desk: Desk, tmp_path: Path) -> None:
    rows: list[Cells] = [["Nombres", "Apellidos"], ["Ana", "Ruiz Paz"], ["Eva", None]]
    report = checked(desk, tmp_path, rows, "B2:B3")
    assert [it.name for it in report.people] == ["Ana Ruiz Paz", "Eva Ruiz Paz"]


def test_two_people_in_one_row_are_told_and_neither_is_imported(desk: Desk, tmp_path: Path) -> None:
    text = "Nombre;Cédula;Nombre;Cédula\nAna Ruiz;1020304;Pedro Gil;99887766\nEva Paz;1020305;;\n;;Luz Mina;1020306\n"
    report = checked_text(desk, tmp_path, text)
    assert [it.name for it in report.people] == ["Eva Paz"]
    assert [(it.number, it.code, it.is_row) for it in report.problems] == [
        (2, "two_people", True),
        (4, "two_people", True),
    ]
    second = report.plan.with_columns([Column.IGNORE, Column.IGNORE, Column.NAME, Column.DOCUMENT_NUMBER])
    report = check(desk, second, Watch())
    assert [(it.name, it.document_number) for it in report.people] == [
        ("Pedro Gil", "99887766"),
        ("Luz Mina", "1020306"),
    ]


def test_days_counted_from_1904_give_the_true_birth_dates(desk: Desk, tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Nombre", "Fecha de nacimiento"],
        ["Ana Real", datetime(1989, 11, 17)],
        ["Berta Serial", 31367],
        ["Carla Texto", "31367"],
        ["Dora Hora", 31367.5],
    ]
    report = checked(desk, tmp_path, rows, old_macintosh=True)
    assert [it.birth_date for it in report.people] == ["1989-11-17"] * 4


def test_an_open_quote_is_a_problem_of_its_row(desk: Desk, tmp_path: Path) -> None:
    text = 'Nombre;Barrio\nEva Gil;Siloé\nAna Ruiz;"El Topo\nLuz Gil;Siloé\n'
    report = checked_text(desk, tmp_path, text)
    assert [it.name for it in report.people] == ["Eva Gil", "Luz Gil"]
    assert [(it.name, it.neighbourhood) for it in report.incomplete] == [("Ana Ruiz", "El Topo")]
    assert [(it.number, it.code) for it in report.problems] == [(3, "quote_not_closed")]


def test_a_document_with_its_place_is_told_and_the_row_stays_clear(desk: Desk, tmp_path: Path) -> None:
    report = checked_text(desk, tmp_path, "Nombre;Cédula\nAna Ruiz;C.C. 1.234.567 de Cali\n")
    assert [it.document_number for it in report.people] == ["1.234.567"]
    assert [(it.code, it.value) for it in report.problems] == [("document_rest", "C.C. 1.234.567 de Cali")]


def test_names_of_other_scripts_are_people_and_no_titles(desk: Desk, tmp_path: Path) -> None:
    text = "الاسم;العمر\nمحمد علي;35\nعلي محمد;36\n李小龙;37\n"
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    report = check(desk, propose(desk, path).with_columns([Column.NAME, Column.AGE]), Watch())
    assert [it.name for it in report.people] == ["محمد علي", "علي محمد", "李小龙"]
    assert not report.skipped


@pytest.mark.parametrize("title", ["Nombre", "Nombre y apellidos"])
def test_every_row_passed_over_is_listed_and_saved_with_its_reason(
    desk: Desk, tmp_path: Path, title: str
) -> None:
    text = f"No;{title};Asistió\n1;Ana Ruiz;1\n;Hombres;0\n;;\n;Mujeres;1\nElaborado por: Juan;;\n"
    report = checked_text(desk, tmp_path, text)
    assert [it.name for it in report.people] == ["Ana Ruiz"]
    assert report.skipped == (
        SkippedRow(3, SkipReason.TOTALS, "Hombres · 0"),
        SkippedRow(4, SkipReason.BLANK, ""),
        SkippedRow(5, SkipReason.TOTALS, "Mujeres · 1"),
        SkippedRow(6, SkipReason.REMARK, "Elaborado por: Juan"),
    )
    content = problems_as_file(
        report, lambda it: it.code, ("Fila", "Motivo"), FileForm.CSV, passed_over=lambda it: it.reason.value
    )
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:2] for row in rows[1:]] == [["3", "totals"], ["5", "totals"], ["6", "remark"]]
    again = checked_text(desk, tmp_path, content.decode("utf-8-sig"))
    assert (again.people, len(again.skipped)) == ((), 3)
