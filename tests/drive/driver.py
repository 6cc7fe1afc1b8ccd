"""The real program under remote control: `python -m tests.drive.driver HOME`.

Reads one JSON command a line from its input and answers each with one line. A command that speaks of something
which is not on the screen yet is tried again until its time is up, as a person would wait.
"""

import faulthandler
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QApplication

from integrhabitat_desktop.app import PROGRAM, DesktopApp
from integrhabitat_desktop.launch.surroundings import surroundings_of
from tests.drive import records
from tests.drive.commands import COMMANDS, Answer, Command
from tests.drive.keyboard import settling
from tests.drive.on_screen import NotThere

_TRY_AGAIN_MS = 15
_PATIENCE_SECONDS = 15.0


class Driver(QObject):
    """Passes commands to the window, one after the other."""

    def __init__(self, application: QApplication, app: DesktopApp) -> None:
        super().__init__()
        self._application, self._app = application, app
        self._waiting = b""
        self._command: Command | None = None
        self._limit = 0.0
        self._is_to_press = False  # keys or a click were promised and did not come yet
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self._try)

    @Slot()
    def _read(self) -> None:
        arrived = os.read(0, 65536)
        if not arrived:
            self._application.quit()
            return
        self._waiting += arrived
        self._next()

    def _next(self) -> None:
        if self._command is not None or b"\n" not in self._waiting:
            return
        line, self._waiting = self._waiting.split(b"\n", 1)
        self._command = json.loads(line)
        self._limit = time.monotonic() + float(self._command.get("patience", _PATIENCE_SECONDS))
        # In a moment of its own: a command may open a dialog that keeps an event loop to itself.
        self._again.start(0)

    @Slot()
    def _try(self) -> None:
        command = self._command
        if command is None:
            return
        if self._is_to_press or settling:
            self._again.start(0)
            return
        self._command = None
        if command["do"] == "pause":
            # The window goes on meanwhile; for pictures only.
            QTimer.singleShot(round(float(command["seconds"]) * 1000), lambda: self._answer({"ok": True}))
            return
        try:
            result = self._done(command)
        except NotThere as missing:
            self._command = command
            if time.monotonic() < self._limit:
                self._again.start(int(command.get("every", _TRY_AGAIN_MS)))
                return
            self._answer({"ok": False, "error": str(missing), "texts": COMMANDS["texts"]({})["texts"]})
        except Exception:  # noqa: BLE001 - the one who drives wants to know
            self._answer({"ok": False, "error": traceback.format_exc()})
        else:
            self._answer({"ok": True, **result})

    def _done(self, command: Command) -> Answer:
        do = command["do"]
        if do == "quit":
            self._application.closeAllWindows()
            self._app.close()
            QTimer.singleShot(0, self._application.quit)
            return {}
        if do == "records":
            return records.tell(self._app, command)
        if do == "rounds":
            return records.count_rounds(self._app)
        if do == "compare":
            return records.compare_with_hub(self._app, command)
        if do in ("press", "click"):
            # Answered first: what follows may be a dialog with a loop of its own, or the end of this process.
            find_first = COMMANDS["expect"]
            if "name" in command:
                find_first({"name": command["name"]})
            self._is_to_press = True
            QTimer.singleShot(0, lambda: self._press(command))
            return {}
        return COMMANDS[do](command)

    def _press(self, command: Command) -> None:
        self._is_to_press = False
        COMMANDS[command["do"]](command)

    def _answer(self, answer: Answer) -> None:
        self._command = None
        say(answer)
        self._next()


def say(answer: Answer) -> None:
    """One line to whoever drives."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def drive_again() -> None:
    """What a lock does here: the same driver in place of this process."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "tests.drive.driver", *sys.argv[1:]])


def main() -> int:
    """Open the program on the store of HOME."""
    from dataclasses import replace

    # A driven window that hangs tells where: kill -USR1 (where the system has that signal).
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1)
    home = Path(sys.argv[1])
    surroundings = replace(surroundings_of(home), relaunch=drive_again)
    application = QApplication([PROGRAM])
    app = DesktopApp(application, surroundings)
    started = time.monotonic()
    app.start()
    driver = Driver(application, app)
    QTimer.singleShot(
        0, lambda: say({"ok": True, "ready": os.getpid(), "seconds": time.monotonic() - started})
    )
    status = application.exec()
    del driver
    return status


if __name__ == "__main__":
    sys.exit(main())
