"""Files written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.safe_file import replace_durably, write_atomically


def test_content_replaces_content_and_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "store.keys"
    path.write_bytes(b"old and readable by all")
    path.chmod(0o644)
    write_atomically(path, b"new\r\n\n")
    assert path.read_bytes() == b"new\r\n\n"
    private = 0o600 if os.name == "posix" else 0o666  # Windows has access lists instead of mode bits
    assert stat.S_IMODE(path.stat().st_mode) == private
    assert list(tmp_path.iterdir()) == [path]


def test_a_left_over_of_an_interrupted_write_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "store.keys.part").write_bytes(b"half")
    write_atomically(tmp_path / "store.keys", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["store.keys"]


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="disk_failed"):
        write_atomically(tmp_path / "nowhere" / "store.keys", b"new")


def test_replacing_moves_a_whole_folder(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "store.db").touch()
    replace_durably(tmp_path / "new", tmp_path / "store")
    assert (tmp_path / "store" / "store.db").exists()
