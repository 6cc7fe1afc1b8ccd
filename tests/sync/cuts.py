"""Cuts the line between a desktop and a served hub at one byte after another."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_pairing import read_pairing
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_protocol.record_types import Person
from tests.sync import invariants
from tests.sync.cutting_proxy import CuttingProxy
from tests.sync.desktop import STAFF
from tests.sync.hub_copies import CENTRE, HubCopy
from tests.sync.jobs import Workers
from tests.sync.served_hub import ServedHub, connected, engine_for, new_store, pair_with

OWN_NAME = "Amparo Prueba 0"
Direction = Literal["up", "down"]


class CutTest:
    """A served hub that goes back to its beginning for each cut, and the proxy in front of it."""

    def __init__(self, hub: ServedHub, beginning: HubCopy, proxy: CuttingProxy, folder: Path) -> None:
        self.hub = hub
        self.beginning = beginning
        self.proxy = proxy
        self.folder = folder

    def fresh_store(self) -> Store:
        """A store with one person of its own; the hub is as it was at first."""
        self.hub.inside.put_back(self.beginning)
        return new_store(self.folder / f"{secrets.token_hex(8)}.db", persons=1)

    def pair_and_sync(self, store: Store) -> None:
        """What a desktop does first: join, send its own, receive the rest. HubError."""
        if read_pairing(store) is None:
            pair_with(store, self.hub, self.proxy.url, connected(self.proxy.url))
        engine = engine_for(store, self.proxy.url, time.monotonic)
        try:
            engine.run_round()
        finally:
            engine.close()

    def uncut(self) -> dict[Direction, int]:
        """How many bytes go up and come down when nothing is cut."""
        store = self.fresh_store()
        self.proxy.cut_after()
        self.pair_and_sync(store)
        self.check(store)
        store.close()
        up, down = self.proxy.passed
        return {"up": up, "down": down}

    def cut_at(self, direction: Direction, place: int) -> None:
        """Cut once, then let it through: all is there, once."""
        store = self.fresh_store()
        self.proxy.cut_after(**{direction: place})
        code = ""
        try:
            self.pair_and_sync(store)
        except HubError as error:
            code = error.code
        assert code == "hub_unreachable", f"cut {direction} at {place}: {code!r}"
        self.proxy.cut_after()
        self.pair_and_sync(store)
        self.check(store)
        store.close()

    def check(self, store: Store) -> None:
        """Everything is there, once."""
        held = invariants.hub_records(self.hub.inside.engine, CENTRE)
        own = [key for key, record in held.items() if record.fields.get("name") == OWN_NAME]
        assert len(own) == 2, "the person of the beginning and the one of this store"
        assert {record.version for record in held.values()} == {1}
        invariants.check_hub(self.hub.inside.engine, CENTRE)
        invariants.check_converged({"cut": store}, self.hub.inside.engine, CENTRE)
        invariants.check_store(store)


@contextmanager
def cut_test(folder: Path) -> Iterator[CutTest]:
    """A served hub with a few records, and the proxy."""
    workers = Workers()
    hub = ServedHub(folder / "hub", workers)
    with hub.serving() as (url, _), CuttingProxy(url) as proxy:
        first = new_store(folder / "first.db", persons=3, with_staff=True)
        pair_with(first, hub, url)
        with first.transaction(STAFF) as tx:
            tx.create(Person(id=tx.new_id(), name="Benito Prueba", neighbourhood="San Blas"))
        engine = engine_for(first, url, time.monotonic)
        engine.run_round()
        engine.close()
        first.close()
        yield CutTest(hub, hub.inside.copy(), proxy, folder)
    hub.close()
    workers.close()
