"""Fails when a lock file names a place to download from, misses a hash, or no longer fits pyproject.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUN, DEVELOP, RESOLVER = Path("requirements.lock"), Path("requirements-dev.lock"), Path("tools/resolver.lock")
RUN_EXTRAS = ("desktop", "hub", "build")
PLACES = re.compile(r"^\s*(--find-links|--index|--extra|--trusted-host|--no-index|-i\b|-f\b)|://|@\s*file:")
ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\]*)?")

Pins = dict[str, list[str]]


def read_lock(path: Path) -> tuple[Pins, list[str]]:
    """The pinned versions of a lock and what is wrong with its lines."""
    pins: Pins = {}
    problems: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if PLACES.search(line):
            problems.append(f"{path}:{number}: names a place to download from: {line.strip()}")
    for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip()):
        entry = ENTRY.match(block)
        if entry is None:
            problems.append(f"{path}: not a pinned version: {block.splitlines()[0]}")
        elif "--hash=sha256:" not in block:
            problems.append(f"{path}: {entry['name']} has no hash")
        else:
            pins.setdefault(canonicalize_name(entry["name"]), []).append(entry["version"])
    return pins, problems


def unmet(requirements: list[str], pins: Pins, lock: Path) -> list[str]:
    """The requirements of pyproject.toml that no pinned version of the lock meets."""
    problems = []
    for text in requirements:
        requirement = Requirement(text)
        versions = pins.get(canonicalize_name(requirement.name), [])
        if not any(requirement.specifier.contains(version, prereleases=True) for version in versions):
            problems.append(f"{lock}: does not meet '{text}' of pyproject.toml (make lock)")
    return problems


def main() -> int:
    """Check the three lock files."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    needed: list[str] = project["project"]["dependencies"]
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    run, problems = read_lock(RUN)
    develop, more = read_lock(DEVELOP)
    problems += more + read_lock(RESOLVER)[1]
    problems += unmet([*needed, *(text for name in RUN_EXTRAS for text in extras[name])], run, RUN)
    problems += unmet([*needed, *(text for texts in extras.values() for text in texts)], develop, DEVELOP)
    problems += [
        f"{RUN}: {name} {versions} differs from {DEVELOP}: {develop.get(name)}"
        for name, versions in run.items()
        if develop.get(name) != versions
    ]
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
