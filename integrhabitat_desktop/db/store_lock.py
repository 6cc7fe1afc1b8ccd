"""One running program per store."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.safe_file import store_error_of_os

_HELD_BY_ANOTHER: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class StoreLock:
    """A lock the operating system frees when the process ends, however it ends.

    Release it before the process replaces itself. The file stays: deleting it would let two programs hold
    two files of one name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once. StoreError `second_instance` where another program has it."""
        if self._descriptor is not None:
            raise ValueError("this lock is already held")
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise store_error_of_os(error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_BY_ANOTHER:
                raise StoreError("second_instance") from error
            raise store_error_of_os(error) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Free the lock; nothing happens where it is not held."""
        if self._descriptor is None:
            return
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
