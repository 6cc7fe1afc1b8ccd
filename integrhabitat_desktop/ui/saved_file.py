"""Writes the file that a person asked for, whole or not at all."""

from contextlib import suppress
from pathlib import Path

from integrhabitat_protocol.errors import ExpectedError


def write_asked_file(path: Path, content: bytes) -> None:
    """Write `content` to the path that was chosen; what stood there stays until the new one is whole.

    ExpectedError `file_not_written`.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as refused:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ExpectedError("file_not_written") from refused
