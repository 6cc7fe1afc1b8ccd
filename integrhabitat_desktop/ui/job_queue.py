"""The jobs of one worker thread: in order, newest wins by key, a superseded running read is interrupted."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work for a worker thread and where its result goes.

    A job with a key only reads: a newer one of the same key makes it superfluous at any moment.
    """

    work: Callable[[object], object]
    done: Callable[[object], None]
    failed: Callable[[BaseException], None]
    key: tuple[int, str] | None = None
    scope: int = 0
    superseded: bool = field(default=False)


class JobQueue:
    """Filled by the GUI thread, emptied by one worker thread.

    `interrupt` stops the statement that the worker's store is running. It is only called while the very job
    it is meant for runs, so that it can never hit a write that comes after it.
    """

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._interrupt = interrupt

    def put(self, job: Job) -> None:
        """Add a job; older ones of its key are dropped, the running one included."""
        with self._lock:
            if job.key is not None:
                self._supersede(lambda other: other.key == job.key)
            self._waiting.append(job)

    def drop_reads(self, scope: int | None = None) -> None:
        """Drop the reads of a scope, of every scope where none is named; writes stay."""
        with self._lock:
            self._supersede(lambda job: job.key is not None and scope in (None, job.scope))

    def take(self) -> Job | None:
        """The next job, now running; None where nothing waits. Worker thread."""
        with self._lock:
            self._running = self._waiting.popleft() if self._waiting else None
            return self._running

    def finish(self, job: Job) -> bool:
        """The job has ended; whether its result is still wanted. Worker thread."""
        with self._lock:
            self._running = None
            return not job.superseded

    def _supersede(self, concerns: Callable[[Job], bool]) -> None:
        for job in self._waiting:
            job.superseded = job.superseded or concerns(job)
        self._waiting = deque(job for job in self._waiting if not job.superseded)
        running = self._running
        if running is not None and concerns(running):
            # Again each time: the first interrupt may have come just before the statement began.
            running.superseded = True
            self._interrupt()
