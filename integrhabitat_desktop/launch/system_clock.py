"""The computer's own clock."""

from datetime import UTC, datetime


class SystemClock:
    """Tells the time as the computer has it; decides nothing about whose edit counts."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)
