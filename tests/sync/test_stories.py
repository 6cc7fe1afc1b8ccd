"""Stories that once went wrong, found by the property test; each is the shortest way to the fault."""

import pytest

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_protocol.record_types import Person
from tests.sync.desktop import Desktop
from tests.sync.newer_desktop import edit_with_unknown_field
from tests.sync.steps import come_to_rest, edit, mark, register, reviews, someone
from tests.sync.world import World


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


def test_a_hub_that_forgot_a_desktop_lets_it_in_again_with_a_new_code(world: World, anden: Desktop) -> None:
    world.hub.forget(anden.device)
    person = register(anden, "Nombre 1")
    assert anden.try_to_sync() == "device_unknown"
    assert world.sync(anden) == ""
    come_to_rest(world)
    assert world.desktops[1].store.get(Person, person) is not None
