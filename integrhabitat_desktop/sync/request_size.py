"""How much one exchange carries, chosen in seconds: small on a bad link, large on a good one."""

from typing import Final

FIRST_BYTES: Final = 32 * 1024
SMALLEST_BYTES: Final = 4 * 1024
LARGEST_BYTES: Final = 4 * 1024 * 1024
FIRST_ROWS: Final = 2_000
SMALLEST_ROWS: Final = 100
LARGEST_ROWS: Final = 20_000
# The hub takes 50,000 changes at once, and the shortest change has about 60 bytes here.
_LARGEST_UNPACKED = 3_000_000

SHORT_SECONDS: Final = 5.0
LONG_SECONDS: Final = 10.0
_AT_ONCE_SECONDS = 0.5
_GOOD_ONES_AFTER_A_CUT = 3


class RequestSize:
    """Learns from each exchange how much the next may carry, so that it takes 5 to 10 seconds.

    The batch is measured as it travels, compressed; `batch_bytes` is what that means before compression.
    """

    def __init__(self) -> None:
        self._compressed = FIRST_BYTES
        self._ratio = 4.0
        self._rows = FIRST_ROWS
        self._good_ones_wanted = 0

    @property
    def batch_bytes(self) -> int:
        """Size of the next batch before compression."""
        return min(int(self._compressed * self._ratio), _LARGEST_UNPACKED)

    @property
    def page_rows(self) -> int:
        """Rows of the next page."""
        return self._rows

    def exchange_done(self, seconds: float, *, unpacked: int, sent: int, was_full: bool) -> None:
        """An exchange took so long; `unpacked` bytes of changes became `sent` bytes; `was_full`: more was there."""
        if unpacked > SMALLEST_BYTES and sent:
            self._ratio = max(1.0, min(50.0, unpacked / sent))
        if seconds > LONG_SECONDS:
            self._shrink()
        elif self._good_ones_wanted:
            self._good_ones_wanted -= 1
        elif seconds < SHORT_SECONDS and was_full:
            factor = 16 if seconds < _AT_ONCE_SECONDS else 2
            self._compressed = min(self._compressed * factor, LARGEST_BYTES)
            self._rows = min(self._rows * factor, LARGEST_ROWS)

    def exchange_cut(self) -> None:
        """The link broke: carry half, until three exchanges went well."""
        self._shrink()
        self._good_ones_wanted = _GOOD_ONES_AFTER_A_CUT

    def _shrink(self) -> None:
        self._compressed = max(self._compressed // 2, SMALLEST_BYTES)
        self._rows = max(self._rows // 2, SMALLEST_ROWS)
