"""Stories of joined records, told from the desktops: whoever was offline loses nothing, and all show one person."""

import pytest

from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.join_records import (
    join_records,
    joined_records,
    part_records,
    tell_apart,
)
from integrhabitat_desktop.use_cases.person_file import open_file
from integrhabitat_desktop.use_cases.settle_disputes import disputes, settle_as_one, settle_as_two
from integrhabitat_desktop.use_cases.view_card import view_card
from tests.sync.desktop import Desktop
from tests.sync.steps import come_to_rest, edit, register, reviews
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World


@pytest.fixture
def two(world: World, anden: Desktop) -> tuple[str, str]:
    """One person, registered twice, whom everybody knows."""
    both = register(anden, "Yohana Valbuena"), register(anden, "Johana Balbuena")
    come_to_rest(world)
    return both


def found(desktop: Desktop, query: str) -> list[str]:
    return [it.person.id for it in find_people(desk_at(desktop), query)]


def join(desktop: Desktop, kept: str, joined: str) -> None:
    with desktop.noting():
        join_records(desk_at(desktop), kept, joined, frozenset())


def test_what_an_offline_computer_writes_about_the_joined_record_belongs_to_the_person(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    kept, joined = two
    join(anden, kept, joined)
    with bodega.noting():
        check_in(desk_at(bodega), joined)
    edit(bodega, joined, neighbourhood="Sur")
    come_to_rest(world)
    for desktop in world.desktops:
        desk = desk_at(desktop)
        assert found(desktop, "balbuena") == [kept]
        shown = view_card(desk, joined)
        assert shown.person.id == kept and shown.visit_today is not None
        assert open_file(desk, kept, note=False).joined[0].later == {"neighbourhood": "Sur"}
        assert reviews(desktop) == []


def test_joined_the_other_way_round_on_two_computers_is_one_person_everywhere(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    join(anden, *two)
    join(bodega, *reversed(two))
    come_to_rest(world)
    for desktop in world.desktops:
        assert found(desktop, "yohana valbuena") == [min(two)]


def test_a_record_joined_to_two_others_waits_for_a_decision_and_is_hidden_meanwhile(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    kept, joined = two
    third = register(anden, "Otra Persona")
    come_to_rest(world)
    join(anden, kept, joined)
    join(bodega, third, joined)
    come_to_rest(world)
    for desktop in world.desktops:
        assert [it.record_type for it in reviews(desktop)] == ["person_merge"]
        assert joined not in found(desktop, "johana balbuena")


def test_parting_and_telling_apart_reach_everybody(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    join(anden, *two)
    come_to_rest(world)
    with bodega.noting():
        part_records(desk_at(bodega), two[1])
        tell_apart(desk_at(bodega), *two)
    come_to_rest(world)
    for desktop in world.desktops:
        assert sorted(found(desktop, "valbuena")) == sorted(two)
        assert desktop.store.fetch("SELECT state FROM person_pair") == [("DIFFERENT",)]


@pytest.mark.parametrize("is_one", [True, False])
def test_a_pair_joined_here_and_told_apart_there_is_asked_everywhere_and_settled_once(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str], is_one: bool
) -> None:
    join(anden, *two)
    with bodega.noting():
        tell_apart(desk_at(bodega), *two)
    come_to_rest(world)
    for desktop in world.desktops:
        (dispute,) = disputes(desk_at(desktop))
        assert {dispute.comparison.first.person_id, dispute.comparison.second.person_id} == set(two)
        assert joined_records(desk_at(desktop), two[0])[0].disputed
    with bodega.noting():
        (settle_as_one if is_one else settle_as_two)(desk_at(bodega), dispute.pair_id)
    come_to_rest(world)
    for desktop in world.desktops:
        assert disputes(desk_at(desktop)) == () and reviews(desktop) == []
        assert sorted(found(desktop, "valbuena")) == ([two[0]] if is_one else sorted(two))


def test_a_join_that_overrules_what_was_told_apart_before_is_no_dispute(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    with anden.noting():
        tell_apart(desk_at(anden), *two)
    come_to_rest(world)
    join(bodega, *two)
    come_to_rest(world)
    for desktop in world.desktops:
        assert disputes(desk_at(desktop)) == () and found(desktop, "valbuena") == [two[0]]


def test_records_joined_both_ways_are_parted_for_everybody(
    world: World, anden: Desktop, bodega: Desktop, two: tuple[str, str]
) -> None:
    join(anden, *two)
    join(bodega, *reversed(two))
    come_to_rest(world)
    (other,) = joined_records(desk_at(anden), two[0])
    assert other.person_id == max(two)
    with anden.noting():
        part_records(desk_at(anden), other.person_id)
    come_to_rest(world)
    for desktop in world.desktops:
        assert sorted(found(desktop, "valbuena")) == sorted(two)
