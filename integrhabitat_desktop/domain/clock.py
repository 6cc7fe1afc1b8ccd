"""The clock that is handed to whatever needs to know the time."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; the composition root owns the real one."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


def instant_text(moment: datetime) -> str:
    """A moment as records hold it: UTC to the second, `YYYY-MM-DDTHH:MM:SSZ`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
