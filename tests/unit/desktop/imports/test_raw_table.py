"""Files as they come: encodings, separators, workbooks, and what is broken or hostile."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.raw_table import RawTable, read_table

LINES = "Nombre;Año;Observación\r\nMuñoz Peña, José;1989;está bien\r\nÁngela Núñez;2001;\r\n"


def read_bytes(folder: Path, content: bytes, name: str = "register.csv") -> RawTable:
    path = folder / name
    path.write_bytes(content)
    return read_table(path)


def saved(folder: Path, book: Workbook) -> RawTable:
    content = io.BytesIO()
    book.save(content)
    return read_bytes(folder, content.getvalue(), "register.xlsx")


def code_of(folder: Path, content: bytes) -> str:
    with pytest.raises(ImportFailure) as refused:
        read_bytes(folder, content)
    return refused.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
def test_accents_survive_every_encoding_of_the_region(tmp_path: Path, encoding: str) -> None:
    table = read_bytes(tmp_path, LINES.encode(encoding))
    assert table.rows[0] == ("Nombre", "Año", "Observación")
    assert table.rows[1:] == (("Muñoz Peña, José", "1989", "está bien"), ("Ángela Núñez", "2001"))


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, sign: str) -> None:
    text = f'Nombre{sign}Nota\r\n"Díaz{sign} Ana"{sign}x\r\n'
    table = read_bytes(tmp_path, text.encode())
    assert table.delimiter == sign
    assert table.rows == (("Nombre", "Nota"), (f"Díaz{sign} Ana".replace("\t", " ").replace("  ", " "), "x"))


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, b"sep=;\r\nNombre;Nota\r\nAna, Luz;x, y, z\r\n")
    assert table.rows == ((), ("Nombre", "Nota"), ("Ana, Luz", "x, y, z"))


def test_line_breaks_in_quotes_and_null_bytes_stay_in_one_row(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, b'Nombre;Nota\n"Ana\nLuz";a\0b\n\n"Eva";c\n')
    assert table.rows == (("Nombre", "Nota"), ("Ana Luz", "ab"), (), ("Eva", "c"))


def test_a_quote_that_is_never_closed_swallows_nobody(tmp_path: Path) -> None:
    people = "".join(f"Persona {number};{number}\n" for number in range(40))
    table = read_bytes(tmp_path, f'Nombre;Edad\n"Ana Ruiz;30\n{people}"Eva";31\n'.encode())
    assert (table.rows[1], len(table.rows), table.rows[-1]) == (("Ana Ruiz", "30"), 43, ("Eva", "31"))


def test_the_mark_before_a_formula_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"Tel;N\n'+57 300 1112233;'Luz\n").rows[1] == ("+57 300 1112233", "'Luz")


def test_a_workbook_gives_dates_whole_numbers_and_shown_values(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nombre", "Nacimiento", "Documento", "Activo", None])
    sheet.append(["Ana", datetime(1989, 11, 17), 1234567.0, True, None])
    sheet.append([None, "=1+1", 1.5, None, None])
    assert saved(tmp_path, book).rows == (
        ("Nombre", "Nacimiento", "Documento", "Activo"),
        ("Ana", date(1989, 11, 17), "1234567", "1"),
        (None, None, "1.5"),
    )


def test_the_first_sheet_that_is_filled_and_visible_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Oculta").append(["secreto"])
    book["Oculta"].sheet_state = "hidden"
    book.create_sheet("Registro").append(["Nombre"])
    assert saved(tmp_path, book).rows == (("Nombre",),)


def test_empty_rows_between_keep_the_row_numbers(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A4"] = "Nombre"
    assert saved(tmp_path, book).rows == ((), (), (), ("Nombre",))


def test_rows_that_are_only_coloured_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    book = Workbook()
    book.worksheets[0].append(["Nombre"])
    book.worksheets[0]["A9"].number_format = "0"
    assert saved(tmp_path, book).rows == (("Nombre",),)
    book.worksheets[0]["A9"] = "Ana"
    with pytest.raises(ImportFailure) as refused:
        saved(tmp_path, book)
    assert refused.value.code == "too_many_rows"


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, b";".join([b"a"] * (limits.MOST_COLUMNS + 1))) == "too_many_columns"
    book = Workbook()
    book.worksheets[0].cell(1, limits.MOST_COLUMNS + 1, "a")
    with pytest.raises(ImportFailure) as refused:
        saved(tmp_path, book)
    assert refused.value.code == "too_many_columns"


def test_a_packed_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    assert len(packed.getvalue()) < 10_000
    assert code_of(tmp_path, packed.getvalue()) == "file_too_large"


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    assert code_of(tmp_path, b"x" * 11) == "file_too_large"


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, b"PK\x03\x04 but no workbook") == "file_damaged"
    assert code_of(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook") == "file_kind_old"
    with pytest.raises(ImportFailure) as refused:
        read_table(tmp_path / "nowhere.csv")
    assert refused.value.code == "file_not_found"
    with pytest.raises(ImportFailure) as refused:
        read_table(tmp_path)
    assert refused.value.code == "file_unreadable"


def test_a_workbook_cut_at_any_place_is_refused_or_read(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Nombre"])
    content = io.BytesIO()
    book.save(content)
    whole = content.getvalue()
    for length in range(4, len(whole), 251):
        assert code_of(tmp_path, whole[:length]) == "file_damaged"


def test_entities_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Nombre"])
    content = io.BytesIO()
    book.save(content)
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{levels}]><worksheet>&e8;</worksheet>'
    packed = io.BytesIO()
    with zipfile.ZipFile(content) as good, zipfile.ZipFile(packed, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, bomb if "sheet1" in name else good.read(name))
    assert code_of(tmp_path, packed.getvalue()) == "file_damaged"
