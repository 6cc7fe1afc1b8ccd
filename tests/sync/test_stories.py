"""Stories that once went wrong, found by the property test; each is the shortest way to the fault."""

import pytest

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Attendance, Person, Review
from tests.sync import invariants
from tests.sync.desktop import Desktop
from tests.sync.hub_copies import CENTRE
from tests.sync.newer_desktop import edit_with_unknown_field
from tests.sync.settling import settle_review
from tests.sync.world import World

SESSION = "SESSION-1"


@pytest.fixture
def anden(world: World) -> Desktop:
    return world.desktops[0]


@pytest.fixture
def bodega(world: World) -> Desktop:
    return world.desktops[1]


@pytest.fixture
def campo(world: World) -> Desktop:
    return world.desktops[2]


def someone(desktop: Desktop) -> str:
    """A person whom everybody knows from the beginning."""
    return str(desktop.store.fetch("SELECT min(id) FROM person")[0][0])


def edit(desktop: Desktop, person: str, **values: Value) -> None:
    with desktop.writing() as tx:
        tx.update(Person, person, **values)


def delete(desktop: Desktop, person: str) -> None:
    with desktop.writing(Person, person) as tx:
        tx.delete(Person, person)


def register(desktop: Desktop, name: str) -> str:
    with desktop.writing() as tx:
        person = tx.new_id()
        tx.create(Person(id=person, name=name, neighbourhood="San Blas"))
    return person


def mark(desktop: Desktop, person: str, reason: str) -> str:
    attendance = natural_id(SESSION, person)
    with desktop.writing() as tx:
        tx.put(Attendance(id=attendance, session=SESSION, person=person, status="ABSENT", reason=reason))
    return attendance


def reviews(desktop: Desktop) -> list[Review]:
    ids = desktop.store.fetch("SELECT id FROM review WHERE state = 'OPEN' AND gone = 0 ORDER BY id")
    return [found for row in ids if (found := desktop.store.get(Review, row[0])) is not None]


def come_to_rest(world: World) -> None:
    """Sync everything; everything must be right then."""
    world.come_to_rest()
    stores = {desktop.name: desktop.store for desktop in world.desktops}
    for store in stores.values():
        invariants.check_store(store)
    invariants.check_hub(world.hub.engine, CENTRE)
    invariants.check_converged(stores, world.hub.engine, CENTRE)
    invariants.check_nothing_lost(world.journal, stores, world.hub.engine, CENTRE)


