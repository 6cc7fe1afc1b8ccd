"""What the exchange asks of the storage; the storage answers with values."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from integrhabitat_hub.sync.records import (
    BatchWrites,
    CentreState,
    DeviceState,
    HeldRecord,
    PastVersion,
    Receipt,
    RecordKey,
)


class CentreTransaction(Protocol):
    """One transaction on one centre, for one of its devices. A writing one holds the centre's lock."""

    centre: CentreState
    device: DeviceState

    def records(self, ids: Mapping[str, Collection[str]]) -> Iterable[HeldRecord]:
        """The current rows of these ids, given by type; ids that are not held are left out."""

    def holds_any(self, record_type: str) -> bool:
        """Whether there is a record of this type, deleted ones too."""

    def past_versions(self, above: Mapping[RecordKey, int]) -> Iterable[PastVersion]:
        """The kept versions above the given one of each record, rising within a record."""

    def receipts(self, first: int, last: int) -> list[Receipt]:
        """The device's receipts that touch the changes `first` to `last`, by rising number."""

    def rows_after(self, feed: int, *, unknown_to: str, limit: int) -> Iterable[HeldRecord]:
        """Rows with a higher feed number, in its order, without those that `unknown_to` made ("" for all)."""

    def mark_at(self, feed: int) -> str:
        """The mark of the batch that gave out this feed number; "" where there is none."""

    def record_versions(self) -> Iterable[tuple[str, str, int]]:
        """Type, id and version of every row of the centre."""

    def save(self, writes: BatchWrites, received_at: str) -> None:
        """Write what an exchange decided."""

    def deserted(self, households: Collection[str]) -> set[str]:
        """Those of these households in which erased people lived and nobody lives now who was not erased."""

    def erase(self, person: str) -> None:
        """Empty everything that is held about a person: records, past versions, reviews, quarantined changes."""

    def touch_device(self, now: str, *, seen_feed: int, clock_offset: int, catalogue: int) -> None:
        """Note that the device was here."""


class ExchangeStorage(Protocol):
    """The hub's storage as one exchange needs it."""

    def public_key(self, device: str) -> bytes | None:
        """The public key of a paired device, revoked or not; None where there is none."""

    def open_centre(self, device: str, *, for_writing: bool) -> AbstractContextManager[CentreTransaction]:
        """A transaction on the device's centre; committed at the end, undone by an exception.

        Raises StorageBusyError where the lock is not to be had in time.
        """
