"""Fails on words that do not belong in the project: paths of one machine, index hosts, markers of unfinished work."""

from __future__ import annotations

import re
import sys

from tools.tracked_files import tracked_files

BINARY = {".png", ".ttf", ".otf", ".ico", ".xlsx", ".pdf", ".mo", ".db"}
# Each pattern is written so that it does not find itself.
FORBIDDEN = {
    r"(?<![\w.])/(?:work|root|opt/pypi|opt/wheels)/\w": "an absolute path of one machine",
    r"/tmp/[a-z]": "an absolute path of one machine",
    r"(?:files\.python[h]osted|test\.py[p]i|(?<!\w)py[p]i\.org/simple)": "a package index host",
    r"\b(?:TO[D]O|FI[X]ME|HA[C]K)\b": "unfinished work",
    r"^(?:<{7}|>{7}|={7})(?: |$)": "a merge left half done",
    r"-----BEGIN [A-Z ]*PRIV[A]TE KEY": "a secret key",
}
PATTERNS = {re.compile(pattern, re.MULTILINE): reason for pattern, reason in FORBIDDEN.items()}


def main() -> int:
    """Check every text file of the project."""
    failed = False
    for path in tracked_files():
        if path.suffix in BINARY or path.name == "check_words.py":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for pattern, reason in PATTERNS.items():
            for found in pattern.finditer(text):
                failed = True
                line = text.count("\n", 0, found.start()) + 1
                print(f"{path}:{line}: {reason}: {found.group()}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
