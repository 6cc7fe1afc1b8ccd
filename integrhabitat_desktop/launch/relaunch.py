"""Ends this process and starts a fresh one: Python cannot wipe memory, a process that ends does."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Relaunch = Callable[[], None]
"""Called when everything is closed and the store's lock is released; does not come back."""


def relaunch_command(store_folder: Path) -> list[str]:
    """The command that opens this store's lock screen again."""
    program = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "integrhabitat_desktop"]
    )
    return [*program, "--store", str(store_folder)]


def start_again(command: Sequence[str]) -> None:
    """Replace this process. On Windows exec would keep the old memory until the parent notices, so a new process
    is started that waits for this one to be gone."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        subprocess.Popen([*command, "--wait-for", str(os.getpid())], close_fds=True)
        os._exit(0)
    os.execv(command[0], list(command))


def wait_for_end(process_id: int, *, seconds: float = 10.0) -> None:
    """Wait until the process that started this one has ended, at most `seconds`."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and _is_running(process_id):
        time.sleep(0.02)


def _is_running(process_id: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        synchronize, timed_out = 0x00100000, 0x102
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, False, process_id)
        if not handle:
            return False
        waited = ctypes.windll.kernel32.WaitForSingleObject(handle, 0)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(waited == timed_out)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
