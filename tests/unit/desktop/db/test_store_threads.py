"""One connection per thread; a read can be ended from another thread, and the store goes on."""

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from integrhabitat_desktop.db.change_set import ChangeSet
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.record_types import Person
from tests.conftest import StoreFactory
from tests.unit.desktop.db.sync_builders import STAFF, register

ENDLESS = (
    "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) SELECT max(n) FROM endless"
)


def test_a_running_read_is_ended_from_another_thread(store: Store) -> None:
    with ThreadPoolExecutor(1) as other:
        ending = other.submit(interrupt_until, store, done := [False])
        with pytest.raises(StoreError, match="interrupted"):
            store.fetch(ENDLESS)
        done[0] = True
        wait([ending])
    assert store.fetch("SELECT 1") == [(1,)]


def interrupt_until(store: Store, done: list[bool]) -> None:
    while not done[0]:
        store.interrupt()


def test_a_second_connection_sees_what_was_committed_and_nothing_else(
    store_factory: StoreFactory, store_path: Path
) -> None:
    writing, reading = store_factory(path=store_path), store_factory(path=store_path)
    with writing.transaction(STAFF) as tx:
        person_id = tx.new_id()
        tx.create(Person(id=person_id, name="Domitila Angulo"))
        assert reading.get(Person, person_id) is None
    assert reading.get(Person, person_id) is not None


def test_two_connections_never_make_the_same_id_or_counter(
    store_factory: StoreFactory, store_path: Path
) -> None:
    one, other = store_factory(path=store_path), store_factory(path=store_path)
    ids = [register(one), register(other), register(one), register(other)]
    assert len(set(ids)) == 4
    assert one.fetch("SELECT counter FROM outbox ORDER BY counter") == [(1,), (2,), (3,), (4,)]


def test_the_listener_hears_after_the_commit_and_not_of_what_failed(
    store_factory: StoreFactory, store_path: Path
) -> None:
    heard: list[ChangeSet] = []
    reading = store_factory(path=store_path)
    seen: list[int] = []

    def listen(changes: ChangeSet) -> None:
        heard.append(changes)
        seen.append(len(reading.fetch("SELECT id FROM person")))

    writing = store_factory(path=store_path, on_change=listen)
    person_id = register(writing)
    with pytest.raises(StoreError), writing.transaction(STAFF) as tx:
        tx.update(Person, person_id, sex="F")
        tx.update(Person, "nobody-1", sex="F")
    assert heard == [ChangeSet(frozenset({("person", person_id)}))]
    assert seen == [1]
    assert heard[0].touches("person", "contact") and not heard[0].touches("contact")
