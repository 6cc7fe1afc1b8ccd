"""Writing records: record, outbox row and audit entry together; equal values change nothing."""

import pytest

from integrhabitat_desktop.db.audit import entries_of_record, first_break
from integrhabitat_desktop.db.errors import StoreError
from integrhabitat_desktop.db.outbox import CHANGE_COLUMNS, change_of_row
from integrhabitat_desktop.db.refusals import ValidationFailed
from integrhabitat_desktop.db.store import Store
from integrhabitat_protocol.changes import CHAIN_START, Change, chain_hash
from integrhabitat_protocol.record_types import CheckIn, Consent, Person
from tests.fake_clock import FakeClock

STAFF = "staff-1"
ALL_CHANGES = f"SELECT {CHANGE_COLUMNS} FROM outbox ORDER BY counter"  # noqa: S608 - a constant


def changes_of(store: Store) -> list[Change]:
    return [change_of_row(row) for row in store.fetch(ALL_CHANGES)]


def register(store: Store, name: str = "Zulma Anchicayá") -> str:
    with store.transaction(STAFF) as tx:
        person = Person(id=tx.new_id(), name=name, sex="F")
        tx.create(person)
    return person.id


def test_a_created_record_is_read_back(store: Store) -> None:
    person_id = register(store)
    assert store.get(Person, person_id) == Person(id=person_id, name="Zulma Anchicayá", sex="F")


def test_ids_are_prefix_and_counter_and_never_repeat(store: Store) -> None:
    first, second = register(store), register(store)
    prefix = first.split("-")[0]
    assert (first, second) == (f"{prefix}-1", f"{prefix}-2")


def test_a_create_queues_its_filled_fields(store: Store, clock: FakeClock) -> None:
    person_id = register(store)
    assert changes_of(store) == [
        Change(
            counter=1,
            record_type="person",
            record_id=person_id,
            op="create",
            base_version=0,
            fields={"name": (None, "Zulma Anchicayá"), "sex": (None, "F")},
            change_group=0,
            author=STAFF,
            claimed_at="2027-03-01T14:00:00Z",
        )
    ]


def test_an_edit_queues_old_and_new_values_of_what_differs(store: Store) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        assert tx.update(Person, person_id, name="Zulma Anchicayá Ruiz", sex="F")
    assert changes_of(store)[1].fields == {"name": ("Zulma Anchicayá", "Zulma Anchicayá Ruiz")}


def test_equal_values_change_nothing(store: Store) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        assert not tx.update(Person, person_id, sex="F", nationality="")
    assert len(changes_of(store)) == 1
    assert len(entries_of_record(store.connection, "person", person_id)) == 1


def test_the_chain_follows_the_changes(store: Store) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        tx.update(Person, person_id, sex="M")
        tx.delete(Person, person_id)
    chain = CHAIN_START
    for change, (kept,) in zip(
        changes_of(store), store.fetch("SELECT chain FROM outbox ORDER BY counter"), strict=True
    ):
        chain = chain_hash(chain, change)
        assert kept == chain


def test_a_deleted_record_is_gone_and_its_row_is_empty(store: Store) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        tx.delete(Person, person_id)
    assert store.get(Person, person_id) is None
    assert store.fetch("SELECT name, gone FROM person") == [(None, 1)]
    assert (
        '"name":["Zulma Anchicayá",null]'
        in entries_of_record(store.connection, "person", person_id)[0].detail
    )


def test_a_deleted_record_can_be_brought_back(store: Store) -> None:
    person_id = register(store)
    with store.transaction(STAFF) as tx:
        tx.delete(Person, person_id)
        tx.create(Person(id=person_id, name="Zulma Anchicayá"))
    assert store.get(Person, person_id) is not None


def test_a_mark_put_twice_is_one_change(store: Store) -> None:
    person_id = register(store)
    visit = CheckIn(
        id=f"{person_id}.2027-03-01",
        person=person_id,
        day="2027-03-01",
        visit_number=1,
        state="DONE",
        arrived_at="2027-03-01T14:00:00Z",
        recorded_by="staff-1",
    )
    again = CheckIn(**{**vars(visit), "arrived_at": "2027-03-01T15:00:00Z", "recorded_by": "staff-2"})
    with store.transaction(STAFF) as tx:
        assert tx.put(visit)
        assert not tx.put(again)
    assert store.get(CheckIn, visit.id) == visit


def test_putting_over_a_voided_mark_is_an_edit(store: Store) -> None:
    person_id = register(store)
    visit = CheckIn(
        id=f"{person_id}.2027-03-01", person=person_id, day="2027-03-01", visit_number=1, state="DONE"
    )
    with store.transaction(STAFF) as tx:
        tx.put(visit)
        tx.update(CheckIn, visit.id, state="VOID")
        tx.put(visit)
    assert [change.op for change in changes_of(store)[1:]] == ["create", "edit", "edit"]


def test_a_group_bears_the_counter_of_its_first_change(store: Store) -> None:
    register(store)
    with store.transaction(STAFF) as tx:
        tx.start_group()
        person_id = tx.new_id()
        tx.create(Person(id=person_id, name="Ismenia Copete"))
        tx.put(Consent(id=f"{person_id}.NETWORK", person=person_id, scope="NETWORK", state="GIVEN"))
        tx.end_group()
        tx.update(Person, person_id, sex="M")
    assert [change.change_group for change in changes_of(store)] == [0, 2, 2, 0]


def test_values_that_break_the_rules_are_refused_with_their_fields(store: Store) -> None:
    with pytest.raises(ValidationFailed) as caught, store.transaction(STAFF) as tx:
        tx.create(Person(id=tx.new_id(), name="", sex="no such code"))
    assert {(problem.field, problem.code) for problem in caught.value.problems} == {
        ("name", "field_required"),
        ("sex", "field_unknown_code"),
    }
    assert store.fetch("SELECT count(*) FROM person") == [(0,)]


def test_an_id_that_does_not_follow_from_the_natural_key_is_refused(store: Store) -> None:
    with pytest.raises(ValidationFailed), store.transaction(STAFF) as tx:
        tx.put(CheckIn(id="x.2027-03-02", person="x", day="2027-03-01", visit_number=1, state="DONE"))


def test_a_second_create_is_refused(store: Store) -> None:
    person_id = register(store)
    with pytest.raises(StoreError, match="record_exists"), store.transaction(STAFF) as tx:
        tx.create(Person(id=person_id, name="Otra Persona"))


def test_an_edit_of_a_missing_record_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="record_not_found"), store.transaction(STAFF) as tx:
        tx.update(Person, "nobody-1", name="Nadie")


def test_natural_keys_cannot_be_edited_nor_their_records_deleted(store: Store) -> None:
    with pytest.raises(ValueError, match="cannot be edited"), store.transaction(STAFF) as tx:
        tx.update(CheckIn, "x.2027-03-01", day="2027-03-02")
    with pytest.raises(ValueError, match="never deleted"), store.transaction(STAFF) as tx:
        tx.delete(CheckIn, "x.2027-03-01")


def test_a_transaction_inside_another_is_refused(store: Store) -> None:
    with store.transaction(STAFF), pytest.raises(RuntimeError), store.transaction(STAFF):
        pass


def test_reading_a_record_can_be_audited(store: Store) -> None:
    person_id = register(store)
    with store.transaction("staff-2") as tx:
        tx.audit("read", "person", person_id, {"screen": "person panel"})
    entry = entries_of_record(store.connection, "person", person_id)[0]
    assert (entry.staff, entry.action, entry.detail) == ("staff-2", "read", '{"screen":"person panel"}')
    assert first_break(store.connection) is None
