"""Stories of a hub that was restored, and of stores put back, which once went wrong."""

import pytest

from integrhabitat_protocol.record_types import Person
from tests.sync.desktop import Desktop
from tests.sync.newer_desktop import edit_with_unknown_field
from tests.sync.settling import settle_review
from tests.sync.steps import come_to_rest, delete, edit, mark, register, reviews, someone
from tests.sync.world import World


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


def test_an_edit_between_two_restores_is_not_overwritten_by_what_others_knew_before_the_first(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), anden.copy_store()
    person = someone(anden)
    for name in ("Nombre 1", "Nombre 2"):
        edit(anden, person, name=name)
        anden.sync()
    campo.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(anden, kept)
    edit(anden, person, neighbourhood="Barrio 2")
    anden.sync()
    world.restore_hub(world.back_up_hub(), say_so=True)
    campo.sync()
    come_to_rest(world)
    found = bodega.store.get(Person, person)
    assert found is not None and found.neighbourhood == "Barrio 2"


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


def test_a_mark_that_clashes_with_one_only_this_store_still_knows_becomes_a_decision(
    world: World, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), bodega.copy_store()
    person = someone(bodega)
    world.restore_hub(backup, say_so=True)
    mark(bodega, person, "Uno")
    bodega.sync()
    mark(campo, person, "Dos")
    campo.way.cut_after(2, lose_answer=False)
    assert campo.try_to_sync() == "hub_unreachable"
    campo.way.mend()
    world.restore_hub(backup, say_so=True)
    world.roll_back(bodega, kept)
    come_to_rest(world)
    (review,) = reviews(campo)
    assert '"Uno"' in str(review.current) and '"Dos"' in str(review.other)


def test_what_the_hub_held_under_the_same_number_in_another_history_is_not_lost(
    world: World, bodega: Desktop, campo: Desktop
) -> None:
    before = world.back_up_hub()
    person = register(bodega, "Nombre 1")
    bodega.sync()
    after = world.back_up_hub()
    edit(bodega, person, neighbourhood="Dos")
    bodega.sync()
    world.restore_hub(before, say_so=False)
    bodega.sync()
    world.restore_hub(after, say_so=False)
    come_to_rest(world)
    (review,) = reviews(campo)
    assert '"San Blas"' in str(review.current) and '"Dos"' in str(review.other)


def test_a_field_that_only_another_history_of_the_hub_had_comes_back_without_a_decision(
    world: World, bodega: Desktop, campo: Desktop
) -> None:
    backup, kept = world.back_up_hub(), bodega.copy_store()
    person = someone(bodega)
    edit(bodega, person, preferred_name="Uno")
    bodega.sync()
    campo.sync()
    world.restore_hub(backup, say_so=True)
    edit_with_unknown_field(world, 0, "campo nuevo")
    world.roll_back(bodega, kept)
    campo.sync()
    assert reviews(campo) == []
    come_to_rest(world)
    found = campo.store.get(Person, person)
    assert found is not None and found.preferred_name == "Uno"


def test_what_was_offered_to_a_hub_that_forgets_it_for_another_history_becomes_a_decision(
    world: World, anden: Desktop, campo: Desktop
) -> None:
    empty = world.back_up_hub()
    person = someone(anden)
    mark(anden, person, "Motivo 1")
    anden.sync()
    marked = world.back_up_hub()
    mark(anden, person, "Motivo 2")
    anden.sync()
    for _ in range(2):
        world.restore_hub(empty, say_so=False)
        mark(campo, person, "Motivo 3")
        campo.sync()
    world.restore_hub(marked, say_so=False)
    come_to_rest(world)
    (review,) = reviews(campo)
    assert '"Motivo 2"' in str(review.current) and '"Motivo 3"' in str(review.other)


def test_a_deletion_made_in_two_places_still_stands_where_the_hub_forgets_one_of_them(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    backup = world.back_up_hub()
    person = someone(anden)
    register(bodega, "Nombre 1")
    bodega.sync()
    delete(anden, person)
    delete(bodega, person)
    world.restore_hub(backup, say_so=False)
    bodega.sync()
    anden.way.cut_after(2, lose_answer=False)
    world.sync(anden)
    anden.way.mend()
    world.restore_hub(backup, say_so=False)
    come_to_rest(world)
    assert anden.store.get(Person, person) is None


def test_who_was_deleted_here_and_brought_back_elsewhere_stays_in_a_hub_that_forgot_both(
    world: World, anden: Desktop, bodega: Desktop
) -> None:
    backup, kept = world.back_up_hub(), bodega.copy_store()
    person = someone(anden)
    delete(anden, person)
    edit(bodega, person, name="Dos")
    anden.sync()
    bodega.sync()
    settle_review(bodega, 0, use_other=True)
    bodega.sync()
    anden.sync()
    world.restore_hub(backup, say_so=True)
    world.roll_back(bodega, kept)
    come_to_rest(world)
    for desktop in world.desktops:
        found = desktop.store.get(Person, person)
        assert found is not None and found.name == "Dos"
