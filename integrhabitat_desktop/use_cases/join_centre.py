"""Join a centre that exists: pair a new store with the hub, receive the centre, become one of its coordinators here."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

from integrhabitat_desktop.db import key_accounts
from integrhabitat_desktop.db.key_accounts import NewAccount
from integrhabitat_desktop.db.key_rotation import begin_rotation
from integrhabitat_desktop.db.queries.staff import StaffRow, staff_of_role
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Role
from integrhabitat_desktop.sync.engine import SyncEngine, connect_over_http
from integrhabitat_desktop.sync.pairing import pair, trusted_hub
from integrhabitat_desktop.use_cases.store_door import JOINING_ACCOUNT, NewCoordinator, OpenedStore, StoreDoor

__all__ = ["HubPaper", "JoinedStore", "StaffRow"]


@dataclass(frozen=True, slots=True)
class HubPaper:
    """What stands on the hub's screen, and what this computer shall be called there."""

    address: str
    code: str
    fingerprint: str
    device_name: str


@dataclass(frozen=True, slots=True)
class JoinedStore:
    """The centre is here; it remains to say which of its coordinators sits in front of it."""

    opened: OpenedStore
    recovery_text: str = field(repr=False)
    coordinators: tuple[StaffRow, ...]


@dataclass(frozen=True, slots=True)
class Chances:
    """Seconds for measuring and unpredictable bytes."""

    monotonic: Callable[[], float]
    random_bytes: Callable[[int], bytes]


def join_centre(door: StoreDoor, paper: HubPaper, passphrase: str, chances: Chances) -> JoinedStore:
    """Make a store, pair it and receive the centre. Slow: worker thread.

    Raises HubError, StoreError, RuleViolation `no_coordinator`; then nothing is left here, and a code that was
    used up has to be asked for anew.
    """
    trusted_hub(paper.address, paper.fingerprint)
    opened, recovery_text = door.create(NewCoordinator(paper.device_name, passphrase), None)
    store = opened.connect()
    try:
        pair(
            store,
            paper.address,
            paper.code,
            paper.fingerprint,
            device_name=paper.device_name,
            author=JOINING_ACCOUNT,
            random_bytes=chances.random_bytes,
        )
        _receive(store, chances)
        coordinators = tuple(staff_of_role(store, Role.COORDINATOR.value))
        if not coordinators:
            raise RuleViolation("no_coordinator")
    except BaseException:
        store.close()
        shutil.rmtree(opened.files.folder, ignore_errors=True)
        raise
    store.close()
    return JoinedStore(opened, recovery_text, coordinators)


def become(door: StoreDoor, joined: JoinedStore, coordinator: StaffRow, passphrase: str) -> OpenedStore:
    """Give this coordinator the account of the new store, and open it as them. StoreError."""
    keys, unlocked = joined.opened.keys, joined.opened.unlocked
    account = NewAccount(coordinator.staff_id, coordinator.display_name, coordinator.role, passphrase, False)
    key_accounts.add_account(keys, unlocked, account)
    # The placeholder's key goes with the next unlock, which gives the store a new one.
    begin_rotation(keys, unlocked, JOINING_ACCOUNT)
    return door.unlock(coordinator.staff_id, passphrase)


def _receive(store: Store, chances: Chances) -> None:
    engine = SyncEngine(
        store,
        JOINING_ACCOUNT,
        connect_over_http,
        monotonic=chances.monotonic,
        random_bytes=chances.random_bytes,
    )
    try:
        engine.run_round()
    finally:
        engine.close()
