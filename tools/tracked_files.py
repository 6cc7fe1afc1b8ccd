"""The files that belong to the project: those git knows or would add."""

from __future__ import annotations

import subprocess
from pathlib import Path


def tracked_files(*suffixes: str) -> list[Path]:
    """Existing files known to git or not ignored by it; only those with the suffixes, when some are given."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = sorted({Path(name) for name in listed.split("\0") if name})
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]
