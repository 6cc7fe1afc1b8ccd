"""Runs jobs off the GUI thread, each thread with a desk of its own, and brings the results back to it.

Two threads: one for the quick jobs of the screens, in order; one for long jobs with progress and Cancel.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from integrhabitat_desktop.ui.job_queue import Job, JobQueue
from integrhabitat_desktop.ui.progress import Progress, ProgressReport
from integrhabitat_protocol.errors import ExpectedError

D = TypeVar("D")
T = TypeVar("T")
Failed = Callable[[ExpectedError], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeskSource(Generic[D]):
    """How a thread gets its desk. `make` and `close` run on that thread, `interrupt` on any."""

    make: Callable[[], D]
    close: Callable[[D], None]
    interrupt: Callable[[D], None] = lambda _desk: None


# What Qt for Python says where the object whose signal is emitted exists no more.
_ASKER_IS_GONE = "Signal source has been deleted"


@dataclass(frozen=True, slots=True)
class FailureSink:
    """Where a failure goes that its job does not handle: expected ones to a sentence, bugs to the report."""

    show: Callable[[ExpectedError], None]
    report_bug: Callable[[BaseException], None]


class _Courier(QObject):
    """Lives on the GUI thread; what a worker sends is called there."""

    @Slot(object)
    def deliver(self, call: Callable[[], None]) -> None:
        try:
            call()
        except RuntimeError as error:
            # A panel was closed while an answer for it was on its way: nobody is left to be told.
            if str(error) != _ASKER_IS_GONE:
                raise


class _Worker(QObject, Generic[D]):
    """Lives on a worker thread: one call of `work_once` for each job put into the queue."""

    send = Signal(object)
    stopped = Signal()

    def __init__(self, source: DeskSource[D]) -> None:
        super().__init__()
        self._source = source
        self._desk: D | None = None
        self._is_open = False
        self.queue = JobQueue(self._interrupt)

    def _interrupt(self) -> None:
        if self._is_open:
            self._source.interrupt(cast(D, self._desk))

    @Slot()
    def work_once(self) -> None:
        job = self.queue.take()
        if job is None:
            return
        value, error = None, None
        try:
            if not self._is_open:
                self._desk = self._source.make()
                self._is_open = True
            value = job.work(self._desk)
        except Exception as raised:  # noqa: BLE001 - every failure travels to the GUI thread, bugs too
            error = raised
        if not self.queue.finish(job):
            return
        if error is None:
            self.send.emit(lambda: job.done(value))
        else:
            failure = error
            self.send.emit(lambda: job.failed(failure))

    @Slot()
    def stop(self) -> None:
        if self._is_open:
            self._is_open = False
            self._source.close(cast(D, self._desk))
            self._desk = None
        self.stopped.emit()


class _Lane(QObject, Generic[D]):
    """One worker thread, started at its first job."""

    wake = Signal()
    halt = Signal()

    def __init__(self, name: str, source: DeskSource[D], courier: _Courier) -> None:
        super().__init__()
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._worker: _Worker[D] = _Worker(source)
        self._worker.moveToThread(self._thread)
        self.wake.connect(self._worker.work_once, Qt.ConnectionType.QueuedConnection)
        self.halt.connect(self._worker.stop, Qt.ConnectionType.QueuedConnection)
        self._worker.stopped.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._worker.send.connect(courier.deliver, Qt.ConnectionType.QueuedConnection)
        self.queue = self._worker.queue

    def put(self, job: Job) -> None:
        self.queue.put(job)
        if not self._thread.isRunning():
            self._thread.start()
        self.wake.emit()

    def send_to_window(self, call: Callable[[], None]) -> None:
        """Call something on the GUI thread. Worker thread."""
        self._worker.send.emit(call)

    def close(self) -> None:
        """Drop the reads, let the writes end, close the desk, join."""
        self.queue.drop_reads()
        if self._thread.isRunning():
            self.halt.emit()
            self._thread.wait()


class LongJob:
    """A long job under way; `cancel` asks it to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def cancel(self) -> None:
        self._progress.cancel()


