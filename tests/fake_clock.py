"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Starts on a Monday morning in Bogotá."""

    def __init__(self, start: datetime = datetime(2027, 3, 1, 14, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, **parts: float) -> None:
        """Move on by hours=, minutes=, days= ..."""
        self._now += timedelta(**parts)

    def set(self, moment: datetime) -> None:
        """Jump to any moment, also backwards."""
        self._now = moment