def test_two_unsent_edits_that_clash_lead_to_one_review_with_the_whole_group(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    person = someone(anden)
    mark(anden, person, "Enferma")
    mark(anden, person, "De viaje")
    mark(bodega, person, "Sin aviso")
    bodega.sync()
    anden.sync()
    (review,) = reviews(anden)
    assert review.other == '{"reason":"De viaje","status":"ABSENT"}'
    come_to_rest(world)


def test_an_edit_on_a_create_that_another_desktop_touched_in_between_takes_effect(
    world: World, anden: Desktop
) -> None:
    person = register(anden, "Nombre 1")
    edit(anden, person, neighbourhood=None)
    anden.size.bytes = 1
    anden.way.cut_after(1, lose_answer=False)
    with pytest.raises(HubError):
        anden.sync()
    edit_with_unknown_field(world, 2, "campo nuevo")
    come_to_rest(world)
    found = anden.store.get(Person, person)
    assert found is not None and found.neighbourhood is None


def test_a_page_between_an_edit_and_its_reply_leaves_what_the_hub_holds(world: World, anden: Desktop) -> None:
    person, other = register(anden, "Nombre 1"), someone(anden)
    edit(anden, other, preferred_name="Cero")
    mark(anden, other, "Uno")
    edit(anden, person, preferred_name="Uno")
    anden.size.bytes = 1
    kept = anden.copy_store()
    anden.sync()
    anden.put_back(kept)
    edit(anden, person, preferred_name="Dos")
    come_to_rest(world)
    found = anden.store.get(Person, person)
    assert found is not None and found.preferred_name == "Dos"


def test_a_value_that_the_person_did_not_see_is_not_cleared(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    person = someone(anden)
    edit(bodega, person, neighbourhood="Dos")
    bodega.sync()
    register(anden, "Nombre 1")
    edit(anden, person, neighbourhood="Tres")
    anden.size.bytes = 1
    anden.way.cut_after(1, lose_answer=False)
    with pytest.raises(HubError):
        anden.sync()
    edit(anden, person, neighbourhood=None)
    edit(bodega, person, neighbourhood=None)
    bodega.sync()
    come_to_rest(world)


def test_a_copied_store_with_nothing_to_send_notices_that_it_is_a_copy(world: World, anden: Desktop) -> None:
    kept = anden.copy_store()
    first = register(anden, "Nombre 1")
    anden.sync()
    world.roll_back(anden, kept)
    before = anden.device
    anden.sync()
    assert anden.device != before
    second = register(anden, "Nombre 2")
    assert second != first
    come_to_rest(world)
    assert {anden.store.get(Person, first), anden.store.get(Person, second)}.isdisjoint({None})


def test_two_persons_made_under_one_id_by_a_store_and_its_copy_stay_two(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    backup, kept = world.back_up_hub(), anden.copy_store()
    first = register(anden, "Nombre 1")
    anden.sync()
    bodega.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(anden, kept)
    anden.sync()
    bodega.sync()
    assert register(anden, "Nombre 2") == first
    come_to_rest(world)
    names = {row[0] for row in bodega.store.fetch("SELECT name FROM person")}
    assert {"Nombre 1", "Nombre 2"} <= names


def test_a_hub_that_forgot_a_record_under_an_id_made_twice_keeps_two(
    world: World, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), campo.copy_store()
    first = register(campo, "Nombre 1")
    campo.sync()
    bodega.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(campo, kept)
    bodega.sync()
    campo.sync()
    assert register(campo, "Nombre 2") != first
    come_to_rest(world)


@pytest.mark.parametrize("say_so", [True, False])
def test_a_deletion_survives_a_restored_hub(world: World, anden: Desktop, say_so: bool) -> None:
    backup = world.back_up_hub()
    person = someone(anden)
    delete(anden, person)
    anden.sync()
    world.restore_hub(backup, say_so=say_so)
    come_to_rest(world)
    assert all(desktop.store.get(Person, person) is None for desktop in world.desktops)


def test_a_deletion_that_only_others_know_survives_a_restored_hub(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), campo.copy_store()
    person = register(bodega, "Nombre 1")
    bodega.sync()
    campo.sync()
    delete(campo, person)
    campo.sync()
    bodega.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(campo, kept)
    come_to_rest(world)
    assert anden.store.get(Person, person) is None


def test_an_edit_that_only_others_know_survives_a_restored_hub_without_a_review(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), anden.copy_store()
    person = someone(anden)
    edit(anden, person, name="Nombre 1")
    anden.sync()
    bodega.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(anden, kept)
    come_to_rest(world)
    found = campo.store.get(Person, person)
    assert found is not None and found.name == "Nombre 1"
    assert reviews(campo) == []


def test_an_edit_after_a_restore_is_not_overwritten_by_what_others_knew_before(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), anden.copy_store()
    person = someone(anden)
    edit(anden, person, name="Nombre 1")
    anden.sync()
    edit(anden, person, name="Nombre 2")
    anden.sync()
    bodega.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(anden, kept)
    edit(campo, person, name="Nombre 3")
    campo.sync()
    bodega.sync()
    (review,) = reviews(bodega)
    assert '"Nombre 3"' in str(review.current) and '"Nombre 2"' in str(review.other)
    come_to_rest(world)


@pytest.mark.parametrize("say_so", [True, False])
def test_a_review_survives_a_restored_hub(
    world: World, anden: Desktop, bodega: Desktop, say_so: bool
) -> None:
    backup = world.back_up_hub()
    person = someone(anden)
    mark(bodega, person, "Uno")
    bodega.sync()
    mark(anden, person, "Dos")
    mark(anden, person, "Tres")
    anden.sync()
    world.restore_hub(backup, say_so=say_so)
    come_to_rest(world)
    assert any('"Tres"' in str(review.other) for review in reviews(bodega))


def test_a_settled_review_stays_settled_in_a_restored_hub(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    person = someone(anden)
    edit(bodega, person, name="Uno")
    edit(anden, person, name="Dos")
    bodega.sync()
    anden.sync()
    backup = world.back_up_hub()
    assert settle_review(anden, 0, use_other=True)
    anden.sync()
    world.restore_hub(backup, say_so=True)
    come_to_rest(world)
    assert reviews(bodega) == []
    found = bodega.store.get(Person, person)
    assert found is not None and found.name == "Dos"


def test_a_hub_restored_in_secret_that_went_on_to_the_same_numbers_is_noticed(
    world: World, anden: Desktop
) -> None:
    backup = world.back_up_hub()
    edit_with_unknown_field(world, 0, "uno")
    anden.sync()
    world.restore_hub(backup, say_so=False)
    edit_with_unknown_field(world, 0, "dos")
    come_to_rest(world)


def test_a_hub_that_returns_to_a_history_left_before_gets_the_edits_of_the_other_one(
    world: World, anden: Desktop, campo: Desktop
) -> None:
    before, kept = world.back_up_hub(), campo.copy_store()
    person = someone(campo)
    delete(campo, person)
    campo.sync()
    after = world.back_up_hub()
    world.roll_back(campo, kept)
    edit(campo, person, name="Nombre 1")
    world.restore_hub(before, say_so=False)
    campo.sync()
    world.restore_hub(after, say_so=False)
    come_to_rest(world)
    (review,) = reviews(anden)
    assert review.kind == "DELETED_THEN_EDITED" and '"Nombre 1"' in str(review.other)


def test_what_somebody_made_of_an_own_record_comes_back_without_a_review(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    backup = world.back_up_hub()
    person = register(anden, "Nombre 1")
    anden.sync()
    bodega.sync()
    edit(bodega, person, name="Nombre 2")
    bodega.sync()
    anden.sync()
    world.restore_hub(backup, say_so=True)
    anden.sync()
    come_to_rest(world)
    found = bodega.store.get(Person, person)
    assert found is not None and found.name == "Nombre 2"
    assert reviews(bodega) == []


def test_a_hub_that_forgot_a_desktop_lets_it_in_again_with_a_new_code(world: World, anden: Desktop) -> None:
    world.hub.forget(anden.device)
    person = register(anden, "Nombre 1")
    assert anden.try_to_sync() == "device_unknown"
    assert world.sync(anden) == ""
    come_to_rest(world)
    assert world.desktops[1].store.get(Person, person) is not None
