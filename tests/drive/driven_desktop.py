"""The other end of the driver: starts a desktop as a process and tells it what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROJECT = Path(__file__).parents[2]


class DriveFailed(Exception):  # noqa: N818 - what was driven failed, which is the news
    """A command could not be done; the message says what was on the screen instead."""


class DrivenDesktop:
    """One desktop in a process of its own, with its own store, home and temporary folder."""

    def __init__(self, home: Path, *, log: Path, environment: Mapping[str, str] | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "tests.drive.driver", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=PROJECT,
            env=dict(environment or {**os.environ, "QT_QPA_PLATFORM": "offscreen"}),
        )
        self.ready = self._hear()

    def do(self, do: str, **facts: Any) -> dict[str, Any]:
        """Have one command done. DriveFailed."""
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(json.dumps({"do": do, **facts}).encode() + b"\n")
        stdin.flush()
        answer = self._hear()
        if not answer.get("ok"):
            raise DriveFailed(f"{do} {facts}: {answer.get('error')}\non the screen: {answer.get('texts')}")
        return answer

    def click(self, name: str) -> None:
        """Click a widget."""
        self.do("click", name=name)

    def press(self, keys: str) -> None:
        """Press keys."""
        self.do("press", keys=keys)

    def enter(self, text: str, *, into: str = "") -> None:
        """Type where the keyboard is, or into a named field."""
        if into:
            self.do("focus", name=into)
        self.do("type", text=text)

    def expect(self, text: str = "", **facts: Any) -> None:
        """Wait until this can be read."""
        self.do("expect", **({"text": text} if text else {}), **facts)

    def shot(self, path: Path) -> None:
        """Save a picture of the window."""
        self.do("shot", path=str(path))

    def lock(self) -> None:
        """Press the lock keys and wait for the fresh process."""
        self.do("press", keys="Ctrl+L")
        self.ready = self._hear()

    def quit(self) -> None:
        """Close the program as a person would, and wait for its end. DriveFailed if it ends badly or noted a fault."""
        if self._process.poll() is None:
            self.do("quit")
            stdin = self._process.stdin
            assert stdin is not None
            stdin.close()
        status = self._process.wait(timeout=20)
        self._close_pipes()
        if status:
            raise DriveFailed(f"the desktop ended with status {status}")
        for fault in sorted((self.home / "faults").glob("*.txt")):
            raise DriveFailed(f"something went wrong in the program:\n{fault.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _hear(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        line = stdout.readline()
        if not line:
            raise DriveFailed(f"the desktop ended with status {self._process.wait(timeout=20)}; see its log")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()
