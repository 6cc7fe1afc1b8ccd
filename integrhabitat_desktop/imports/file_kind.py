"""Tells by its first bytes what a file is; a name says nothing about that."""

import io
import zipfile
from enum import Enum
from typing import Final

from integrhabitat_desktop.imports.errors import ImportFailure

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
# The stream that holds a workbook with a password, as its container spells the name.
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
# Beginnings of what people take for a spreadsheet and is none: a printed list, a picture, a saved web page.
_OTHERS: Final = (
    b"%pdf",
    b"{\\rtf",
    b"\x89png",
    b"\xff\xd8\xff",
    b"gif8",
    b"<!doctype",
    b"<html",
    b"<table",
    b"<?xml",
)
_SAMPLE: Final = 4_096
_ENCRYPTED_ENTRY: Final = 0x1
# Control characters other than these stand in no text; null bytes are told apart by the encoding.
_IN_TEXT: Final = frozenset(b"\0\t\n\r\f\x1a")


class FileKind(Enum):
    """How a file is to be read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def kind_of(content: bytes) -> FileKind:
    """How to read it. ImportFailure `file_locked`, `file_kind_old`, `file_kind_unknown`, `file_damaged`."""
    if content.startswith(_OLE):
        raise ImportFailure("file_locked" if _LOCKED in content else "file_kind_old")
    if content.startswith(_ZIP):
        _check_package(content)
        return FileKind.WORKBOOK
    begin = content[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(_OTHERS) or _is_binary(content[:_SAMPLE]):
        raise ImportFailure("file_kind_unknown")
    return FileKind.TEXT


def _check_package(content: bytes) -> None:
    """A packed file is a workbook only if it says so; documents and other office formats are packed as well."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ImportFailure("file_damaged") from error
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise ImportFailure("file_locked")
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise ImportFailure("file_kind_unknown")


def _is_binary(head: bytes) -> bool:
    controls = sum(byte < 0x20 and byte not in _IN_TEXT for byte in head)
    return controls * 20 > len(head)
