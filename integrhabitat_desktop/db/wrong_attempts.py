"""Delays after wrong passphrases: a nuisance for guessers; the real brake is the price of Argon2id."""

import contextlib
import json
import math
from datetime import datetime
from pathlib import Path
from typing import Final

from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.safe_file import write_atomically

LONGEST_SECONDS: Final = 60
_FREE_ATTEMPTS: Final = 2
_LARGEST_FILE: Final = 200


class WrongAttempts:
    """Counts in a small file, per store. A thief can delete it, and nobody is ever shut out for good."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seconds_to_wait(self, now: datetime) -> int:
        """How long the next attempt has to wait; 0 for the first ones."""
        count, last = self._read()
        delay = delay_after(count)
        if last is None or not delay:
            return 0
        # A clock set back must not make the wait longer than the delay.
        passed = max((now - last).total_seconds(), 0.0)
        return max(0, math.ceil(delay - passed))

    def record(self, now: datetime) -> None:
        """Count one wrong passphrase. A disk that takes no file must not keep anyone from trying."""
        count, _ = self._read()
        content = json.dumps({"count": min(count + 1, 1000), "last": now.isoformat()})
        with contextlib.suppress(StoreError):
            write_atomically(self._path, content.encode())

    def clear(self) -> None:
        """Forget the attempts after a right passphrase."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, datetime | None]:
        try:
            with self._path.open("rb") as file:
                values = json.loads(file.read(_LARGEST_FILE))
            count, last = int(values["count"]), datetime.fromisoformat(values["last"])
            return (count, last) if count >= 0 and last.tzinfo else (0, None)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return 0, None


def delay_after(attempts: int) -> int:
    """Seconds after so many wrong passphrases in a row: 0, 0, 1, 2, 4 and so on up to 60."""
    if attempts <= _FREE_ATTEMPTS:
        return 0
    doublings = min(attempts - _FREE_ATTEMPTS - 1, 10)
    return min(1 << doublings, LONGEST_SECONDS)
