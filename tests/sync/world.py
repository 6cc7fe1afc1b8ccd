"""A small world to break: one hub, some desktops of one centre, the journal, and all that can happen to them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.store import Store, prepare_store
from integrhabitat_desktop.sync.pairing import join
from integrhabitat_protocol.record_types import Person, StaffAccount
from tests.fake_clock import FakeClock
from tests.sync.desktop import STAFF, STORE_KEY, Desktop, StoreCopy
from tests.sync.hub_copies import CENTRE, HubCopy, HubInTest
from tests.sync.journal import Journal
from tests.sync.ways_to_the_hub import FaultyWay

HUB_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass(frozen=True)
class Beginning:
    """What every world begins with: a hub that knows some desktops, and their stores, all of them in step."""

    hub: HubCopy
    stores: dict[str, bytes]


@dataclass(frozen=True)
class HubBackup:
    """A hub's database at one moment, and which saved edits are known to be in it."""

    copy: HubCopy
    sent: frozenset[int]


def make_beginning(engine: Engine, folder: Path, names: list[str]) -> Beginning:
    """Pair the desktops with a new hub; the first brings the staff account of everybody."""
    random_bytes = random.Random(1).randbytes
    hub = HubInTest(engine, HUB_KEY, random_bytes)
    hub.add_centre()
    desktops = []
    for number, name in enumerate(names):
        path = folder / f"{name}.db"
        connection = open_encrypted(path, STORE_KEY, create=True)
        prepare_store(connection, random_bytes)
        store = Store(connection, FakeClock())
        if number == 0:
            with store.transaction(STAFF) as tx:
                tx.create(
                    StaffAccount(id=STAFF, display_name="Elena Prueba", role="COORDINATOR", state="ACTIVE")
                )
                for known in ("Amparo Prueba", "Benito Prueba"):
                    tx.create(Person(id=tx.new_id(), name=known))
        store.close()
        desktops.append(Desktop(name, path, FaultyWay(hub), Journal(), random_bytes))
        pair_again(desktops[-1], hub)
        desktops[-1].sync()
    made = Beginning(hub.copy(), {desktop.name: desktop.copy_store().content for desktop in desktops})
    for desktop in desktops:
        desktop.stop()
    return made


def pair_again(desktop: Desktop, hub: HubInTest) -> None:
    """A coordinator pairs the desktop, for the first time or because the hub has forgotten it."""
    join(
        desktop.store,
        FaultyWay(hub),
        address="http://127.0.0.1:8440",
        certificate=b"",
        code=hub.pairing.new_code(CENTRE),
        device_name=f"Computer {desktop.name}",
        author=STAFF,
        random_bytes=hub.random_bytes,
    )


class World:
    """One world; the same seed makes the same one."""

    def __init__(self, beginning: Beginning, engine: Engine, folder: Path, seed: int) -> None:
        random_bytes: Callable[[int], bytes] = random.Random(f"world {seed}").randbytes
        self.hub = HubInTest(engine, HUB_KEY, random_bytes)
        self.hub.put_back(beginning.hub)
        self.journal = Journal()
        self.desktops: list[Desktop] = []
        self.was_restored = False
        self.was_rolled_back = False
        for name, content in beginning.stores.items():
            path = folder / f"{name}.db"
            path.write_bytes(content)
            self.desktops.append(Desktop(name, path, FaultyWay(self.hub), self.journal, random_bytes))

    def close(self) -> None:
        """Let go of all files."""
        for desktop in self.desktops:
            desktop.stop()

    def sync(self, desktop: Desktop) -> str:
        """One round, with the help of a coordinator where the hub has forgotten the desktop; the code or ""."""
        code = desktop.try_to_sync()
        if code == "device_unknown":
            desktop.store.crash_before = None
            pair_again(desktop, self.hub)
            code = desktop.try_to_sync()
        return code

    def back_up_hub(self) -> HubBackup:
        """Keep the hub's database."""
        return HubBackup(self.hub.copy(), self.journal.sent())

    def restore_hub(self, kept: HubBackup, *, say_so: bool) -> None:
        """Put an older database back."""
        self.hub.put_back(kept.copy)
        self.journal.hub_restored(kept.sent)
        self.was_restored = True
        if say_so:
            self.hub.say_restored()

    def roll_back(self, desktop: Desktop, kept: StoreCopy) -> None:
        """Copy an older file over a desktop's store."""
        desktop.put_back(kept)
        self.was_rolled_back = True

    def come_to_rest(self) -> None:
        """Nothing is edited or cut any more, and each desktop syncs until all know everything."""
        for desktop in self.desktops:
            desktop.way.mend()
            desktop.store.crash_before = None
        for _ in range(2):
            for desktop in self.desktops:
                code = self.sync(desktop)
                assert code == "", f"{desktop.name} cannot sync: {code}"
