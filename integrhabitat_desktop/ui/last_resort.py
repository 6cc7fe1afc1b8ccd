"""The last-resort handler: a bug reaches it, the window stays, a report without personal data is written."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal, Slot

from integrhabitat_desktop.domain.clock import Clock, instant_text

_log = logging.getLogger(__name__)
_KEPT_REPORTS = 20


def describe_fault(error: BaseException) -> str:
    """Where a fault arose: types, modules, functions and lines. Messages and values are left out on purpose:
    they can hold names and notes."""
    lines: list[str] = []
    step: BaseException | None = error
    while step is not None:
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(step.__traceback__)
        ]
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


class LastResort(QObject):
    """Writes a report for each fault and emits `happened` on the GUI thread; the window shows a sentence.

    What the person typed stays on screen: nothing is closed.
    """

    happened = Signal()
    _elsewhere = Signal()

    def __init__(self, folder: Path, clock: Clock, versions: str) -> None:
        super().__init__()
        self._folder, self._clock, self._versions = folder, clock, versions
        self._lock = threading.Lock()
        self._elsewhere.connect(self._tell)

    def install(self) -> None:
        """Catch what nobody else catches, in every thread."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda args: self.report(args.exc_value or args.exc_type())

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def report(self, error: BaseException) -> None:
        """Write the report and have the sentence shown. Any thread."""
        described = describe_fault(error)
        _log.error("fault: %s", described)
        with self._lock:
            self._write(described)
        if QThread.currentThread() is self.thread():
            self.happened.emit()
        else:
            self._elsewhere.emit()

    def _write(self, described: str) -> None:
        moment = instant_text(self._clock.now())
        name = f"fault-{moment.replace(':', '')}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_text(f"{moment}\n{self._versions}\n{described}\n", encoding="utf-8")
            for old in sorted(self._folder.glob("fault-*.txt"))[:-_KEPT_REPORTS]:
                old.unlink()
        except OSError as refused:
            _log.error("the report could not be written: %s", type(refused).__name__)

    @Slot()
    def _tell(self) -> None:
        self.happened.emit()
