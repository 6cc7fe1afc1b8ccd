"""Moments as the hub writes them: UTC, to the second."""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ` of an aware moment."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.timestamp())
