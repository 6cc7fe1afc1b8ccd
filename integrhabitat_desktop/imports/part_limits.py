"""Measures the parts of a workbook before the spreadsheet library reads them: it builds every row as a tree in memory.

A file of 15 MB can hold one row of eleven million cells, for which the library takes seven gigabytes.
"""

import re
import zipfile
from dataclasses import dataclass
from typing import IO, Final

from integrhabitat_desktop.imports import limits
from integrhabitat_desktop.imports.errors import ImportFailure

_MEGABYTE: Final = 1024 * 1024
_PIECE: Final = _MEGABYTE
_STRINGS: Final = "xl/sharedStrings.xml"
# Read whole, whatever they hold: styles, properties, the list of sheets.
_READ_WHOLE: Final = re.compile(
    r"^(?:\[Content_Types\]\.xml|(?:.*/)?_rels/.*|docProps/.*|xl/[^/]*|xl/theme/.*)$"
)


@dataclass(frozen=True, slots=True)
class _Limit:
    """Of how many tags and bytes one entry may consist, and of how many tags the whole part."""

    begin: re.Pattern[bytes]
    tags: int
    size: int
    all_tags: int


_SHEET: Final = _Limit(re.compile(rb"<(?:\w+:)?row[\s/>]"), 400_000, 16 * _MEGABYTE, 40_000_000)
_TEXTS: Final = _Limit(re.compile(rb"<(?:\w+:)?si[\s/>]"), 20_000, _MEGABYTE, 16_000_000)
_WHOLE: Final = _Limit(re.compile(rb"(?!)"), 400_000, 24 * _MEGABYTE, 400_000)


class _MeasuredPart:
    """Passes on the bytes of a part until one of its entries, or all of them together, are too much."""

    def __init__(self, source: IO[bytes], limit: _Limit) -> None:
        self._source, self._limit = source, limit
        self._tags = self._size = self._all_tags = 0

    def read(self, count: int) -> bytes:
        """The next bytes. ImportFailure `file_too_large`."""
        piece = self._source.read(count)
        first = True
        for part in self._limit.begin.split(piece):
            tags = part.count(b"<")
            self._tags = self._tags + tags if first else tags + 1
            self._size = self._size + len(part) if first else len(part)
            self._all_tags += tags if first else tags + 1
            first = False
            if (
                self._tags > self._limit.tags
                or self._size > self._limit.size
                or self._all_tags > self._limit.all_tags
            ):
                raise _too_large()
        return piece


def check_package(packed: zipfile.ZipFile) -> None:
    """Whether every part can be read without harm. ImportFailure `file_too_large`."""
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    compressed = sum(entry.compress_size for entry in entries)
    # Sheets of people shrink to a tenth; what shrinks to nothing is none.
    is_bomb = unpacked > limits.SURELY_HARMLESS and unpacked > compressed * limits.MOST_GROWTH
    if unpacked > limits.LARGEST_UNPACKED or is_bomb:
        raise _too_large()
    for entry in entries:
        # Anything may be named as a sheet, so everything is measured as one that is not known to be something else.
        limit = _TEXTS if entry.filename.casefold() == _STRINGS.casefold() else _SHEET
        if limit is _SHEET and _READ_WHOLE.match(entry.filename):
            limit = _WHOLE
        with packed.open(entry) as source:
            measured = _MeasuredPart(source, limit)
            while measured.read(_PIECE):
                pass


def _too_large() -> ImportFailure:
    return ImportFailure("file_too_large", most=limits.LARGEST_UNPACKED // _MEGABYTE)