class _Threads(Generic[D]):
    """What all scopes of a runner share."""

    def __init__(self, source: DeskSource[D], sink: FailureSink, monotonic: Callable[[], float]) -> None:
        self.sink, self.monotonic = sink, monotonic
        self.courier = _Courier()
        self.short: _Lane[D] = _Lane("store", source, self.courier)
        self.long: _Lane[D] = _Lane("long-jobs", source, self.courier)
        self.scopes = count(1)
        self.running_long: set[Progress] = set()
        self.is_closed = False


class BackgroundRunner(Generic[D]):
    """Runs jobs in the background; `done` and `failed` are called on the GUI thread.

    `scoped()` gives a runner on the same threads whose results are forgotten by `drop()`: each screen has one,
    so that nothing reaches a screen that is gone.
    """

    def __init__(
        self,
        source: DeskSource[D],
        sink: FailureSink,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        threads: _Threads[D] | None = None,
    ) -> None:
        self._threads = threads or _Threads(source, sink, monotonic)
        self._source = source
        self._scope = next(self._threads.scopes)
        self._is_dropped = False

    def scoped(self) -> "BackgroundRunner[D]":
        """A runner for one screen, on the same threads."""
        threads = self._threads
        return BackgroundRunner(self._source, threads.sink, monotonic=threads.monotonic, threads=threads)

    def run(
        self,
        job: Callable[[D], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Run `job` with the store thread's desk, after all jobs put before it.

        With a `key` the job must only read: a newer one of the same key drops or interrupts it, and its result
        never comes. Without `failed` an expected failure is shown as a sentence in the status line.
        """
        self._put(self._threads.short, cast(Callable[[object], object], job), done, failed, key)

    def run_long(
        self,
        job: Callable[[D, Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        progress: Callable[[ProgressReport], None] | None = None,
    ) -> LongJob:
        """Run a long job on the thread for such; `progress` is told on the GUI thread how far it is.

        A cancelled job fails with the code "cancelled".
        """
        meter = Progress(lambda report: self._tell(progress, report), self._threads.monotonic)
        self._threads.running_long.add(meter)

        def work(desk: object) -> T:
            try:
                meter.raise_if_cancelled()
                return job(cast(D, desk), meter)
            finally:
                self._threads.running_long.discard(meter)

        self._put(self._threads.long, work, done, failed, None)
        return LongJob(meter)

    @property
    def is_open(self) -> bool:
        """Whether jobs are still taken; what begins by itself asks before it writes."""
        return not self._threads.is_closed

    def drop(self) -> None:
        """Forget the results of this scope; reads end, writes still happen and their failures are shown."""
        self._is_dropped = True
        self._threads.short.queue.drop_reads(self._scope)

    def close(self) -> None:
        """Stop both threads: reads and long jobs end, writes are finished, desks are closed. For all scopes."""
        if self._threads.is_closed:
            return
        for meter in tuple(self._threads.running_long):
            meter.cancel()
        self._threads.short.close()
        self._threads.long.close()
        self._threads.is_closed = True
        # A write that failed while the window was closing is still told.
        QCoreApplication.sendPostedEvents(self._threads.courier)

    def _put(
        self,
        lane: _Lane[D],
        work: Callable[[object], object],
        done: Callable[[T], None],
        failed: Failed | None,
        key: str | None,
    ) -> None:
        if self._threads.is_closed:
            if key is not None:
                return  # a last answer, delivered while the window closes, asked for more to show
            raise RuntimeError("the runner is closed")
        lane.put(
            Job(
                work=work,
                done=lambda value: None if self._is_dropped else done(cast(T, value)),
                failed=lambda error: self._fail(error, failed),
                key=(self._scope, key) if key is not None else None,
                scope=self._scope,
            )
        )

    def _tell(self, progress: Callable[[ProgressReport], None] | None, report: ProgressReport) -> None:
        if progress is not None:
            self._threads.long.send_to_window(lambda: None if self._is_dropped else progress(report))

    def _fail(self, error: BaseException, failed: Failed | None) -> None:
        sink = self._threads.sink
        expected = error if isinstance(error, ExpectedError) else None
        if expected is None:
            _log.error("a background job failed: %s", type(error).__name__)
            sink.report_bug(error)
            expected = ExpectedError("program_fault")
        elif failed is None or self._is_dropped:
            if expected.code != "cancelled":
                sink.show(expected)
            return
        if failed is not None and not self._is_dropped:
            failed(expected)
