"""Lists as spreadsheets: whatever a cell holds comes back literally, and nothing is a formula."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from integrhabitat_desktop.exports.csv_file import as_csv
from integrhabitat_desktop.exports.sheet import Sheet
from integrhabitat_desktop.exports.xlsx_file import as_xlsx
from integrhabitat_desktop.imports.raw_table import read_table

HOSTILE = [
    '=HYPERLINK("http://x";"y")',
    "+57 300 111 2233",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "＝1+1",
    "<b>&amp;</b>",
    "]]></t>",
    "_x0041_",
    "a\0b",
    "uno\ndos",
    "uno\rdos",
    "\ud800",
    "😀 Ñandú",
    "001234567890123456",
    "1,03E+09",
    "\u202eABC",
    "'=1",
]


def sheet(*rows: list[str | int | None]) -> Sheet:
    return Sheet("Participantes", [["Nombre", "Edad"], ["", "#x"]], rows)


def cells_of(content: bytes) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(content))
    (only,) = book.worksheets
    assert all(cell.data_type in ("s", "n", "inlineStr") for row in only.iter_rows() for cell in row)
    return list(only.iter_rows(values_only=True))


def test_a_workbook_has_its_titles_rows_and_numbers() -> None:
    rows = cells_of(as_xlsx(sheet(["Ana Ruiz", 30], ["Eva", None])))
    assert rows == [("Nombre", "Edad"), (None, "#x"), ("Ana Ruiz", 30), ("Eva", None)]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_texts_in_a_workbook(text: str) -> None:
    content = as_xlsx(sheet([text, 1]))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<f" not in packed.read("xl/worksheets/sheet1.xml").replace(b"<fo", b"")
    shown = cells_of(content)[2][0]
    kept = (
        text.replace("\0", "")
        .replace("\ud800", "")
        .replace("\r", "_x000D_")
        .replace("_x0041_", "_x005F_x0041_")
    )
    assert (shown or "") == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_in_a_csv(text: str) -> None:
    content = as_csv(sheet([text, 1]))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[:2] == [["Nombre", "Edad"], ["", "#x"]]
    shown = rows[2][0]
    assert not shown.lstrip(" ").startswith(("=", "+", "-", "@", "＝", "\t", "\r"))
    assert shown.removeprefix("'") == text.replace("\ud800", "?").removeprefix("'")


@settings(max_examples=200)
@given(st.lists(st.text(st.characters(), max_size=60), min_size=1, max_size=4))
def test_any_text_gives_a_workbook_that_opens(texts: list[str]) -> None:
    name, *cells = texts
    cells_of(as_xlsx(Sheet(name, [["Nombre"]], [cells])))


def test_what_is_written_can_be_imported_again(tmp_path: Path) -> None:
    rows: list[list[str | int | None]] = [["Ana Ruiz", 30], ["=1+1", None], ["_x0041_ Núñez", 7]]
    for name, write in (("list.xlsx", as_xlsx), ("list.csv", as_csv)):
        path = tmp_path / name
        path.write_bytes(write(Sheet("Lista", [["Nombre", "Edad"]], rows)))
        assert read_table(path).rows[1:] == (("Ana Ruiz", "30"), ("=1+1",), ("_x0041_ Núñez", "7"))


def test_the_same_list_gives_the_same_bytes() -> None:
    assert as_xlsx(sheet(["Ana", 1])) == as_xlsx(sheet(["Ana", 1]))


def test_names_of_sheets_are_those_that_programs_accept() -> None:
    for name in ("a/b:c*d?[e]\\f", "x" * 80, "'", "", "Lista «1» & <2>"):
        book = load_workbook(io.BytesIO(as_xlsx(Sheet(name, [["Nombre"]], []))))
        assert 1 <= len(book.sheetnames[0]) <= 31
