"""Writes a file that a person asked for."""

from pathlib import Path

from integrhabitat_protocol.errors import ExpectedError


def write_asked_file(path: Path, content: bytes) -> None:
    """Write `content` to the path that was chosen. ExpectedError `file_not_written`."""
    try:
        path.write_bytes(content)
    except OSError as refused:
        raise ExpectedError("file_not_written") from refused
