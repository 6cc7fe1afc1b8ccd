"""Small files written whole or not at all, readable by their owner only."""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from integrhabitat_desktop.db.errors import StoreError

_REPLACE_ATTEMPTS: Final = 20
_REPLACE_PAUSE_SECONDS: Final = 0.1

_CODE_OF_ERRNO = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "folder_read_only",
    errno.EPERM: "folder_read_only",
    errno.EROFS: "folder_read_only",
}


def store_error_of_os(error: OSError) -> StoreError:
    """The StoreError for a refusal of the operating system."""
    return StoreError(_CODE_OF_ERRNO.get(error.errno or 0, "disk_failed"), errno=error.errno or 0)


@contextlib.contextmanager
def file_errors() -> Iterator[None]:
    """Inside the block, refusals of the operating system surface as StoreError."""
    try:
        yield
    except OSError as error:
        raise store_error_of_os(error) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Give `path` this content such that a power cut leaves the old or the new one. Raises StoreError."""
    temporary = path.with_name(path.name + ".part")
    with file_errors():
        try:
            # A left-over of an interrupted write may have another mode; a fresh file has ours.
            temporary.unlink(missing_ok=True)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            replace_durably(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise


def replace_durably(source: Path, target: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Put `source` in the place of `target` and make that last. OSError where it stays impossible.

    Virus scanners on Windows hold new files open for a moment, hence the attempts.
    """
    for remaining in range(_REPLACE_ATTEMPTS - 1, -1, -1):
        try:
            source.replace(target)
            break
        except PermissionError:
            if os.name != "nt" or not remaining:
                raise
            pause(_REPLACE_PAUSE_SECONDS)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Make the content of a finished file last."""
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make new names in the folder last; Windows does this by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends
