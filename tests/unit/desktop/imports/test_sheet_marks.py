"""Merged cells and formulas without a value, which the spreadsheet library does not tell."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

from integrhabitat_desktop.imports import sheet_marks
from integrhabitat_desktop.imports.raw_table import RawTable, read_table
from integrhabitat_desktop.imports.sheet_marks import Merge, fill_down, read_marks


def saved(folder: Path, book: Workbook) -> RawTable:
    path = folder / "register.xlsx"
    book.save(path)
    return read_table(path)


def test_merged_cells_count_in_every_row_that_they_span(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for cells in (["Nombre", "Barrio"], ["Ana", "Siloé"], ["Eva", None], ["Luz", None], ["Sol", None]):
        sheet.append(cells)
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("A7:B9")
    table = saved(tmp_path, book)
    assert table.rows == (
        ("Nombre", "Barrio"),
        ("Ana", "Siloé"),
        ("Eva", "Siloé"),
        ("Luz", "Siloé"),
        ("Sol",),
    )
    assert table.merges == (Merge(1, 1, 3, 1), Merge(6, 0, 8, 1))


def test_a_name_over_two_columns_is_one_name(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Nombres", "Apellidos"])
    book.worksheets[0].append(["Ana Ruiz", None])
    book.worksheets[0].merge_cells("A2:B2")
    assert saved(tmp_path, book).rows[1] == ("Ana Ruiz",)


def test_formulas_that_were_saved_without_a_value_are_counted(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Nombre", '=CONCATENATE("Ana"," Ruiz")', "=1+1"])
    assert saved(tmp_path, book).empty_formulas == 2


def test_formulas_with_a_value_give_it(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["=A2&B2"])
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "register.xlsx"
    with zipfile.ZipFile(content) as good, zipfile.ZipFile(path, "w") as shown:
        for name in good.namelist():
            text = good.read(name)
            if "sheet1" in name:
                begin, end = text.index(b"<c "), text.index(b"</c>") + 4
                text = text[:begin] + b'<c r="A1" t="str"><f>A2&amp;B2</f><v>Ana Ruiz</v></c>' + text[end:]
            shown.writestr(name, text)
    table = read_table(path)
    assert (table.rows, table.empty_formulas) == ((("Ana Ruiz",),), 0)


def test_marks_across_two_pieces_are_found_once() -> None:
    mark = b'<mergeCell ref="A1:B2"/><c r="A9"><f>B1</f><v></v></c>'
    for shift in range(0, 700, 7):
        text = b" " * (sheet_marks._PIECE - shift) + mark + b" " * 500
        found = read_marks(io.BytesIO(text))
        assert (found.merges, found.empty_formulas) == ((Merge(0, 0, 1, 1),), 1)


def test_corners_in_any_order_and_rows_that_cannot_be() -> None:
    found = read_marks(io.BytesIO(b'<mergeCell ref="C4:A2"/><mergeCell ref="A0:B0"/>'))
    assert found.merges == (Merge(0, 0, 0, 1), Merge(1, 0, 3, 2))


def test_merges_over_each_other_and_beyond_the_sheet_end(tmp_path: Path) -> None:
    rows = [("Ana", "x"), ("Eva",), ()]
    endless = [Merge(0, 1, 1_048_575, 16_383)] * 200_000
    assert fill_down(rows, endless) == (("Ana", "x"), ("Eva", "x"), (None, "x"))
