"""Writes the two lock files: every version pinned, every file's hash, for all systems, naming no index."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOLVER_LOCK = ROOT / "tools" / "resolver.lock"
OPTIONS = (
    "--universal",
    "--system-certs",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
)
# The lock must hold what the public index offers, whatever extra sources this machine is set up with.
NOT_FROM = ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_INDEX_URL", "UV_INDEX", "UV_FIND_LINKS")


def main(arguments: list[str]) -> int:
    """Resolve afresh; with `keep` in the arguments, keep every version that may stay."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_FROM}
    environment["PIP_CONFIG_FILE"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        resolver = _install_resolver(Path(folder), environment)
        upgrade = [] if "keep" in arguments else ["--upgrade"]
        develop, run = ROOT / "requirements-dev.lock", ROOT / "requirements.lock"
        compile_lock = [str(resolver), "pip", "compile", "--quiet", "pyproject.toml", *OPTIONS]
        run_extras = ["--extra=desktop", "--extra=hub", "--extra=build"]
        for options in (
            [*upgrade, "--all-extras", "--output-file", str(develop)],
            ["--upgrade", *run_extras, "--constraints", str(develop), "--output-file", str(run)],
        ):
            outcome = subprocess.run([*compile_lock, *options], cwd=ROOT, env=environment, check=False)
            if outcome.returncode != 0:
                print("The lock files were not changed completely; see the reason above.", file=sys.stderr)
                return 1
    print("requirements.lock and requirements-dev.lock are written. Next: make check && make test")
    return 0


def _install_resolver(folder: Path, environment: dict[str, str]) -> Path:
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run(
        [str(programs / "python"), *install, "-r", str(RESOLVER_LOCK)], env=environment, check=True
    )
    return programs / "uv"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
