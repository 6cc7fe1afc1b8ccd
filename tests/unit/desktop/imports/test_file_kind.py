"""What is no register is told by its content, whatever its name says."""

import io
import zipfile

import pytest

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.file_kind import FileKind, kind_of
from integrhabitat_desktop.imports.workbook import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code_of(content: bytes) -> str:
    with pytest.raises(ImportFailure) as refused:
        kind_of(content)
    return refused.value.code


def packed(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return content.getvalue()


def workbook_like(sheet: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": b"", "xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    "content",
    [
        b"\r\n<html><table><tr><td>Nombre</td></tr></table></html>",
        b"\xef\xbb\xbf<!DOCTYPE html><p>Nombre</p>",
        b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>',
        b"%PDF-1.7 Nombre;Edad",
        b"{\\rtf1 Nombre;Edad}",
        bytes(range(1, 32)) * 20,
        packed(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}),
        packed(**{"[Content_Types].xml": b"", "word/document.xml": b""}),
    ],
)
def test_other_kinds_of_files_are_refused(content: bytes) -> None:
    assert code_of(content) == "file_kind_unknown"


def test_a_workbook_with_a_password_is_told_apart_from_an_old_one() -> None:
    assert code_of(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == "file_locked"
    assert code_of(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le")) == "file_kind_old"


def test_a_package_with_a_password_is_told() -> None:
    content = bytearray(workbook_like(b"<worksheet/>"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = content.find(mark)
        while begin >= 0:
            content[begin + place] |= 0x1
            begin = content.find(mark, begin + 1)
    assert code_of(bytes(content)) == "file_locked"


@pytest.mark.parametrize(
    "content", [b"Nombre;Edad\nAna;30\n", "Nombre;Año".encode("utf-16"), b"a\0b;c\n", b""]
)
def test_lines_of_text_are_read(content: bytes) -> None:
    assert kind_of(content) is FileKind.TEXT


def test_what_shrinks_to_nothing_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SURELY_HARMLESS", 1_000_000)
    bomb = workbook_like(b" " * 2_000_000)
    assert kind_of(bomb) is FileKind.WORKBOOK
    with pytest.raises(ImportFailure) as refused:
        read_workbook(bomb)
    assert refused.value.code == "file_too_large"
