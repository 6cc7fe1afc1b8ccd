"""Registers as they come: headings, merged cells, totals; and choices that are proposed again."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.db.settings import read_setting, write_setting
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.import_columns import columns_of_last_time, keep_columns
from integrhabitat_desktop.use_cases.import_people import (
    Column,
    ImportPlan,
    SkipReason,
    check,
    propose,
    with_titles_in,
)


class Watch:
    """Lets the work go on."""

    def report(self, done: int, total: int, step: str = "") -> None:
        """Nothing to show."""

    def raise_if_cancelled(self) -> None:
        """Never."""


def test_the_titles_can_be_looked_for_in_another_row(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Sexo;Barrio\nNombre;Sector\nAna Ruiz;Siloé\n", encoding="utf-8")
    plan = with_titles_in(desk, propose(desk, path), 1)
    assert (plan.titles, plan.columns) == (("Nombre", "Sector"), (Column.NAME, Column.NEIGHBOURHOOD))
    assert [(it.number, it.name) for it in check(desk, plan, Watch()).people] == [(3, "Ana Ruiz")]
    assert with_titles_in(desk, plan, None).row_count == 3


def test_a_workbook_as_it_comes(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for cells in (
        ["CENTRO LA ESPERANZA · REGISTRO 2026", None, None, None, None],
        ["No.", "Nombres y apellidos", "Documento", None, "Fecha de nacimiento"],
        [None, None, "Tipo", "Número", None],
        ["1", "Ana Luz Ruiz Paz", "CC", "1.234.567", datetime(1989, 11, 17)],
        ["2", "Marielbys Chirinos Gil", None, "V-12.345.678", 32829],
        ["Grupo de la tarde", None, None, None, None],
        ["No.", "Nombres y apellidos", "Documento", None, "Fecha de nacimiento"],
        ["3", "Wilmer Toapanta", None, "PPT 5012345", "17 de mayo de 1979"],
        ["4", None, None, None, None],
        ["TOTAL", "3", None, None, None],
    ):
        sheet.append(cells)
    for cells_range in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A6:E6"):
        sheet.merge_cells(cells_range)
    path = tmp_path / "register.xlsx"
    book.save(path)
    report = check(desk, propose(desk, path), Watch())
    assert [(it.name, it.document_type, it.birth_date) for it in report.people] == [
        ("Ana Luz Ruiz Paz", "CO-CC", "1989-11-17"),
        ("Marielbys Chirinos Gil", "VE-CI", "1989-11-17"),
        ("Wilmer Toapanta", "CO-PPT", "1979-05-17"),
    ]
    assert not report.problems
    assert [(it.number, it.reason) for it in report.skipped] == [
        (6, SkipReason.REMARK),
        (7, SkipReason.TITLES),
        (9, SkipReason.BLANK),
        (10, SkipReason.TOTALS),
    ]


def test_formulas_that_were_never_computed_are_told(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Nombre"])
    book.worksheets[0].append(["=B2&C2"])
    book.save(tmp_path / "register.xlsx")
    with pytest.raises(ImportFailure) as refused:
        propose(desk, tmp_path / "register.xlsx")
    assert refused.value.code == "formulas_without_value"


FOREIGN = "Ev;Barrio\nNév;Hol lakik\nAna Ruiz;Siloé\n"
CHOSEN = (Column.NAME, Column.NEIGHBOURHOOD)


def read_foreign(desk: Desk, folder: Path, text: str = FOREIGN) -> ImportPlan:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return propose(desk, path)


def test_what_was_chosen_for_titles_is_proposed_again(desk: Desk, tmp_path: Path) -> None:
    plan = read_foreign(desk, tmp_path)
    assert (plan.first_number, plan.as_last_time) == (2, False)
    check(desk, with_titles_in(desk, plan, 1).with_columns(CHOSEN), Watch())
    again = read_foreign(
        desk, tmp_path, FOREIGN.replace("Név;Hol", "NÉV;  hol").replace("Ana Ruiz", "Eva Paz")
    )
    assert (again.first_number, again.columns, again.as_last_time) == (3, CHOSEN, True)
    assert [it.name for it in check(desk, again, Watch()).people] == ["Eva Paz"]
    assert read_foreign(desk, tmp_path).as_last_time


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Q1;Q2b;Q3\nAna Ruiz;x;Siloé\n", (Column.NAME, Column.IGNORE, Column.NEIGHBOURHOOD)),
        ("Q3;Q2;Q1\nSiloé;x;Ana Ruiz\n", (Column.NEIGHBOURHOOD, Column.IGNORE, Column.NAME)),
        (
            "Q1;Q2;Q3;Teléfono\nAna Ruiz;x;Siloé;1\n",
            (Column.NAME, Column.IGNORE, Column.NEIGHBOURHOOD, Column.PHONE),
        ),
        ("Título\nQ1;Barrio\nAna Ruiz;Siloé\n", (Column.NAME, Column.NEIGHBOURHOOD)),
    ],
)
def test_a_column_renamed_moved_or_added_leaves_the_others_as_chosen(
    desk: Desk, tmp_path: Path, text: str, columns: tuple[Column, ...]
) -> None:
    first = read_foreign(desk, tmp_path, "Q1;Q2;Q3\nAna Ruiz;x;Siloé\n")
    check(desk, first.with_columns([Column.NAME, Column.IGNORE, Column.NEIGHBOURHOOD]), Watch())
    again = read_foreign(desk, tmp_path, text)
    assert (again.columns, again.as_last_time) == (columns, True)


def test_what_was_chosen_is_not_taken_twice(desk: Desk, tmp_path: Path) -> None:
    first = read_foreign(desk, tmp_path, "Nombre;Celular;Otro\nAna Ruiz;1;2\n")
    check(desk, first.with_columns([Column.NAME, Column.IGNORE, Column.PHONE]), Watch())
    again = read_foreign(desk, tmp_path, "Nombre;Teléfono;Otro\nAna Ruiz;1;2\n")
    assert again.columns == (Column.NAME, Column.IGNORE, Column.PHONE)


def test_what_the_titles_say_themselves_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    read = read_foreign(desk, tmp_path, "Nombre;Barrio\nAna Ruiz;Siloé\n")
    check(desk, read, Watch())
    assert desk.store.fetch("SELECT value FROM setting WHERE key = 'import.titles'") == []


def test_a_newer_choice_counts_and_the_oldest_ones_go(desk: Desk) -> None:
    for number in range(7):
        keep_columns(desk, [f"Título {number}-{place}" for place in range(100)], [Column.NAME] * 100)
    keep_columns(desk, ["Título 6-99"], [Column.SURNAMES])
    kept = columns_of_last_time(desk)
    assert kept.of_titles(["titulo 6 99", "", "Título 0-1"]) == (Column.SURNAMES, None, None)


def test_columns_of_one_title_are_kept_each_for_itself(desk: Desk) -> None:
    keep_columns(
        desk, ["Tel", "Tel", "الاسم", "العمر"], [Column.PHONE, Column.IGNORE, Column.NAME, Column.AGE]
    )
    kept = columns_of_last_time(desk)
    assert kept.of_titles(["العمر", "TEL", "الاسم", "tel."]) == (
        *(Column.AGE, Column.PHONE),
        *(Column.NAME, Column.IGNORE),
    )


def test_choices_of_a_newer_version_or_a_damaged_setting_are_passed_over(desk: Desk) -> None:
    keep_columns(desk, ["Nombre"], [Column.NAME])
    text = read_setting(desk.store, "import.titles") or ""
    write_setting(desk.store, "import.titles", text.replace("name", "shoe_size"))
    assert columns_of_last_time(desk).of_titles(["Nombre"]) == (None,)
    write_setting(desk.store, "import.titles", "{")
    assert columns_of_last_time(desk).of_titles(["Nombre"]) == (None,)
