"""A restored hub: acknowledged changes are offered again, what it forgot comes back, absence deletes nothing."""

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import Exchange, SyncStore
from integrhabitat_protocol.blocks import pack_records, unpack_records
from integrhabitat_protocol.changes import CHAIN_START, HELD_FROM_OTHER_EPOCH, OTHER_EPOCH, chain_hash
from integrhabitat_protocol.digest import BUCKETS, Digest, bucket_of, record_hash
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_types import Person
from tests.unit.desktop.db.sync_builders import (
    STAFF,
    answer,
    bases_of,
    changes_of,
    delete,
    edit,
    person_row,
    register,
    send_all,
    states_of,
    synced_person,
    version_of,
)


@pytest.fixture
def sync(store: Store) -> SyncStore:
    return SyncStore(store, STAFF)


def test_changes_above_the_hubs_last_counter_wait_again(store: Store, sync: SyncStore) -> None:
    for _ in range(3):
        synced_person(store, sync)
    assert sync.begin_epoch("EPOCH2", 1) == 2
    assert states_of(store) == ["acknowledged", "waiting", "waiting"]
    state = sync.state()
    assert (state.epoch, state.cursor, state.resend_own, state.digest) == ("EPOCH2", "", True, Digest())


def test_creates_keep_their_counters_and_chain(store: Store, sync: SyncStore) -> None:
    first = synced_person(store, sync)
    synced_person(store, sync)
    before = changes_of(store)
    sync.begin_epoch("EPOCH2", 1)
    assert sync.batch(10**6) is None
    answer(sync, rows=[person_row(first, 1, name="Domitila Angulo")])
    after = changes_of(store)
    assert [change.counter for change in after] == [1, 2]
    assert [(change.op, change.base_version) for change in after[1:]] == [("create", HELD_FROM_OTHER_EPOCH)]
    batch = sync.batch(10**6)
    assert batch is not None
    assert batch.chain == chain_hash(chain_hash(CHAIN_START, before[0]), after[1])


def test_edits_stand_on_contents_no_longer_on_numbers(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    sync.begin_epoch("EPOCH2", 1)
    assert [change.base_version for change in changes_of(store)] == [0, OTHER_EPOCH]
    edit(store, person_id, nationality="HT")
    assert changes_of(store)[-1].base_version == OTHER_EPOCH
    answer(sync, rows=[person_row(person_id, 1, name="Domitila Angulo")])
    edit(store, person_id, nationality="VE")
    assert changes_of(store)[-1].base_version == 1


def test_a_batch_that_the_hub_knows_stays_in_flight(store: Store, sync: SyncStore) -> None:
    register(store)
    send_all(sync)
    register(store)
    sync.begin_epoch("EPOCH2", 1)
    assert states_of(store) == ["in_flight", "waiting"]


def test_an_acknowledged_edit_that_the_hub_forgot_stays_shown(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    edit(store, person_id, sex="F")
    answer(sync, last=send_all(sync))
    sync.begin_epoch("EPOCH2", 1)
    answer(sync, rows=[person_row(person_id, 1, name="Domitila Angulo")])
    person = store.get(Person, person_id)
    assert person is not None and person.sex == "F"
    answer(sync, Reply(2, "merged", 2), last=send_all(sync))
    answer(sync, rows=[person_row(person_id, 2, name="Domitila Angulo", sex="F")])
    assert (version_of(store, person_id), bases_of(store), sync.counts().unsent) == (2, 0, 0)


def test_what_only_this_store_still_knows_is_offered_again(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 7, name="Ifigenia Lucumí", sex="F", nationality="HT")])
    sync.begin_epoch("EPOCH2", 0)
    answer(sync, rows=[person_row("P-1", 5, name="Ifigenia Lucumí", nationality="HT")])
    person = store.get(Person, "P-1")
    assert person is not None and person.sex == "F"
    newest = changes_of(store)[-1]
    assert (newest.op, newest.base_version, newest.fields) == (
        "edit",
        HELD_FROM_OTHER_EPOCH,
        {"sex": (None, "F")},
    )


