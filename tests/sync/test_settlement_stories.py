"""Stories of decisions, told from the desktops: settled once, refused when too late, taken back, decided again."""

from zoneinfo import ZoneInfo

import pytest

from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.settle_review import (
    KEEP,
    USE_OTHER,
    Settled,
    list_decisions,
    settle,
    undo_settlement,
)
from integrhabitat_protocol.record_types import Centre, Person, Review
from tests.sync.desktop import STAFF, Desktop
from tests.sync.steps import come_to_rest, delete, edit, reviews, someone
from tests.sync.world import World

NEWEST_GROUP = """
SELECT record_type, op, state, outcome, refusal_code FROM outbox
WHERE change_group = (SELECT max(change_group) FROM outbox) ORDER BY counter
"""


def desk_at(desktop: Desktop) -> Desk:
    """A coordinator's desk at this desktop."""
    centre = Centre(id="centre", name="Casa de prueba", country="CO", time_zone="America/Bogota")
    staff = SignedInStaff(STAFF, "Elena Prueba", "COORDINATOR")
    return Desk(desktop.store, staff, desktop.clock, ZoneInfo("America/Bogota"), centre)


def decide(desktop: Desktop, choice: str) -> Settled:
    """A coordinator settles the only open review, as the conflict desk does; the journal knows of it."""
    (review,) = reviews(desktop)
    with desktop.noting():
        return settle(desk_at(desktop), review.id, choice)


def take_back(desktop: Desktop, settled: Settled) -> None:
    """The coordinator undoes it; what it deletes is the record that the decision made."""
    review = desktop.store.get(Review, settled.review_id)
    assert review is not None
    with desktop.noting(Person if settled.created else None, review.record_id):
        undo_settlement(desk_at(desktop), settled)


def name_at(desktop: Desktop, person: str) -> str | None:
    found = desktop.store.get(Person, person)
    return None if found is None else found.name


@pytest.fixture
def clash(world: World, anden: Desktop, bodega: Desktop) -> str:
    """Two names of one person, written without the other; "Uno" stands. The id of the person."""
    person = someone(anden)
    edit(anden, person, name="Uno")
    edit(bodega, person, name="Dos")
    for desktop in (anden, bodega, anden, world.desktops[2]):
        desktop.sync()
    assert [len(reviews(desktop)) for desktop in world.desktops] == [1, 1, 1]
    return person


def test_edit_and_settlement_travel_together_and_end_the_review_everywhere(
    world: World, anden: Desktop, clash: str
) -> None:
    decide(anden, USE_OTHER)
    assert [(row[0], row[2]) for row in anden.store.fetch(NEWEST_GROUP)] == [
        ("person", "waiting"),
        ("review", "waiting"),
    ]
    come_to_rest(world)
    assert [row[3] for row in anden.store.fetch(NEWEST_GROUP)] == ["applied", "applied"]
    for desktop in world.desktops:
        assert name_at(desktop, clash) == "Dos"
        assert reviews(desktop) == []


def test_keeping_what_stands_changes_nothing_but_the_review(world: World, campo: Desktop, clash: str) -> None:
    decide(campo, KEEP)
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Uno"}
    assert not any(reviews(desktop) for desktop in world.desktops)


def test_the_second_decision_is_refused_with_its_edit_and_leaves_the_first_one(
    world: World, anden: Desktop, bodega: Desktop, clash: str
) -> None:
    decide(anden, KEEP)
    decide(bodega, USE_OTHER)
    assert name_at(bodega, clash) == "Dos"
    anden.sync()
    assert bodega.sync().refused == 2
    assert [(row[0], row[2], row[4]) for row in bodega.store.fetch(NEWEST_GROUP)] == [
        ("person", "refused", "group_refused"),
        ("review", "refused", "already_settled"),
    ]
    assert name_at(bodega, clash) == "Uno"
    (decision,) = list_decisions(desk_at(bodega)).settled
    assert decision.choice == KEEP
    come_to_rest(world)


def test_the_same_decision_taken_twice_makes_no_second_review(
    world: World, anden: Desktop, bodega: Desktop, clash: str
) -> None:
    for desktop in (anden, bodega):
        decide(desktop, USE_OTHER)
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Dos"}
    assert not any(reviews(desktop) for desktop in world.desktops)


def test_a_refused_decision_leaves_an_edit_of_another_field_made_after_it(
    world: World, anden: Desktop, bodega: Desktop, clash: str
) -> None:
    decide(anden, KEEP)
    decide(bodega, USE_OTHER)
    edit(bodega, clash, neighbourhood="San Blas")
    anden.sync()
    bodega.sync()
    come_to_rest(world)
    for desktop in world.desktops:
        found = desktop.store.get(Person, clash)
        assert found is not None and (found.name, found.neighbourhood) == ("Uno", "San Blas")


def test_a_decision_taken_back_before_it_was_sent_opens_the_review_everywhere(
    world: World, anden: Desktop, clash: str
) -> None:
    take_back(anden, decide(anden, USE_OTHER))
    assert name_at(anden, clash) == "Uno"
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Uno"}
    assert [len(reviews(desktop)) for desktop in world.desktops] == [1, 1, 1]


def test_a_decision_taken_back_after_it_was_sent_can_be_taken_by_somebody_else(
    world: World, anden: Desktop, bodega: Desktop, clash: str
) -> None:
    settled = decide(anden, USE_OTHER)
    come_to_rest(world)
    take_back(anden, settled)
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Uno"}
    assert [len(reviews(desktop)) for desktop in world.desktops] == [1, 1, 1]
    decide(bodega, USE_OTHER)
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Dos"}
    assert not any(reviews(desktop) for desktop in world.desktops)


def test_a_decision_whose_answer_was_lost_counts_once(world: World, anden: Desktop, clash: str) -> None:
    decide(anden, USE_OTHER)
    anden.way.cut_after(0, lose_answer=True)
    assert anden.try_to_sync() == "hub_unreachable"
    anden.way.mend()
    anden.restart()
    come_to_rest(world)
    assert {name_at(desktop, clash) for desktop in world.desktops} == {"Dos"}
    (review,) = anden.store.fetch("SELECT id FROM review")
    assert anden.store.fetch("SELECT version FROM record_state WHERE record_id = ?", review) == [(2,)]


def test_a_person_deleted_on_one_side_comes_back_with_the_edit_of_the_other(
    world: World, anden: Desktop, bodega: Desktop, campo: Desktop
) -> None:
    person = someone(anden)
    delete(anden, person)
    edit(bodega, person, name="Dos")
    for desktop in (anden, bodega, campo):
        desktop.sync()
    settled = decide(campo, USE_OTHER)
    come_to_rest(world)
    assert {name_at(desktop, person) for desktop in world.desktops} == {"Dos"}
    take_back(campo, settled)
    come_to_rest(world)
    assert {name_at(desktop, person) for desktop in world.desktops} == {None}
    assert [len(reviews(desktop)) for desktop in world.desktops] == [1, 1, 1]
