"""A hub that is really served over HTTP by a process of its own, and known to the test from inside."""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.store import Store, prepare_store
from integrhabitat_desktop.sync.engine import SyncEngine
from integrhabitat_desktop.sync.hub_address import HubAddress
from integrhabitat_desktop.sync.hub_client import HubClient
from integrhabitat_desktop.sync.pairing import join
from integrhabitat_hub.data_folder import DataFolder, Settings
from integrhabitat_protocol.record_types import Person, StaffAccount
from tests.fake_clock import FakeClock
from tests.sync.desktop import STAFF, STORE_KEY
from tests.sync.hub_copies import CENTRE, HubInTest
from tests.sync.jobs import Worker, Workers


class ServedHub:
    """The data folder of one hub with one centre; `serving` runs it."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.data = DataFolder(folder)
        self.data.create(Settings(), datetime.now(UTC), secrets.token_bytes)
        self._workers = workers
        clock = FakeClock(datetime.now(UTC))
        self.inside = HubInTest(
            self.data.open_database(), self.data.signing_key(), secrets.token_bytes, clock
        )
        self.inside.add_centre()

    @contextmanager
    def serving(self, *, tls: bool = False) -> Iterator[tuple[str, Worker]]:
        """Its URL and the process, which answers from now on until it is killed."""
        with self._workers.running("hub", folder=str(self.data.path), tls=tls) as worker:
            yield worker.read()["url"], worker

    def close(self) -> None:
        """Let go of the database."""
        self.inside.engine.dispose()


def new_store(path: Path, *, persons: int = 0, with_staff: bool = False, prefix: bytes = b"") -> Store:
    """A store that has no hub yet, with some persons that were registered without one."""
    connection = open_encrypted(path, STORE_KEY, create=True)
    prepare_store(connection, (lambda _: prefix) if prefix else secrets.token_bytes)
    store = Store(connection, FakeClock())
    if with_staff:
        with store.transaction(STAFF) as tx:
            tx.create(StaffAccount(id=STAFF, display_name="Elena Prueba", role="COORDINATOR", state="ACTIVE"))
    for number in range(persons):
        with store.transaction(STAFF) as tx:
            tx.create(Person(id=tx.new_id(), name=f"Amparo Prueba {number}"))
    return store


def connected(url: str, certificate: bytes = b"") -> HubClient:
    """A client that gives up soon."""
    return HubClient(HubAddress.parse(url), certificate, connect_seconds=5, silence_seconds=10)


def pair_with(store: Store, hub: ServedHub, url: str, client: HubClient | None = None) -> None:
    """Pair a store with a new code."""
    way = client or connected(url)
    try:
        join(
            store,
            way,
            address=url,
            certificate=b"",
            code=hub.inside.pairing.new_code(CENTRE),
            device_name="Reception",
            author=STAFF,
            random_bytes=secrets.token_bytes,
        )
    finally:
        way.close()


def engine_for(store: Store, url: str, monotonic: Callable[[], float]) -> SyncEngine:
    """An engine that finds the hub at `url`, wherever it was paired."""
    return SyncEngine(
        store, STAFF, lambda _: connected(url), monotonic=monotonic, random_bytes=secrets.token_bytes
    )


def chance(seed: int) -> random.Random:
    """Chance that can be repeated; the seed is printed."""
    print(f"seed of the faults: {seed}")
    return random.Random(seed)