def test_a_record_that_the_hub_lost_is_created_again(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 7, name="Ifigenia Lucumí")])
    sync.begin_epoch("EPOCH2", 0)
    applied = sync.apply(Exchange("EPOCH2"))
    assert applied.offered == 1
    newest = changes_of(store)[-1]
    assert (newest.op, newest.base_version, newest.fields) == (
        "create",
        HELD_FROM_OTHER_EPOCH,
        {"name": (None, "Ifigenia Lucumí")},
    )
    assert not sync.state().resend_own


def test_nothing_is_offered_while_pages_are_still_to_come(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 7, name="Ifigenia Lucumí")])
    sync.begin_epoch("EPOCH2", 0)
    assert sync.apply(Exchange("EPOCH2", more=True)).offered == 0
    assert sync.state().resend_own


def test_a_record_that_came_back_is_not_offered(store: Store, sync: SyncStore) -> None:
    row = person_row("P-1", 7, name="Ifigenia Lucumí")
    answer(sync, rows=[row])
    sync.begin_epoch("EPOCH2", 0)
    answer(sync, rows=[row])
    assert changes_of(store) == []
    assert sync.state().digest == Digest().added(record_hash("person", "P-1", 7))


def test_a_deletion_that_the_hub_forgot_is_offered_again(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row("P-1", 7, "deleted")])
    sync.begin_epoch("EPOCH2", 0)
    answer(sync, rows=[person_row("P-1", 6, name="Ifigenia Lucumí")])
    assert store.get(Person, "P-1") is None
    (offered,) = changes_of(store)
    assert (offered.op, offered.base_version) == ("delete", HELD_FROM_OTHER_EPOCH)


def test_a_forgotten_own_deletion_becomes_the_hubs_decision(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync, name="Domitila Angulo")
    delete(store, person_id)
    answer(sync, last=send_all(sync))
    sync.begin_epoch("EPOCH2", 1)
    answer(sync, rows=[person_row(person_id, 1, name="Domitila Angulo")])
    assert store.get(Person, person_id) is None
    last = send_all(sync)
    answer(
        sync, Reply(last, "conflict", 1), last=last, rows=[person_row(person_id, 1, name="Domitila Angulo")]
    )
    assert store.get(Person, person_id) is not None


def test_refused_changes_are_not_offered_and_leave_no_gap(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    edit(store, person_id, sex="F")
    answer(sync, Reply(2, "refused", 0, "already_settled"), last=send_all(sync))
    register(store)
    sync.begin_epoch("EPOCH2", 1)
    assert [change.counter for change in changes_of(store)] == [1, 2]
    assert states_of(store) == ["acknowledged", "waiting"]


def test_the_buckets_of_two_equal_stores_are_equal(store: Store, sync: SyncStore) -> None:
    answer(sync, rows=[person_row(f"P-{number}", number, name="Nadie") for number in range(1, 40)])
    sums = sync.bucket_sums()
    assert len(sums) == 20 * BUCKETS
    bucket = bucket_of("person", "P-7")
    held = [number for number in range(1, 40) if bucket_of("person", f"P-{number}") == bucket]
    expected = Digest()
    for number in held:
        expected = expected.added(record_hash("person", f"P-{number}", number))
    assert Digest.from_bytes(sums[20 * bucket : 20 * bucket + 20]) == expected


def test_a_bucket_that_was_pulled_again_repairs_the_digest(store: Store, sync: SyncStore) -> None:
    row = person_row("P-1", 3, name="Ifigenia Lucumí")
    answer(sync, rows=[row])
    healthy = sync.state().digest
    bucket = bucket_of("person", "P-1")
    sync.begin_bucket_pull([bucket])
    assert (sync.state().buckets, sync.state().digest) == ((bucket,), Digest())
    tables = unpack_records(pack_records([row]))
    sync.apply(Exchange("EPOCH1", tables=tables, of_buckets=True))
    assert (sync.state().buckets, sync.state().digest) == ((), healthy)
    assert changes_of(store) == []
