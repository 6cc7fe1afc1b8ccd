"""Stories of an erased person, told from the desktops: whoever was offline, and a hub that was restored."""

import pytest
from sqlalchemy import select

from integrhabitat_desktop.db.audit import first_break
from integrhabitat_desktop.db.sync_store import SyncStore
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.join_records import join_records
from integrhabitat_desktop.use_cases.restrict_records import erase_person, restrict_record
from integrhabitat_hub.storage import schema
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Contact, Household, HouseholdMember, PersonNote, StaffAccount
from tests.sync import invariants
from tests.sync.desktop import STAFF, Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.steps import come_to_rest, edit, register, reviews
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World

CANARY = "Canarielo"


@pytest.fixture
def rosa(world: World, anden: Desktop) -> str:
    """Somebody whom everybody knows, with a phone."""
    person = register(anden, f"Rosa {CANARY}")
    add_phone(anden, person, f"300 {CANARY}")
    come_to_rest(world)
    return person


def add_phone(desktop: Desktop, person: str, number: str) -> None:
    with desktop.writing() as tx:
        tx.create(Contact(id=tx.new_id(), person=person, channel="PHONE", value=number))


def erase(desktop: Desktop, person: str) -> None:
    with desktop.noting():
        restrict_record(desk_at(desktop), person, "ERASE")
        erase_person(desk_at(desktop), person)


def at_the_hub(world: World) -> str:
    """All text of all tables of the hub."""
    with world.hub.engine.connect() as connection:
        return "\n".join(
            str(row) for table in schema.metadata.sorted_tables for row in connection.execute(select(table))
        )


def at(desktop: Desktop) -> str:
    """All text of all tables of a desktop."""
    tables = desktop.store.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")
    return "\n".join(
        str(row)
        for (table,) in tables
        for row in desktop.store.fetch(f"SELECT * FROM {table}")  # noqa: S608 - names of its own tables
    )


def assert_forgotten(world: World) -> None:
    """Nobody knows the person any more, and everybody still agrees."""
    assert CANARY not in at_the_hub(world)
    invariants.check_converged({it.name: it.store for it in world.desktops}, world.hub.engine, CENTRE)
    for desktop in world.desktops:
        held = at(desktop)
        assert CANARY not in held and CANARY.casefold() not in held, desktop.name
        assert find_people(desk_at(desktop), "rosa") == []
        assert reviews(desktop) == []
        assert first_break(desktop.store.connection) is None


def rest(world: World) -> None:
    """Sync until nothing is left to say. What was erased is no lost update, so the journal is not asked."""
    for _ in range(3):
        for desktop in world.desktops:
            desktop.sync()


def test_an_address_written_elsewhere_after_the_erasure_is_not_taken_in(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    with bodega.writing() as tx:
        household = tx.new_id()
        tx.create(Household(id=household, address=f"Calle {CANARY}"))
        tx.create(
            HouseholdMember(id=natural_id(household, rosa), household=household, person=rosa, state="ACTIVE")
        )
    rest(world)
    erase(anden, rosa)
    anden.sync()
    with bodega.writing() as tx:
        tx.update(Household, household, address=f"Avenida {CANARY}", housing="RENTED")
    rest(world)
    assert_forgotten(world)


def test_what_was_deleted_before_goes_too_and_so_does_the_address_of_who_lived_alone(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    with bodega.writing() as tx:
        household, gone = tx.new_id(), tx.new_id()
        tx.create(Household(id=household, address=f"Calle {CANARY}"))
        tx.create(
            HouseholdMember(id=natural_id(household, rosa), household=household, person=rosa, state="ACTIVE")
        )
        tx.create(PersonNote(id=gone, person=rosa, text=CANARY))
    rest(world)
    with bodega.writing(PersonNote, gone) as tx:
        tx.delete(PersonNote, gone)
    rest(world)
    erase(anden, rosa)
    rest(world)
    assert_forgotten(world)


def test_nothing_is_emptied_before_the_hub_has_agreed(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    with bodega.writing() as tx:
        tx.update(StaffAccount, STAFF, role="RECEPTION")
    bodega.sync()
    erase(anden, rosa)
    assert CANARY in at(anden) and find_people(desk_at(anden), "rosa") == []
    anden.sync()
    refused = anden.store.fetch("SELECT counter FROM outbox WHERE refusal_code IS NOT NULL ORDER BY counter")
    for (counter,) in refused:
        SyncStore(anden.store, STAFF).give_up(counter)
    rest(world)
    assert all(len(find_people(desk_at(desktop), "rosa")) == 1 for desktop in world.desktops)
    invariants.check_converged({it.name: it.store for it in world.desktops}, world.hub.engine, CENTRE)


def test_somebody_joined_to_an_erased_person_stands_alone_and_is_found(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    luis = register(bodega, "Luis Ensayo")
    rest(world)
    erase(anden, rosa)
    with bodega.noting():
        join_records(desk_at(bodega), rosa, luis, frozenset())
    rest(world)
    for desktop in world.desktops:
        assert [it.person.id for it in find_people(desk_at(desktop), "luis")] == [luis]
    assert CANARY not in at_the_hub(world)


def test_an_erasure_reaches_every_computer(world: World, anden: Desktop, rosa: str) -> None:
    erase(anden, rosa)
    rest(world)
    assert_forgotten(world)


def test_what_an_offline_computer_wrote_meanwhile_names_nobody_after_it_has_synced(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    edit(bodega, rosa, name=f"Rosalía {CANARY}", neighbourhood=CANARY)
    add_phone(bodega, rosa, CANARY)
    erase(anden, rosa)
    rest(world)
    assert_forgotten(world)


@pytest.mark.parametrize("say_so", [True, False])
def test_a_hub_restored_to_a_time_before_the_erasure_forgets_again(
    world: World, anden: Desktop, rosa: str, say_so: bool
) -> None:
    backup = world.back_up_hub()
    erase(anden, rosa)
    rest(world)
    world.restore_hub(backup, say_so=say_so)
    assert CANARY in at_the_hub(world)
    rest(world)
    assert_forgotten(world)


def test_a_hub_restored_before_others_had_heard_of_the_erasure(
    world: World, anden: Desktop, bodega: Desktop, rosa: str
) -> None:
    backup = world.back_up_hub()
    erase(anden, rosa)
    anden.sync()
    world.restore_hub(backup, say_so=True)
    bodega.sync()
    rest(world)
    assert_forgotten(world)
