"""Makes .venv ready: environment, pinned packages, this project, translations. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.system_libraries import apt_install, ensure_libraries, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
LOCKS = {"run": "requirements.lock", "develop": "requirements-dev.lock"}
PIP = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]


class SetUpError(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def main(purpose: str) -> int:
    """Set up for `run` (the product) or `develop` (tests and checks as well)."""
    os.chdir(ROOT)
    if not ensure_libraries():
        return 1
    try:
        ensure_environment()
        install_packages(LOCKS[purpose])
        install_project()
        compile_translations()
        try_the_window_toolkit()
    except SetUpError as failure:
        say(str(failure))
        return 1
    (VENV / ".ready-to-run").touch()
    if purpose == "develop":
        (VENV / ".ready-to-develop").touch()
    say("Ready.")
    return 0


def ensure_environment() -> None:
    """Create .venv, or make it anew when its Python is gone, too old or without pip."""
    if VENV_PYTHON.exists() and _works(VENV_PYTHON):
        return
    if VENV.exists():
        say("The environment in .venv does not work any more; making it anew.")
        shutil.rmtree(VENV)
    say(f"Making the environment .venv with Python {'.'.join(map(str, sys.version_info[:3]))} ...")
    if _create_environment():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if apt_install([package]) and _create_environment():
        return
    raise SetUpError(
        "Python's module venv is missing or broken, so the environment cannot be made.\n"
        f"On Debian and Ubuntu: sudo apt-get install -y {package}\n"
        "Elsewhere install a complete Python 3.11 or newer. Then give the same make command again."
    )


def install_packages(lock: str) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    say(f"Installing the packages of {lock}; the first time this downloads 100 to 200 MB ...")
    command = [*PIP, "install", "--progress-bar", "off", "--require-hashes", "-r", lock]
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line.rstrip())
            if line.strip().startswith("Downloading") and "MB)" in line:
                say("  " + line.strip()[:100])
    if pip.returncode != 0:
        raise SetUpError(
            "\n".join(lines[-12:]) + "\n\nThe packages could not be installed: pip's last lines are above. "
            "Usual reasons are no connection, a full disk, or a Python for which no ready-made package exists "
            "yet (3.11 to 3.14 are known to work). Nothing is half-used: give the same command again."
        )


def install_project() -> None:
    """Install this project so that its commands exist and changes in the code act at once."""
    _run(
        [*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."],
        "This project could not be installed into .venv.",
    )


def compile_translations() -> None:
    """Turn the translation catalogues into the form that is read at run time."""
    _run([str(VENV_PYTHON), "-m", "tools.compile_catalogues"], "The translations could not be compiled.")


def try_the_window_toolkit() -> None:
    """Import Qt once: a system library that no list foresaw gets a sentence, not a traceback."""
    _run(
        [str(VENV_PYTHON), "-c", "import PySide6.QtGui, PySide6.QtWidgets"],
        "The window toolkit (Qt) does not start on this system. The last line above names what it misses; "
        "install the package that holds it and give the same make command again.",
        last_lines=1,
    )


def _create_environment() -> bool:
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode == 0 and _works(VENV_PYTHON):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    return False


def _works(python: Path) -> bool:
    script = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([str(python), "-c", script], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(command: list[str], complaint: str, last_lines: int = 12) -> None:
    outcome = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if outcome.returncode != 0:
        output = (outcome.stdout + outcome.stderr).strip().splitlines()
        raise SetUpError("\n".join([*output[-last_lines:], "", complaint]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
