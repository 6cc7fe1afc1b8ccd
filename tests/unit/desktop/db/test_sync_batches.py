"""Batches: frozen once, whole groups, chained without a gap, counted from rows."""

from datetime import UTC, datetime

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_meta import MetaKey
from integrhabitat_desktop.db.sync_status import SyncRound
from integrhabitat_desktop.db.sync_store import Exchange, SyncStore
from integrhabitat_protocol.changes import CHAIN_START, chain_hash
from integrhabitat_protocol.messages import Replies, Reply
from integrhabitat_protocol.record_types import Person
from tests.fake_clock import FakeClock
from tests.unit.desktop.db.sync_builders import (
    EPOCH,
    STAFF,
    answer,
    changes_of,
    edit,
    register,
    send_all,
    states_of,
)


@pytest.fixture
def sync(store: Store) -> SyncStore:
    return SyncStore(store, STAFF)


def test_nothing_waits_in_a_new_store(sync: SyncStore) -> None:
    assert sync.batch(10**6) is None


def test_a_batch_takes_about_the_bytes_asked_for(store: Store, sync: SyncStore) -> None:
    for _ in range(5):
        register(store)
    batch = sync.batch(250)
    assert batch is not None
    assert (batch.first, batch.last) == (1, 2)
    assert states_of(store) == ["in_flight"] * 2 + ["waiting"] * 3


def test_a_batch_holds_one_change_however_large(store: Store, sync: SyncStore) -> None:
    register(store)
    batch = sync.batch(1)
    assert batch is not None and batch.last == 1


def test_a_group_is_never_split(store: Store, sync: SyncStore) -> None:
    register(store)
    with store.transaction(STAFF) as tx:
        tx.start_group()
        for number in range(4):
            tx.create(Person(id=tx.new_id(), name=f"Persona Inventada {number}"))
    register(store)
    first = sync.batch(150)
    assert first is not None and first.last == 1
    answer(sync, last=1)
    second = sync.batch(1)
    assert second is not None and (second.first, second.last) == (2, 5)


def test_a_frozen_batch_stays_as_it_is_until_answered(store: Store, sync: SyncStore) -> None:
    person_id = register(store)
    first = sync.batch(10**6)
    edit(store, person_id, sex="F")
    assert sync.batch(10**6) == first


def test_batches_follow_each_other_in_the_chain(store: Store, sync: SyncStore) -> None:
    for _ in range(4):
        register(store)
    first = sync.batch(250)
    assert first is not None
    answer(sync, last=first.last)
    second = sync.batch(10**6)
    assert second is not None
    assert (first.chain_before, second.chain_before) == (CHAIN_START, first.chain)
    chain = CHAIN_START
    for change in changes_of(store):
        chain = chain_hash(chain, change)
    assert second.chain == chain


def test_the_request_is_kept_until_its_answer_is_applied(store: Store, sync: SyncStore) -> None:
    register(store)
    last = send_all(sync)
    sync.keep_request(b"request")
    assert sync.kept_request() == b"request"
    answer(sync, last=last)
    assert sync.kept_request() == b""


def test_counts_come_from_rows(store: Store, sync: SyncStore) -> None:
    for _ in range(3):
        register(store)
    batch = sync.batch(250)
    assert batch is not None
    counts = sync.counts()
    assert (counts.waiting, counts.in_flight, counts.unsent) == (1, 2, 3)
    answer(sync, Reply(1, "quarantined", 0, "author_disabled"), last=2)
    counts = sync.counts()
    assert (counts.waiting, counts.in_flight, counts.quarantined) == (1, 0, 1)


def test_only_a_good_round_is_a_confirmed_success(store: Store, sync: SyncStore) -> None:
    sync.add_round(SyncRound("2027-03-01T14:00:00Z", "2027-03-01T14:00:01Z", "ok", sent=3))
    sync.add_round(SyncRound("2027-03-01T15:00:00Z", "2027-03-01T15:00:09Z", "failed", "hub_unreachable"))
    assert [item.outcome for item in sync.rounds()] == ["failed", "ok"]
    assert store.meta.text(MetaKey.LAST_SUCCESS) == "2027-03-01T14:00:01Z"


def hub_says(sync: SyncStore, clock: FakeClock) -> None:
    """An answer with nothing but the hub's time."""
    sync.apply(Exchange(EPOCH, hub_time=int(clock.now().timestamp())))


def test_settled_changes_go_after_thirty_days_and_unsent_ones_never(
    store: Store, sync: SyncStore, clock: FakeClock
) -> None:
    for _ in range(3):
        register(store)
    answer(sync, Reply(2, "quarantined", 0, "author_disabled"), last=send_all(sync))
    register(store)
    clock.advance(days=31)
    register(store)
    hub_says(sync, clock)
    kept = [
        (change.counter, state) for change, state in zip(changes_of(store), states_of(store), strict=True)
    ]
    # The newest settled change stays: the chain goes on from it.
    assert kept == [(2, "quarantined"), (3, "acknowledged"), (4, "waiting"), (5, "waiting")]
    batch = sync.batch(10**6)
    assert batch is not None and batch.chain_before != CHAIN_START


def test_a_wrong_clock_here_forgets_no_settled_change(
    store: Store, sync: SyncStore, clock: FakeClock
) -> None:
    hub_clock = FakeClock()
    clock.set(datetime(1999, 12, 31, tzinfo=UTC))
    for _ in range(2):
        register(store)
        replies = Replies(1, send_all(sync), [])
        sync.apply(Exchange(EPOCH, replies, hub_time=int(hub_clock.now().timestamp())))
    clock.set(hub_clock.now())
    hub_says(sync, hub_clock)
    assert states_of(store) == ["acknowledged", "acknowledged"]
