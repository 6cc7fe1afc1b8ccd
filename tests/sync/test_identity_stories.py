"""Stories of identity: a copied store goes on under a new id and key, one with a new store key as it was."""

from pathlib import Path

import pytest

from integrhabitat_desktop.db.connection import open_encrypted
from integrhabitat_desktop.db.database_copy import copy_database
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.db.sync_pairing import Pairing, read_pairing
from integrhabitat_desktop.sync.engine import SyncEngine
from integrhabitat_desktop.sync.status import sync_status
from integrhabitat_hub.storage import schema
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Attendance, Consent, Person
from tests.sync import invariants
from tests.sync.desktop import STAFF, Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.settling import settle_review
from tests.sync.steps import SESSION, come_to_rest, edit, mark, register, reviews, someone
from tests.sync.ways_to_the_hub import FaultyWay
from tests.sync.world import World

NEW_KEY = bytes(range(32, 64))


def identity(desktop: Desktop) -> Pairing:
    pairing = read_pairing(desktop.store)
    assert pairing is not None
    return pairing


def name_of(desktop: Desktop, person: str) -> str | None:
    found = desktop.store.get(Person, person)
    return None if found is None else found.name


def id_of(desktop: Desktop, name: str) -> str:
    ((found,),) = desktop.store.fetch("SELECT id FROM person WHERE name = ?", (name,))
    return str(found)


@pytest.fixture
def twin(world: World, anden: Desktop, tmp_path: Path) -> Desktop:
    """Another computer, onto which the store of "anden" was copied."""
    path = tmp_path / "twin.db"
    path.write_bytes(anden.copy_store().content)
    made = Desktop("twin", path, FaultyWay(world.hub), world.journal, world.hub.random_bytes)
    world.desktops.append(made)
    return made


def test_of_a_store_and_its_copy_the_second_to_sync_takes_a_new_id_and_a_new_key(
    world: World, anden: Desktop, twin: Desktop
) -> None:
    before = identity(anden)
    first, second = register(anden, "Nombre 1"), register(twin, "Nombre 2")
    assert first == second
    anden.sync()
    twin.sync()
    assert identity(anden) == before
    after = identity(twin)
    assert after.device != before.device
    assert after.device_key != before.device_key
    assert after.hub_key == before.hub_key
    come_to_rest(world)
    for desktop in world.desktops:
        assert name_of(desktop, first) == "Nombre 1"
        assert name_of(desktop, id_of(twin, "Nombre 2")) == "Nombre 2"


def test_the_hub_keeps_both_keys_and_knows_which_device_came_from_which(
    world: World, anden: Desktop, twin: Desktop
) -> None:
    register(anden, "Nombre 1")
    register(twin, "Nombre 2")
    anden.sync()
    twin.sync()
    rows = {row["device"]: row for row in world.hub.rows(schema.device)}
    assert rows[twin.device]["forked_from"] == anden.device
    assert rows[twin.device]["public_key"] != rows[anden.device]["public_key"]
    come_to_rest(world)


def test_what_hangs_on_an_unsent_person_follows_it_to_its_new_id(
    world: World, anden: Desktop, twin: Desktop, campo: Desktop
) -> None:
    register(anden, "Nombre 1")
    anden.sync()
    old = register(twin, "Nombre 2")
    mark(twin, old, "Enferma")
    with twin.writing() as tx:
        tx.put(Consent(id=natural_id(old, "NETWORK"), person=old, scope="NETWORK", state="GIVEN"))
    twin.sync()
    new = id_of(twin, "Nombre 2")
    assert new != old
    come_to_rest(world)
    attendance = campo.store.get(Attendance, natural_id(SESSION, new))
    assert attendance is not None and (attendance.person, attendance.reason) == (new, "Enferma")
    consent = campo.store.get(Consent, natural_id(new, "NETWORK"))
    assert consent is not None and consent.person == new
    assert campo.store.get(Attendance, natural_id(SESSION, old)) is None


def test_edits_of_what_was_sent_before_the_copy_keep_the_record_they_mean(
    world: World, anden: Desktop, twin: Desktop
) -> None:
    person = someone(anden)
    edit(anden, person, neighbourhood="San Blas")
    edit(twin, person, preferred_name="Mapa")
    anden.sync()
    twin.sync()
    assert twin.device != anden.device
    come_to_rest(world)
    for desktop in world.desktops:
        found = desktop.store.get(Person, person)
        assert found is not None
        assert (found.neighbourhood, found.preferred_name) == ("San Blas", "Mapa")


