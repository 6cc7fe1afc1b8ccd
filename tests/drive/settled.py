"""Waiting at a driven desktop until records, files and rounds of sync are there."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.drive.desk_work import go_to
from tests.drive.driven_desktop import DrivenDesktop

PATIENCE_SECONDS = 15
_PAUSE_SECONDS = 0.05


def told(desktop: DrivenDesktop) -> dict[str, Any]:
    """All records, their versions and what waits to be sent; see `tests.drive.records`."""
    return desktop.do("records")


def wait_until(desktop: DrivenDesktop, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until what the desktop tells of its records holds. AssertionError with what is on the screen."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not holds(told(desktop)):
        if time.monotonic() > limit:
            raise AssertionError(
                f"this did not happen in time; on the screen: {desktop.do('texts')['texts']}"
            )
        time.sleep(_PAUSE_SECONDS)


def wait_for(desktop: DrivenDesktop, record_type: str, count: int) -> None:
    """Wait for at least so many records of a type. AssertionError."""
    wait_until(desktop, lambda told: len(told["records"][record_type]) >= count)


def wait_for_file(path: Path) -> None:
    """Wait for a whole PDF. AssertionError."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not (path.exists() and path.read_bytes().rstrip().endswith(b"%%EOF")):
        if time.monotonic() > limit:
            raise AssertionError(f"{path.name} was not written")
        time.sleep(_PAUSE_SECONDS)


def sync_now(desktop: DrivenDesktop) -> None:
    """Press the button of the sync screen and wait until the round has ended and nothing waits. AssertionError."""
    go_to(desktop, "sync")
    rounds = desktop.do("rounds")["rounds"]
    desktop.click("sync_button")
    limit = time.monotonic() + PATIENCE_SECONDS
    while desktop.do("rounds")["rounds"] <= rounds:
        if time.monotonic() > limit:
            raise AssertionError("the round did not end")
        time.sleep(_PAUSE_SECONDS)
    until_quiet(desktop)


def until_quiet(desktop: DrivenDesktop) -> None:
    """Wait until nothing waits to be sent any more. AssertionError."""
    wait_until(desktop, lambda told: not {"waiting", "in_flight"} & told["outbox"].keys())
