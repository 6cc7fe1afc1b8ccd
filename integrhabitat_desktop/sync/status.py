"""How the sync stands, for status bar and sync screen: counted from rows, never guessed."""

from dataclasses import dataclass

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_pairing import read_pairing
from integrhabitat_desktop.db.sync_status import count_states, latest_rounds


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`last_success` is the end of the last round that the hub confirmed ("" for none); `problem` is the code of the
    last round if it failed, else "". A failure is never up to date."""

    is_paired: bool
    waiting: int
    in_flight: int
    in_review: int
    quarantined: int
    last_success: str
    last_try: str
    problem: str

    @property
    def is_up_to_date(self) -> bool:
        """Whether everything is sent and the last round succeeded."""
        return (
            self.is_paired
            and not self.problem
            and bool(self.last_success)
            and not self.waiting + self.in_flight
        )


def sync_status(store: Store) -> SyncStatus:
    """The status of a store as it is now. StoreError."""
    counts = count_states(store.connection)
    rounds = latest_rounds(store.connection, 1)
    newest = rounds[0] if rounds else None
    return SyncStatus(
        is_paired=read_pairing(store) is not None,
        waiting=counts.waiting,
        in_flight=counts.in_flight,
        in_review=counts.reviews,
        quarantined=counts.quarantined,
        last_success=store.meta.text(MetaKey.LAST_SUCCESS),
        last_try=newest.ended_at if newest else "",
        problem=newest.code if newest is not None and newest.outcome != "ok" else "",
    )
