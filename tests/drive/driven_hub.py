"""A hub as an operator runs it: the command `integrhabitat-hub` in processes of its own."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.drive.driven_desktop import PROJECT, DriveFailed

_COMMAND = [sys.executable, "-m", "integrhabitat_hub"]
_URL = re.compile(r"https?://\S+")


class DrivenHub:
    """The hub of one data folder; `serve` starts it on a free port the first time and the same port afterwards."""

    def __init__(self, folder: Path, log: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._log = log.open("ab")
        self._environment = dict(environment)
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def command(self, *words: str) -> str:
        """Run one command and give what it says. DriveFailed."""
        done = subprocess.run(
            [*_COMMAND, *words, "--data", str(self.folder)],
            capture_output=True,
            text=True,
            cwd=PROJECT,
            env=self._environment,
            check=False,
        )
        if done.returncode:
            raise DriveFailed(f"integrhabitat-hub {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def pairing_code(self, centre: str) -> str:
        """A one-time code for one desktop."""
        said = self.command("device", "pair", centre)
        found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+", said)
        if found is None:
            raise DriveFailed(f"no code in: {said}")
        return found.group()

    def serve(self) -> None:
        """Answer desktops from now on."""
        port = self.url.rsplit(":", 1)[-1].strip("/") if self.url else "0"
        self._process = subprocess.Popen(
            [*_COMMAND, "serve", "--port", port, "--data", str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=PROJECT,
            env=self._environment,
        )
        stdout = self._process.stdout
        assert stdout is not None
        for line in stdout:
            found = _URL.search(line)
            if found is not None:
                self.url = found.group().rstrip(".,;")
                return
        raise DriveFailed("the hub did not start; see its log")

    def stop(self) -> None:
        """End it as a power cut does not: politely."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=20)
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        self._log.close()
