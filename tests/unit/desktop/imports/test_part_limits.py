"""A workbook whose parts would fill the memory is refused before the spreadsheet library sees it."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.workbook import read_workbook

NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_part(name: str, content: bytes) -> bytes:
    """A sound workbook with one part put in place of its own."""
    sound = io.BytesIO()
    book = Workbook()
    book.worksheets[0].append(["Nombre"])
    book.save(sound)
    hostile = io.BytesIO()
    with zipfile.ZipFile(sound) as good, zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as bad:
        for entry in good.namelist():
            if entry != name:
                bad.writestr(entry, good.read(entry))
        bad.writestr(name, content)
    return hostile.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param(
            "xl/worksheets/sheet1.xml",
            b"<worksheet " + NAMESPACE + b"><sheetData><row>" + b"<c/>" * 400_001 + b"</row></sheetData></worksheet>",
            id="a row without end",
        ),
        pytest.param(
            "xl/worksheets/sheet1.xml",
            b"<worksheet " + NAMESPACE + b">" + b"<hyperlink/>" * 400_001 + b"</worksheet>",
            id="an endless list that is no row",
        ),
        pytest.param(
            "xl/sharedStrings.xml",
            b"<sst " + NAMESPACE + b"><si>" + b"<r/>" * 20_001 + b"</si></sst>",
            id="a text of endless pieces",
        ),
        pytest.param(
            "xl/styles.xml",
            b"<styleSheet " + NAMESPACE + b"><cellXfs>" + b"<xf/>" * 400_001 + b"</cellXfs></styleSheet>",
            id="endless styles",
        ),
        pytest.param(
            "xl/somewhere/else.bin",
            b"<x>" * 400_001,
            id="a part that may be named as a sheet",
        ),
    ],
)  # fmt: skip
def test_parts_without_end_are_refused(name: str, content: bytes) -> None:
    with pytest.raises(ImportFailure) as refused:
        read_workbook(with_part(name, content))
    assert refused.value.code == "file_too_large"


def test_many_rows_of_usual_size_are_read() -> None:
    rows = b"".join(b'<row><c t="inlineStr"><is><t>Ana</t></is></c></row>' for _ in range(60_000))
    sheet = b"<worksheet " + NAMESPACE + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    assert len(read_workbook(with_part("xl/worksheets/sheet1.xml", sheet)).rows) == 60_000
