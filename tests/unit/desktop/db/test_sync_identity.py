"""A forked or clashing store: unsent ids and every reference to them change, acknowledged ids stay."""

import pytest

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_protocol.changes import CHAIN_START, chain_hash
from integrhabitat_protocol.messages import Reply
from integrhabitat_protocol.record_types import CheckIn, Contact, Person, StaffAccount
from tests.unit.desktop.db.sync_builders import (
    STAFF,
    answer,
    changes_of,
    edit,
    register,
    send_all,
    states_of,
    synced_person,
)

PREFIX = "ZZZZZZZ"


@pytest.fixture
def sync(store: Store) -> SyncStore:
    return SyncStore(store, STAFF)


def visit(person_id: str) -> CheckIn:
    return CheckIn(
        id=f"{person_id}.2027-03-01", person=person_id, day="2027-03-01", visit_number=1, state="DONE"
    )


def test_unsent_records_move_to_the_new_prefix(store: Store, sync: SyncStore) -> None:
    person_id = register(store, "Práxedes Valoyes")
    renumbered = sync.take_new_identity(PREFIX)
    assert renumbered.renamed == {("person", person_id): f"{PREFIX}-1"}
    assert store.get(Person, person_id) is None
    person = store.get(Person, f"{PREFIX}-1")
    assert person is not None and person.name == "Práxedes Valoyes"
    assert sync.state().device == PREFIX


def test_references_and_natural_keys_follow(store: Store, sync: SyncStore) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        contact_id = tx.new_id()
        tx.create(Contact(id=contact_id, person=person_id, channel="PHONE", value="300", value_key="300"))
        tx.put(visit(person_id))
    sync.take_new_identity(PREFIX)
    contact = store.get(Contact, f"{PREFIX}-2")
    assert contact is not None and contact.person == f"{PREFIX}-1"
    moved = store.get(CheckIn, f"{PREFIX}-1.2027-03-01")
    assert moved is not None and moved.person == f"{PREFIX}-1"
    assert [change.record_id for change in changes_of(store)] == [
        f"{PREFIX}-1",
        f"{PREFIX}-2",
        f"{PREFIX}-1.2027-03-01",
    ]
    assert changes_of(store)[1].fields["person"] == (None, f"{PREFIX}-1")


def test_acknowledged_ids_stay(store: Store, sync: SyncStore) -> None:
    person_id = synced_person(store, sync)
    with store.transaction(STAFF) as tx:
        tx.put(visit(person_id))
    renumbered = sync.take_new_identity(PREFIX)
    assert renumbered.renamed == {}
    assert store.get(Person, person_id) is not None
    assert store.get(CheckIn, f"{person_id}.2027-03-01") is not None


def test_counters_and_chain_start_anew_with_what_waits(store: Store, sync: SyncStore) -> None:
    synced_person(store, sync)
    register(store)
    send_all(sync)
    register(store)
    sync.take_new_identity(PREFIX)
    assert states_of(store) == ["acknowledged", "waiting", "waiting"]
    waiting = changes_of(store)[1:]
    assert [change.counter for change in waiting] == [1, 2]
    batch = sync.batch(10**6)
    assert batch is not None
    chain = chain_hash(chain_hash(CHAIN_START, waiting[0]), waiting[1])
    assert (batch.chain_before, batch.chain) == (CHAIN_START, chain)


def test_groups_stay_together(store: Store, sync: SyncStore) -> None:
    synced_person(store, sync)
    with store.transaction(STAFF) as tx:
        tx.start_group()
        tx.create(Person(id=tx.new_id(), name="Práxedes Valoyes"))
        tx.create(Person(id=tx.new_id(), name="Nepomuceno Valoyes"))
    register(store)
    sync.take_new_identity(PREFIX)
    assert [change.change_group for change in changes_of(store)[1:]] == [1, 1, 0]


def test_new_ids_do_not_meet_the_renamed_ones(store: Store, sync: SyncStore) -> None:
    register(store)
    sync.take_new_identity(PREFIX)
    assert register(store) == f"{PREFIX}-2"


def test_quarantined_changes_stay_to_be_decided(store: Store, sync: SyncStore) -> None:
    person_id = register(store)
    answer(sync, Reply(1, "quarantined", 0, "author_disabled"), last=send_all(sync))
    sync.take_new_identity(PREFIX)
    (held,) = sync.quarantined()
    assert (held.change.record_id, held.code) == (f"{PREFIX}-1", "author_disabled")
    assert store.get(Person, person_id) is None
    sync.give_up(held.change.counter)
    assert store.get(Person, f"{PREFIX}-1") is None


def test_giving_up_a_group_of_the_old_identity_leaves_the_new_groups_alone(
    store: Store, sync: SyncStore
) -> None:
    refused = [Reply(counter, "quarantined", 0, "group_refused") for counter in (1, 2)]
    _register_two(store, "Práxedes Valoyes")
    answer(sync, *refused, last=send_all(sync))
    sync.take_new_identity(PREFIX)
    _register_two(store, "Nepomuceno Valoyes")
    answer(sync, *refused, last=send_all(sync))
    sync.give_up(max(held.change.counter for held in sync.quarantined()))
    left = [row[0] for row in store.fetch("SELECT name FROM person WHERE gone = 0")]
    assert left == ["Práxedes Valoyes", "Práxedes Valoyes"]


def _register_two(store: Store, name: str) -> None:
    with store.transaction(STAFF) as tx:
        tx.start_group()
        tx.create(Person(id=tx.new_id(), name=name))
        tx.create(Person(id=tx.new_id(), name=name))


def test_a_second_fork_finds_room_for_the_first_ones_changes(store: Store, sync: SyncStore) -> None:
    synced_person(store, sync)
    sync.take_new_identity(PREFIX)
    synced_person(store, sync)
    edit(store, f"{PREFIX}-1", sex="F")
    sync.take_new_identity("YYYYYYY")
    assert states_of(store) == ["acknowledged", "acknowledged", "waiting"]
    assert [change.counter > 0 for change in changes_of(store)].count(True) == 1


def test_staff_accounts_keep_the_id_that_the_key_file_knows(store: Store, sync: SyncStore) -> None:
    with store.transaction(STAFF) as tx:
        staff_id = tx.new_id()
        tx.create(StaffAccount(id=staff_id, display_name="Rosmira", role="COORDINATOR", state="ACTIVE"))
    sync.take_new_identity(PREFIX)
    assert store.get(StaffAccount, staff_id) is not None
