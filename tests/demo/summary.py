"""Runs the steps of the demo or the day and writes down how each went."""

import json
import platform
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any


@dataclass
class StepResult:
    """How one step went."""

    name: str
    ok: bool
    seconds: float
    detail: str


@dataclass
class Summary:
    """`summary.json` in the making; what is said goes to the terminal and into a readable log."""

    folder: Path
    steps: list[StepResult] = field(default_factory=list)
    figures: dict[str, float | int] = field(default_factory=dict)
    content: dict[str, Any] = field(default_factory=dict)  # more than single figures

    def run(self, name: str, step: Callable[[], str]) -> bool:
        """Run a step; after a failure the following ones are written down as not run."""
        if self.steps and not self.steps[-1].ok:
            self._note(StepResult(name, False, 0.0, "not run: an earlier step failed"))
            return False
        started = time.monotonic()
        try:
            detail, ok = step(), True
        except Exception as error:  # noqa: BLE001 - every failure is the result
            detail, ok = f"{type(error).__name__}: {error}", False
            (self.folder / "failure.txt").write_text(traceback.format_exc(), encoding="utf-8")
        self._note(StepResult(name, ok, round(time.monotonic() - started, 2), detail))
        return ok

    def _note(self, result: StepResult) -> None:
        self.steps.append(result)
        line = (
            f"{'ok    ' if result.ok else 'FAILED'} {result.seconds:6.2f} s  {result.name}: {result.detail}"
        )
        print(line, flush=True)
        with (self.folder / f"{self.folder.name}.log").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        self.write()

    def write(self) -> None:
        """Write the summary as it stands."""
        content: dict[str, Any] = {
            "steps": [asdict(step) for step in self.steps],
            "figures": self.figures,
            **self.content,
            "versions": {
                "integrhabitat": version("integrhabitat-desktop"),
                "python": platform.python_version(),
                "system": platform.system(),
                "pyside6": version("PySide6-Essentials"),
            },
        }
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (self.folder / "summary.json").write_text(text + "\n", encoding="utf-8")

    @property
    def all_ok(self) -> bool:
        """Whether every step so far went well."""
        return bool(self.steps) and all(step.ok for step in self.steps)
