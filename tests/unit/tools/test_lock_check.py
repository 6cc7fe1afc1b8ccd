"""The lock check notices places to download from, missing hashes and versions that do not fit."""

from pathlib import Path

import pytest

from tools.check_lock import read_lock, unmet

GOOD = "alembic==1.20.1 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:11\n"


def _lock(folder: Path, text: str) -> Path:
    path = folder / "requirements.lock"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_lock_is_read_with_its_markers(tmp_path: Path) -> None:
    assert read_lock(_lock(tmp_path, GOOD)) == ({"alembic": ["1.20.1"], "colorama": ["0.4.6"]}, [])


@pytest.mark.parametrize(
    "line",
    [
        "--find-links wheels",
        "--index-url https://example.org/simple",
        "--extra-index-url https://example.org/simple",
        "--trusted-host example.org",
        "babel @ https://example.org/babel.whl --hash=sha256:22",
        "babel>=2.18",
        "babel==2.18.0",
    ],
)
def test_a_line_that_does_not_pin_by_hash_is_noticed(tmp_path: Path, line: str) -> None:
    assert read_lock(_lock(tmp_path, f"{line}\n{GOOD}"))[1] != []


def test_a_requirement_the_lock_does_not_meet_is_noticed() -> None:
    pins = {"alembic": ["1.20.1"], "pyside6-essentials": ["6.12.0"]}
    needed = ["alembic>=1.20", "PySide6-Essentials>=6.12", "alembic<1.20", "babel>=2"]
    assert len(unmet(needed, pins, Path("requirements.lock"))) == 2
