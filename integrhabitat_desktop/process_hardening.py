"""Keeps the keys of a running program out of core dumps and out of reach of other programs of the same user."""

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """Call once, before the first key is in memory. Does what the system offers and never fails."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Also refuses debuggers and reads of the memory by the same user.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