@pytest.mark.parametrize("lose_answer", [True, False])
def test_a_line_cut_while_the_new_identity_is_asked_for_makes_only_one(
    world: World, anden: Desktop, twin: Desktop, lose_answer: bool
) -> None:
    register(anden, "Nombre 1")
    register(twin, "Nombre 2")
    anden.sync()
    devices = len(world.hub.register.devices())
    twin.way.cut_after(1, lose_answer=lose_answer)
    assert twin.try_to_sync() == "hub_unreachable"
    assert twin.device == anden.device
    twin.way.mend()
    twin.restart()
    twin.sync()
    assert twin.device != anden.device
    assert len(world.hub.register.devices()) == devices + 1
    come_to_rest(world)


def test_a_computer_that_dies_anywhere_while_it_changes_its_identity_loses_nothing(
    world: World, anden: Desktop, twin: Desktop
) -> None:
    register(anden, "Nombre 1")
    register(twin, "Nombre 2")
    anden.sync()
    devices = len(world.hub.register.devices())
    deaths = 0
    for writes in range(20):
        twin.store.crash_before = writes
        code = twin.try_to_sync()
        if code == "":
            break
        assert code == "crash"
        deaths += 1
        invariants.check_store(twin.store)
    assert deaths >= 3
    assert len(world.hub.register.devices()) == devices + 1
    come_to_rest(world)
    names = {row[0] for row in anden.store.fetch("SELECT name FROM person")}
    assert {"Nombre 1", "Nombre 2"} <= names


def test_a_copy_of_a_revoked_desktop_gets_no_new_identity_and_keeps_its_work(
    world: World, anden: Desktop, twin: Desktop
) -> None:
    person = register(twin, "Nombre 2")
    world.hub.register.revoke(anden.device)
    assert twin.try_to_sync() == "device_revoked"
    assert name_of(twin, person) == "Nombre 2"
    assert sync_status(twin.store).waiting + sync_status(twin.store).in_flight == 1


def test_a_copied_store_can_be_copied_again(world: World, anden: Desktop, twin: Desktop) -> None:
    register(anden, "Nombre 1")
    register(twin, "Nombre 2")
    anden.sync()
    twin.sync()
    kept, seen = twin.copy_store(), {anden.device, twin.device}
    register(twin, "Nombre 3")
    twin.sync()
    world.roll_back(twin, kept)
    register(twin, "Nombre 4")
    twin.sync()
    assert twin.device not in seen
    come_to_rest(world)
    names = {row[0] for row in anden.store.fetch("SELECT name FROM person")}
    assert {"Nombre 1", "Nombre 2", "Nombre 3", "Nombre 4"} <= names


def test_a_decision_refused_under_the_old_identity_is_no_part_of_one_taken_under_the_new(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    person = someone(anden)
    edit(anden, person, neighbourhood="Uno")
    edit(campo, person, neighbourhood="Dos")
    for desktop in (anden, campo, bodega):
        desktop.sync()
    edit(anden, person, neighbourhood="Tres")
    anden.sync()
    assert settle_review(bodega, 0, use_other=True)
    assert bodega.sync().refused == 2
    kept = bodega.copy_store()
    edit(bodega, person, preferred_name="Cuatro")
    bodega.sync()
    world.roll_back(bodega, kept)
    assert settle_review(bodega, 0, use_other=False)
    come_to_rest(world)
    assert not any(reviews(desktop) for desktop in world.desktops)


def test_a_store_under_a_new_store_key_sends_its_frozen_batch_as_the_same_device(
    world: World, anden: Desktop, tmp_path: Path
) -> None:
    person = register(anden, "Nombre 1")
    anden.way.cut_after(0, lose_answer=True)
    assert anden.try_to_sync() == "hub_unreachable"
    anden.way.mend()
    rotated = tmp_path / "rotated.db"
    copy_database(anden.store.connection, rotated, NEW_KEY)
    store = Store(open_encrypted(rotated, NEW_KEY), anden.clock)
    try:
        engine = SyncEngine(
            store, STAFF, lambda _: anden.way, monotonic=lambda: 0.0, random_bytes=world.hub.random_bytes
        )
        engine.run_round()
        assert anden.way.earlier[-1] == anden.way.earlier[-2]
        assert read_pairing(store) == identity(anden)
        invariants.check_store(store)
        world.desktops[1].sync()
        engine.run_round()
        invariants.check_converged({"rotated": store}, world.hub.engine, CENTRE)
        assert name_of(world.desktops[1], person) == "Nombre 1"
    finally:
        store.close()
