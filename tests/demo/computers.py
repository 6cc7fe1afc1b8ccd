"""The computers of the demo: each process with a home, a temporary folder and a log of its own."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests.drive.driven_desktop import DrivenDesktop
from tests.drive.driven_hub import DrivenHub

_PASSED_ON = ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONUTF8", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Computers:
    """Everything under `folder`, which is scanned for plaintext."""

    folder: Path

    def desktop(self, name: str) -> DrivenDesktop:
        """Start a desktop, its store under its own name."""
        return DrivenDesktop(
            self.folder / name / "data", log=self._log(name), environment=self._environment(name)
        )

    def hub(self) -> DrivenHub:
        """The hub, not yet made."""
        return DrivenHub(self.folder / "hub" / "data", self._log("hub"), self._environment("hub"))

    def _log(self, name: str) -> Path:
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        return self.folder / name / "log.txt"

    def _environment(self, name: str) -> dict[str, str]:
        own = {}
        for variable, place in (
            ("HOME", "home"),
            ("USERPROFILE", "home"),
            ("TMPDIR", "temporary"),
            ("TEMP", "temporary"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ):
            folder = self.folder / name / place
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            own[variable] = str(folder)
        passed = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        return {**passed, **own, "QT_QPA_PLATFORM": "offscreen"}
