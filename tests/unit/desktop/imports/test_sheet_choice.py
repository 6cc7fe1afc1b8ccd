"""Of several sheets the one that looks like a register is read, and the others are told."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.raw_table import RawTable, read_table
from integrhabitat_desktop.imports.sheet_choice import SheetFacts

Rows = list[list[str]]
ADULTS: Rows = [["Nombre", "Documento"], ["Ana Ruiz", "CC 123456"], ["Luz Gil", "CC 123457"]]
CHILDREN: Rows = [["Nombre", "Documento"], ["Eva Ruiz", "TI 1234567890"]]


def saved(folder: Path, sheets: dict[str, Rows], hidden: str = "", sheet: str | None = None) -> RawTable:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for cells in rows:
            made.append(cells)
        if name == hidden:
            made.sheet_state = "hidden"
    path = folder / "register.xlsx"
    book.save(path)
    return read_table(path, sheet)


def test_a_cover_before_the_register_is_passed_over(tmp_path: Path) -> None:
    cover: Rows = [["Registro de beneficiarios 2026"], ["Centro La Esperanza"]]
    table = saved(tmp_path, {"Portada": cover, "Adultos": ADULTS, "Niños": CHILDREN})
    assert (table.sheet, table.rows[1]) == ("Adultos", ("Ana Ruiz", "CC 123456"))
    assert table.sheets == (SheetFacts("Portada", 2), SheetFacts("Adultos", 3), SheetFacts("Niños", 2))


def test_a_sheet_of_choices_is_no_register_however_long(tmp_path: Path) -> None:
    lists: Rows = [["Sexo", "Nacionalidad", "Tipo de documento"], *[["F", "CO", "CC"]] * 40]
    assert saved(tmp_path, {"Listas": lists, "Niños": CHILDREN}).sheet == "Niños"


def test_of_two_registers_the_longer_one_is_read(tmp_path: Path) -> None:
    assert saved(tmp_path, {"Niños": CHILDREN, "Adultos": ADULTS}).sheet == "Adultos"


def test_every_sheet_can_be_read_by_its_name(tmp_path: Path) -> None:
    table = saved(tmp_path, {"Adultos": ADULTS, "Niños": CHILDREN}, hidden="Niños", sheet="Niños")
    assert table.rows[1] == ("Eva Ruiz", "TI 1234567890")
    assert table.sheets[1] == SheetFacts("Niños", 2, is_hidden=True)
    with pytest.raises(ImportFailure) as refused:
        saved(tmp_path, {"Adultos": ADULTS, "Vacía": []}, sheet="Vacía")
    assert refused.value.code == "sheet_not_found"


def test_a_hidden_sheet_is_read_only_where_nothing_else_is_filled(tmp_path: Path) -> None:
    assert saved(tmp_path, {"Niños": CHILDREN, "Adultos": ADULTS}, hidden="Adultos").sheet == "Niños"
    assert saved(tmp_path, {"Vacía": [], "Adultos": ADULTS}, hidden="Adultos").sheet == "Adultos"


def test_sheets_of_many_rows_are_counted_whole(tmp_path: Path) -> None:
    long: Rows = [["Nombre", "Documento"], *[[f"Ana Ruiz {number}", str(number)] for number in range(25_000)]]
    table = saved(tmp_path, {"Adultos": long, "Niños": CHILDREN})
    assert table.sheets == (SheetFacts("Adultos", 25_001), SheetFacts("Niños", 2))


def test_a_workbook_that_counts_days_from_1904_says_so(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["Nombre", datetime(1989, 11, 17)])
    path = tmp_path / "register.xlsx"
    book.save(path)
    table = read_table(path)
    assert (table.rows[0][1], table.epoch) == (date(1989, 11, 17), date(1904, 1, 1))
