"""A file that a person asked for is written whole, or the one before it stays."""

from pathlib import Path

import pytest

from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_protocol.errors import ExpectedError


def test_a_file_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    target = tmp_path / "lista.pdf"
    for content in (b"one", b"two"):
        write_asked_file(target, content)
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_where_it_cannot_be_written_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="file_not_written"):
        write_asked_file(tmp_path / "missing" / "lista.pdf", b"one")
    folder = tmp_path / "lista.pdf"
    folder.mkdir()
    (folder / "kept").write_bytes(b"")
    with pytest.raises(ExpectedError, match="file_not_written"):
        write_asked_file(folder, b"one")
    assert list(tmp_path.iterdir()) == [folder]
