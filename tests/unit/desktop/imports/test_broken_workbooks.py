"""A workbook with anything put into its parts is read, or refused with a code; nothing else ever happens."""

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from integrhabitat_desktop.imports.errors import ImportFailure
from integrhabitat_desktop.imports.header import find_header, header_at, heading_rows
from integrhabitat_desktop.imports.raw_table import read_table

SNIPPETS = [
    *(
        b"<",
        b">",
        b'"',
        b"&#0;",
        b"\xff",
        b"nan",
        b"</row>",
        b'<row r="0">',
        b'<row r="-5">',
        b"<v>1e400</v>",
    ),
    *(b'r="A0"', b't="s"', b't="d"', b't="e"', b's="99999"', b"<v>-1</v>", b'ref="A1:A9999999"'),
    *(b'<mergeCell ref="A0:A3"/>', b'<mergeCell ref="Z9:A1"/>', b'<c r="XFE1"><v>1</v></c>'),
]


def sound_parts() -> dict[str, bytes]:
    book = Workbook()
    sheet = book.worksheets[0]
    for cells in (
        ["La Esperanza", None, None],
        ["Nombre", "Documento", None],
        [None, "Tipo", "Número"],
        ["Ana Ruiz", "CC", 1234567],
        ["Eva Paz", None, datetime(1989, 11, 17)],
        ["=A1", 1.5, True],
    ):
        sheet.append(cells)
    for cells_range in ("A1:C1", "A2:A3", "B2:C2", "B4:B5"):
        sheet.merge_cells(cells_range)
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


PARTS = sound_parts()
SHEET = "xl/worksheets/sheet1.xml"
CHANGES = st.lists(
    st.tuples(
        st.one_of(st.just(SHEET), st.sampled_from(sorted(PARTS))),
        st.integers(0, 3_000),
        st.sampled_from([0, 0, 1, 5, 20]),
        st.sampled_from(SNIPPETS),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300)
@given(CHANGES)
def test_a_broken_workbook_is_read_or_refused(changes: list[tuple[str, int, int, bytes]]) -> None:
    parts = dict(PARTS)
    for name, place, length, snippet in changes:
        place %= len(parts[name]) + 1
        parts[name] = parts[name][:place] + snippet + parts[name][place + length :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        with zipfile.ZipFile(path, "w") as packed:
            for name, content in parts.items():
                packed.writestr(name, content)
        try:
            table = read_table(path)
        except ImportFailure as refused:
            assert refused.code in {"file_damaged", "file_too_large", "file_kind_unknown", "too_many_columns"}
            return
    find_header(table)
    heading_rows(table)
    for number in range(min(6, len(table.rows))):
        header = header_at(table, number)
        assert len(header.titles) == len(header.groups)
