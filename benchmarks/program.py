"""P01, P02 and P12: the real program as a process, from its start to the first screen, and its memory."""

import os
import statistics
import time
from pathlib import Path

from benchmarks.big_store import PASSPHRASE
from benchmarks.figures import Figure, in_ms, tell
from integrhabitat_desktop.db.key_derivation import FLOOR, stretch
from tests.drive.desk_work import find, go_to
from tests.drive.driven_desktop import DrivenDesktop

_RUNS = 5


def measure(home: Path, wanted: set[str]) -> None:
    """Start the program several times on the big store."""
    starts, opens, memory = [], [], 0
    derivation = _derivation_seconds()
    for _ in range(_RUNS):
        started = time.perf_counter()
        with DrivenDesktop(home, log=home / "log.txt") as desktop:
            desktop.expect(name="open_button")
            desktop.do("settle", name="names", count=1)
            starts.append(time.perf_counter() - started)
            desktop.enter(PASSPHRASE, into="passphrase")
            began = time.perf_counter()
            desktop.press("Enter")
            desktop.expect(screen="reception", patience=60)
            desktop.do("settle", name="results", count=1, more=True)
            opens.append(time.perf_counter() - began - derivation)
            go_to(desktop, "people")
            find(desktop, "gomez")
            desktop.do("settle", name="list", count=1, more=True)
            memory = max(memory, _memory(int(desktop.ready["ready"])))
            desktop.quit()
    if "P01" in wanted:
        tell(
            Figure(
                "P01",
                "start to lock screen, warm, median",
                statistics.median(starts),
                "s",
                1.0,
                in_ms(starts),
            )
        )
    if "P02" in wanted:
        detail = f"{in_ms(opens)}; key derivation of {derivation:.2f} s taken off"
        tell(Figure("P02", "passphrase to first screen, median", statistics.median(opens), "s", 0.5, detail))
    if "P12" in wanted and memory:
        tell(Figure("P12", "memory of the client (resident)", memory / 1024 / 1024, "MB", 250))


def _derivation_seconds() -> float:
    started = time.perf_counter()
    stretch("fogata-lirio-cuenco-remanso", os.urandom(16), FLOOR)
    return time.perf_counter() - started


def _memory(process: int) -> int:
    """Resident bytes; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    line = next(it for it in status.read_text().splitlines() if it.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
