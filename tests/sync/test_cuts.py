"""The line is cut after every 16th byte of pairing, push and pull: nothing lost, nothing doubled, one retry."""

import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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

EVERY = 16
OWN_NAME = "Amparo Prueba 0"


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

    def check(self, store: Store) -> None:
        """Everything is there, once."""
        held = invariants.hub_records(self.hub.inside.engine, CENTRE)
        own = [key for key, record in held.items() if record.fields.get("name") == OWN_NAME]
        assert len(own) == 2, "the person of the beginning and the one of this store"
        assert {record.version for record in held.values()} == {1}
        invariants.check_hub(self.hub.inside.engine, CENTRE)
        invariants.check_converged({"cut": store}, self.hub.inside.engine, CENTRE)
        invariants.check_store(store)


@pytest.fixture(scope="module")
def cut_test(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CutTest]:
    folder = tmp_path_factory.mktemp("cuts")
    workers = Workers()
    hub = ServedHub(folder / "hub", workers)
    with hub.serving() as (url, _), CuttingProxy(url) as proxy:
        first = new_store(folder / "first.db", persons=3, with_staff=True)
        pair_with(first, hub, url)
        engine_for(first, url, time.monotonic).run_round()
        with first.transaction(STAFF) as tx:
            tx.create(Person(id=tx.new_id(), name="Benito Prueba", neighbourhood="San Blas"))
        engine = engine_for(first, url, time.monotonic)
        engine.run_round()
        engine.close()
        first.close()
        yield CutTest(hub, hub.inside.copy(), proxy, folder)
    hub.close()
    workers.close()


@pytest.fixture(scope="module")
def uncut(cut_test: CutTest) -> tuple[int, int]:
    """How many bytes go up and come down when nothing is cut."""
    store = cut_test.fresh_store()
    cut_test.proxy.cut_after()
    cut_test.pair_and_sync(store)
    cut_test.check(store)
    store.close()
    up, down = cut_test.proxy.passed
    return up, down


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_cut_at_any_byte_loses_and_doubles_nothing(
    cut_test: CutTest, uncut: tuple[int, int], direction: str
) -> None:
    whole = uncut[0] if direction == "up" else uncut[1]
    assert whole > 20 * EVERY
    for place in range(1, whole, EVERY):
        store = cut_test.fresh_store()
        cut_test.proxy.cut_after(**{direction: place})
        with pytest.raises(HubError) as cut:
            cut_test.pair_and_sync(store)
        assert cut.value.code == "hub_unreachable"
        cut_test.proxy.cut_after()
        cut_test.pair_and_sync(store)
        cut_test.check(store)
        store.close()
