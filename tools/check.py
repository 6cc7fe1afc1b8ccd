"""Runs every check, shows what each found, and fails if one fails. Names of checks pick single ones."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

MOST_LINES = 40
PROGRAMS = Path(sys.executable).parent
FOLDERS = (
    "integrhabitat_desktop",
    "integrhabitat_hub",
    "integrhabitat_protocol",
    "benchmarks",
    "tests",
    "tools",
)
CODE = [folder for folder in FOLDERS if any(Path(folder).rglob("*.py"))]
CHECKS: dict[str, list[str]] = {
    "style": [str(PROGRAMS / "ruff"), "check", "."],
    "format": [str(PROGRAMS / "ruff"), "format", "--check", "."],
    "types": [sys.executable, "-m", "mypy", *CODE],
    "imports": [str(PROGRAMS / "lint-imports"), "--no-logo"],
    "lock": [sys.executable, "-m", "tools.check_lock"],
    "translations": [sys.executable, "-m", "tools.check_catalogues"],
    "lengths": [sys.executable, "-m", "tools.check_lengths"],
    "words": [sys.executable, "-m", "tools.check_words"],
    "links": [sys.executable, "-m", "tools.check_links"],
}


def main(wanted: list[str]) -> int:
    """Run the wanted checks (all when none is named)."""
    unknown = set(wanted) - set(CHECKS)
    if unknown:
        print(f"Unknown check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
        return 2
    failed = []
    for name in wanted or CHECKS:
        started = time.monotonic()
        outcome = subprocess.run(CHECKS[name], capture_output=True, text=True, check=False)
        verdict = "ok" if outcome.returncode == 0 else "FAILED"
        print(f"{name:14}{verdict:8}{time.monotonic() - started:5.1f} s", flush=True)
        if outcome.returncode != 0:
            failed.append(name)
            lines = (outcome.stdout + outcome.stderr).strip().splitlines()
            shown = lines if wanted else lines[:MOST_LINES]
            print("\n".join(shown))
            if len(lines) > len(shown):
                print(f"... and {len(lines) - len(shown)} more lines: make check ARGS={name}")
            print(flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
