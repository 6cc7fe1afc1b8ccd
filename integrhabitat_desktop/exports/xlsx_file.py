"""Lists as XLSX, made in memory: every text is stored as text, so that nothing is ever a formula or a rounded number.

Written by hand because the spreadsheet library writes its sheets to temporary files, unencrypted.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from integrhabitat_desktop.exports.sheet import Sheet

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES: Final = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_PACKAGE_PARTS: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_PARTS: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
# Cell styles by their place: 0 plain, 1 title, 2 text that stays text, 3 text that begins like a formula.
_PLAIN, _TITLE, _TEXT, _MARKED = range(4)
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
# Signs that XML cannot hold, and what a reader of the format would take for an escaped sign.
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_CELL: Final = 32_767
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_WIDEST: Final = 50
# The same bytes for the same list, whenever it is written.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet, its titles above the rows however far one scrolls."""
    rows = [list(row) for row in (*sheet.titles, *sheet.rows)]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _PACKAGE_PARTS),
            ("xl/workbook.xml", _book(sheet.name)),
            ("xl/_rels/workbook.xml.rels", _BOOK_PARTS),
            ("xl/styles.xml", _STYLES),
            ("xl/worksheets/sheet1.xml", "".join(_sheet(rows, len(sheet.titles)))),
        ):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, text.encode())
    return written.getvalue()


def _book(name: str) -> str:
    shown = _NOT_IN_NAMES.sub(" ", _NOT_IN_XML.sub("", name))[:_LONGEST_NAME].strip(" '") or "1"
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(shown)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(rows: Sequence[Sequence[str | int | None]], titles: int) -> Iterator[str]:
    yield f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    if titles:
        yield f'<pane ySplit="{titles}" topLeftCell="A{titles + 1}" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews>"
    if rows:
        yield f"<cols>{''.join(_widths(rows))}</cols>"
    yield "<sheetData>"
    for number, row in enumerate(rows, start=1):
        yield f'<row r="{number}">'
        for place, cell in enumerate(row):
            if cell is not None and cell != "":
                yield _cell(f"{_letters(place)}{number}", cell, is_title=number <= titles)
        yield "</row>"
    yield "</sheetData></worksheet>"


def _cell(place: str, cell: str | int, *, is_title: bool) -> str:
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    style = _MARKED if cell.startswith(_FORMULA_STARTS) else _TITLE if is_title else _TEXT
    text = _LIKE_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("", cell)[:_LONGEST_CELL])
    # A bare carriage return would come back as a line feed.
    written = escape(text, {"\r": "_x000D_"})
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _widths(rows: Iterable[Sequence[str | int | None]]) -> Iterator[str]:
    widest: list[int] = []
    for row in rows:
        widest += [0] * (len(row) - len(widest))
        for place, cell in enumerate(row):
            widest[place] = max(widest[place], len(str(cell)) if cell is not None else 0)
    for number, width in enumerate(widest, start=1):
        yield f'<col min="{number}" max="{number}" width="{min(width + 3, _WIDEST)}" customWidth="1"/>'


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
