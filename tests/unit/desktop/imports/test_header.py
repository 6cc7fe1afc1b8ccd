"""Titles are found below headings, in one row or in several that merged cells tie together."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.imports.cells import Cell
from integrhabitat_desktop.imports.columns import propose_columns
from integrhabitat_desktop.imports.header import Header, find_header, header_at, heading_rows
from integrhabitat_desktop.imports.raw_table import RawTable, read_table

Row = list[str | None]


def found(*rows: tuple[Cell, ...]) -> Header | None:
    return find_header(RawTable(rows, max(map(len, rows), default=0)))


def sheet(folder: Path, rows: list[Row], *merged: str) -> RawTable:
    book = Workbook()
    for cells in rows:
        book.worksheets[0].append(cells)
    for cells_range in merged:
        book.worksheets[0].merge_cells(cells_range)
    path = folder / "register.xlsx"
    book.save(path)
    return read_table(path)


def meanings(header: Header | None) -> list[str]:
    assert header is not None
    return [it.value for it in propose_columns(header.titles, header.groups)]


def test_a_heading_above_the_titles_is_passed_over() -> None:
    header = found(("REGISTRO 2026",), (), ("Nombre", "Sexo", "Edad"), ("Ana", "F", "30"))
    assert header is not None
    assert (header.first, header.last, header.full_titles) == (2, 2, ("Nombre", "Sexo", "Edad"))


def test_unknown_titles_are_the_first_filled_row() -> None:
    header = found((), ("Név", "Kor"), ("Anna", "30"))
    assert header is not None and header.first == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("Ana Ruiz", "17/11/1989"), ("Eva Paz", "1990")],
        [("Ana Ruiz", date(1989, 11, 17))],
        [],
    ],
)
def test_a_list_without_titles_begins_at_once(rows: list[tuple[Cell, ...]]) -> None:
    assert found(*rows) is None


def test_titles_of_two_rows_that_merged_cells_tie_together(tmp_path: Path) -> None:
    table = sheet(
        tmp_path,
        [
            ["CENTRO LA ESPERANZA", None, None, None],
            ["Nombre completo", "Documento", None, "Barrio"],
            [None, "Tipo", "Número", None],
            ["Ana Ruiz", "CC", "1234567", "Siloé"],
        ],
        "A1:D1",
        "A2:A3",
        "B2:C2",
        "D2:D3",
    )
    header = find_header(table)
    assert header is not None
    assert (header.first, header.last) == (1, 2)
    assert header.full_titles == ("Nombre completo", "Documento Tipo", "Documento Número", "Barrio")
    assert meanings(header) == ["name", "document_type", "document_number", "neighbourhood"]
    assert header_at(table, 2) == header
    assert heading_rows(table) == {1}


def test_titles_of_two_rows_where_only_the_upper_one_is_merged(tmp_path: Path) -> None:
    rows: list[Row] = [["Nombre", "Documento", None], [None, "Tipo", "Número"], ["Ana Ruiz", "CC", "1234567"]]
    header = find_header(sheet(tmp_path, rows, "B1:C1"))
    assert header is not None and header.last == 1
    assert meanings(header) == ["name", "document_type", "document_number"]


def test_a_first_person_under_a_merged_title_is_no_title(tmp_path: Path) -> None:
    rows: list[Row] = [["Nombre", "Documento", None], ["Ana Ruiz", "CC", "tramite"]]
    header = find_header(sheet(tmp_path, rows, "B1:C1"))
    assert header is not None and header.last == 0


def test_groups_above_the_titles_say_whose_names_they_are(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Participante", None, "Acudiente", None, None],
        ["Nombre", "Edad", "Nombre", "Teléfono", "Barrio"],
        ["Ana Ruiz", "9", "Eva Ruiz", "3001112233", "Siloé"],
    ]
    header = find_header(sheet(tmp_path, rows, "A1:B1", "C1:D1"))
    assert meanings(header) == ["name", "age", "ignore", "ignore", "neighbourhood"]


def test_a_text_across_the_sheet_between_the_people_is_a_heading(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["Nombre", "Edad", "Barrio"],
        ["Grupo de la mañana", None, None],
        ["Ana Ruiz", "30", "Siloé"],
    ]
    assert heading_rows(sheet(tmp_path, rows, "A2:C2")) == {2}
