"""How far a long job is, told from its thread, and the wish to cancel it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from integrhabitat_protocol.errors import ExpectedError

_TELL_EVERY = 0.1  # seconds; more often only costs the window time
_GUESS_AFTER = 2.0  # seconds of work before a remaining time is worth saying


class JobCancelled(ExpectedError):  # noqa: N818 - a wish, not a fault
    """The person pressed Cancel; what the job had begun was rolled back."""

    def __init__(self) -> None:
        super().__init__("cancelled")


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far a job is; a `total` of 0 means that nobody knows. `step` is a word of the job's own."""

    done: int
    total: int
    step: str = ""
    seconds_left: float | None = None


class Progress:
    """Given to a long job, which calls `report` often: that is also where a cancelled job stops."""

    def __init__(self, tell: Callable[[ProgressReport], None], monotonic: Callable[[], float]) -> None:
        self._tell, self._monotonic = tell, monotonic
        self._cancelled = threading.Event()
        self._began = self._told = -1.0

    def report(self, done: int, total: int, step: str = "") -> None:
        """Say how far the job is. JobCancelled where the person wishes to stop."""
        self.raise_if_cancelled()
        now = self._monotonic()
        if self._began < 0:
            self._began = now
        if done < total and self._told >= 0 and now - self._told < _TELL_EVERY:
            return
        self._told = now
        spent = now - self._began
        known = 0 < done < total and spent >= _GUESS_AFTER
        self._tell(ProgressReport(done, total, step, spent * (total - done) / done if known else None))

    def raise_if_cancelled(self) -> None:
        """JobCancelled where the person wishes to stop."""
        if self._cancelled.is_set():
            raise JobCancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next report. Any thread."""
        self._cancelled.set()
