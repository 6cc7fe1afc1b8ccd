"""How sending and receiving stands, and what the hub set aside."""

from dataclasses import dataclass

from integrhabitat_desktop.db.sync_pairing import read_pairing
from integrhabitat_desktop.db.sync_status import QuarantinedChange, SyncRound
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.sync.status import SyncStatus, sync_status
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["QuarantinedChange", "SyncOverview", "SyncRound", "SyncStatus"]

_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """The status, the newest rounds, what waits for a person, and the hub this computer belongs to."""

    status: SyncStatus
    rounds: tuple[SyncRound, ...]
    set_aside: tuple[QuarantinedChange, ...]
    hub_address: str
    device_name: str


def sync_overview(desk: Desk) -> SyncOverview:
    """What the sync screen shows. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.RUN_SYNC)
    sync = SyncStore(desk.store, desk.staff.id)
    pairing = read_pairing(desk.store)
    return SyncOverview(
        status=sync_status(desk.store),
        rounds=tuple(sync.rounds(_ROUNDS)),
        set_aside=tuple(sync.quarantined()),
        hub_address=pairing.address if pairing else "",
        device_name=pairing.device_name if pairing else "",
    )


def send_again(desk: Desk, counter: int) -> None:
    """Offer a change that the hub set aside once more. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.SETTLE_REVIEWS)
    SyncStore(desk.store, desk.staff.id).send_again(counter)


def give_up(desk: Desk, counter: int) -> None:
    """Drop a change that the hub set aside. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.SETTLE_REVIEWS)
    SyncStore(desk.store, desk.staff.id).give_up(counter)
