"""Fails when a Python file passes 400 lines; names those over 300, which should be split by concept soon."""

from __future__ import annotations

import sys

from tools.tracked_files import tracked_files

ADVISED, LIMIT = 300, 400


def main() -> int:
    """Check every Python file."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in tracked_files(".py")}
    for path, length in sorted(lengths.items(), key=lambda item: -item[1]):
        if length > LIMIT:
            print(f"{path}: {length} lines, the limit is {LIMIT}: split it by concept")
        elif length > ADVISED:
            print(f"{path}: {length} lines, better under {ADVISED}")
    return int(max(lengths.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
