"""Fails when a document points to a file of the project that does not exist."""

from __future__ import annotations

import re
import sys

from tools.tracked_files import tracked_files

LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")
ELSEWHERE = ("http://", "https://", "mailto:")


def main() -> int:
    """Check the links of every document."""
    failed = False
    for document in tracked_files(".md"):
        text = document.read_text(encoding="utf-8")
        for link in LINK.finditer(text):
            target = link["target"]
            if not target.startswith(ELSEWHERE) and not (document.parent / target).exists():
                failed = True
                print(f"{document}:{text.count(chr(10), 0, link.start()) + 1}: no such file: {target}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
