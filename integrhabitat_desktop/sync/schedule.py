"""When the next round starts: soon after an edit, seldom when nothing happens, with patience after failures."""

from collections.abc import Callable
from typing import Final

from integrhabitat_desktop.sync.errors import HubError

AFTER_AN_EDIT_SECONDS: Final = 3.0
WHEN_QUIET_SECONDS: Final = 60.0
FIRST_PAUSE_SECONDS: Final = 5.0
LONGEST_PAUSE_SECONDS: Final = 15 * 60.0
# Nothing but a person can change these; asking again every few minutes would only fill the hub's log.
_FOR_A_PERSON = frozenset(
    {"device_revoked", "device_unknown", "upgrade_needed", "not_paired", "hub_not_trusted"}
)


class SyncSchedule:
    """Counts failures and says how long to wait; `fraction` gives random numbers from 0 to 1.

    The pauses are scattered, so that desktops that failed together do not come back together.
    """

    def __init__(self, fraction: Callable[[], float]) -> None:
        self._fraction = fraction
        self._failures = 0

    def after_success(self, unsent: int = 0) -> float:
        """Seconds to the next round after a good one."""
        self._failures = 0
        return AFTER_AN_EDIT_SECONDS if unsent else self._scattered(WHEN_QUIET_SECONDS)

    def after_failure(self, error: HubError) -> float:
        """Seconds to the next round after a failed one: doubled each time, never sooner than the hub asks."""
        pause = min(FIRST_PAUSE_SECONDS * 2.0**self._failures, LONGEST_PAUSE_SECONDS)
        self._failures = min(self._failures + 1, 16)
        if error.code in _FOR_A_PERSON:
            pause = LONGEST_PAUSE_SECONDS
        return max(self._scattered(pause), float(error.retry_after))

    def _scattered(self, seconds: float) -> float:
        return seconds * (0.5 + self._fraction())
