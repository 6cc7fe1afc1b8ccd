"""The kill loops: a desktop that is killed while it writes and syncs, a hub that is killed while others sync."""

import itertools
import random
import time
from pathlib import Path

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.sync.engine import SyncEngine
from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_protocol.record_types import Person
from tests.fake_clock import FakeClock
from tests.sync import invariants
from tests.sync.desktop import STAFF, STORE_KEY
from tests.sync.hub_copies import CENTRE
from tests.sync.jobs import Workers
from tests.sync.served_hub import ServedHub, engine_for, new_store, pair_with

_ticks = itertools.count()


def _monotonic() -> float:
    return next(_ticks) / 1000


def kill_a_writing_desktop(
    hub: ServedHub, folder: Path, writers: Workers, chance: random.Random, *, kills: int
) -> int:
    """Kill a desktop again and again; returns how many writes it had acknowledged. Raises ViolationError."""
    path = folder / "killed.db"
    with hub.serving() as (url, _):
        store = new_store(path, with_staff=True)
        pair_with(store, hub, url)
        store.close()
        names: dict[str, str] = {}
        saved = 0
        for number in range(kills):
            seed = chance.randrange(10**9)
            with writers.running("writer", store=str(path), url=url, seed=seed) as worker:
                worker.read()
                timer = worker.kill_after(chance.uniform(0.002, 0.08))
                said = worker.wait()
                timer.cancel()
            acknowledged = [line for line in said if "saved" in line]
            names.update((line["person"], line["saved"]) for line in acknowledged)
            saved += len(acknowledged)
            _check_killed_store(path, names, number)
        _check_all_converged(hub, url, folder, path)
    return saved


def _check_killed_store(path: Path, names: dict[str, str], kill: int) -> None:
    """Every acknowledged write is there; record, change and audit entry came together."""
    store = Store(open_encrypted(path, STORE_KEY), FakeClock())
    try:
        invariants.check_store(store)
        invariants.check_together(store)
        for person, name in names.items():
            found = store.get(Person, person)
            # The write after the last acknowledged one may be there as well: it was safe and not told yet.
            if found is None or (found.name != name and not _is_newer(found.name, name)):
                raise invariants.ViolationError(f"kill {kill}: {person} was {name} and is {found}")
            names[person] = found.name
    finally:
        store.close()


def _is_newer(found: str, told: str) -> bool:
    *found_seed, found_number = found.split()
    *told_seed, told_number = told.split()
    return found_seed != told_seed or int(found_number) > int(told_number)


def _check_all_converged(hub: ServedHub, url: str, folder: Path, path: Path) -> None:
    killed = Store(open_encrypted(path, STORE_KEY), FakeClock())
    other = new_store(folder / "beside.db")
    try:
        pair_with(other, hub, url)
        for store in (killed, other, killed):
            engine = engine_for(store, url, _monotonic)
            engine.run_round()
            engine.close()
        stores = {"killed": killed, "beside": other}
        invariants.check_hub(hub.inside.engine, CENTRE)
        invariants.check_converged(stores, hub.inside.engine, CENTRE)
    finally:
        killed.close()
        other.close()


def kill_a_serving_hub(hub: ServedHub, folder: Path, chance: random.Random, *, kills: int) -> int:
    """Kill the hub while two desktops sync; returns how many of the rounds were cut. Raises ViolationError."""
    stores = {name: new_store(folder / f"{name}.db", with_staff=name == "one") for name in ("one", "other")}
    cut = 0
    try:
        with hub.serving() as (url, _):
            for store in stores.values():
                pair_with(store, hub, url)
                _round(store, url)
        for _ in range(kills):
            with hub.serving() as (url, worker):
                timer = worker.kill_after(chance.uniform(0.001, 0.06))
                # Two desktops in turn, until the hub is gone.
                for store in itertools.cycle(stores.values()):
                    _write_something(store, chance)
                    try:
                        _round(store, url)
                    except HubError as error:
                        if error.code != "hub_unreachable":
                            raise
                        cut += 1
                        break
                timer.join()
        with hub.serving() as (url, _):
            for store in (*stores.values(), *stores.values()):
                _round(store, url)
        for store in stores.values():
            invariants.check_store(store)
            invariants.check_together(store)
        invariants.check_hub(hub.inside.engine, CENTRE)
        invariants.check_converged(stores, hub.inside.engine, CENTRE)
        invariants.check_once(stores, hub.inside.engine, CENTRE)
    finally:
        for store in stores.values():
            store.close()
    return cut


def _round(store: Store, url: str) -> None:
    engine: SyncEngine = engine_for(store, url, time.monotonic)
    try:
        engine.run_round()
    finally:
        engine.close()


def _write_something(store: Store, chance: random.Random) -> None:
    known = store.fetch("SELECT id FROM person WHERE gone = 0")
    with store.transaction(STAFF) as tx:
        name = f"Nombre {chance.randrange(10**9)}"
        if known and chance.random() < 0.5:
            tx.update(Person, chance.choice(known)[0], name=name)
        else:
            tx.create(Person(id=tx.new_id(), name=name))
