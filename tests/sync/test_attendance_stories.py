"""Stories of one session marked on two computers without a network: no mark twice, a decision where the two differ."""

import random

import pytest

from integrhabitat_desktop.use_cases.let_in import let_in
from integrhabitat_desktop.use_cases.mark_attendance import (
    ABSENT,
    ONLINE,
    PRESENT,
    Mark,
    begin_with_all_present,
    mark_person,
    open_roster,
)
from integrhabitat_desktop.use_cases.settle_review import Decision, list_decisions
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, ActivitySession, Enrolment
from tests.sync.desktop import Desktop
from tests.sync.steps import come_to_rest, register, reviews
from tests.sync.test_settlement_stories import desk_at
from tests.sync.world import World

MARKS = (
    Mark(PRESENT),
    Mark(PRESENT, modality=ONLINE),
    Mark(ABSENT),
    Mark("LATE", minutes=60),
    Mark("LATE", minutes=90),
    Mark("EXCUSED", reason="cita médica"),
    Mark("LEFT_EARLY"),
    None,
)
ROWS = "SELECT person, status, minutes, reason, modality FROM attendance WHERE session = ? AND gone = 0"


@pytest.fixture
def people(anden: Desktop) -> list[str]:
    return [register(anden, f"Persona Inventada {number:02}") for number in range(20)]


@pytest.fixture
def session(world: World, anden: Desktop, people: list[str]) -> str:
    """A session of today with all but the last two of the people, whom everybody knows."""
    day = desk_at(anden).today().isoformat()
    with anden.writing() as tx:
        activity, session = tx.new_id(), tx.new_id()
        tx.create(Activity(id=activity, title="Costura", kind="WORKSHOP", state="OPEN", modality="MIXED"))
        tx.create(
            ActivitySession(
                id=session, activity=activity, day=day, starts_at="09:00", ends_at="11:00", state="PLANNED"
            )
        )
        for person in people[:-2]:
            tx.create(
                Enrolment(
                    id=natural_id(activity, person),
                    activity=activity,
                    person=person,
                    status="ENROLLED",
                    starts_on=day,
                )
            )
    come_to_rest(world)
    return session


def marks(desktop: Desktop, session: str) -> dict[str, tuple[object, ...]]:
    """What stands for each person; a mark that was taken back is one too."""
    rows = desktop.store.fetch(ROWS, (session,))
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: tuple(row[1:]) for row in rows}


def decisions(desktop: Desktop) -> list[Decision]:
    return list(list_decisions(desk_at(desktop)).open)


def all_present(desktop: Desktop, session: str) -> None:
    with desktop.noting():
        begin_with_all_present(desk_at(desktop), session)


def say(desktop: Desktop, session: str, person: str, mark: Mark | None) -> None:
    with desktop.noting():
        mark_person(desk_at(desktop), session, person, mark)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_computers_mark_there_is_one_mark_each_and_a_decision_where_they_differ(
    world: World, anden: Desktop, bodega: Desktop, session: str, people: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    for desktop in (anden, bodega):
        if chance.random() < 0.7:
            all_present(desktop, session)
        for person in chance.sample(people, 8):
            say(desktop, session, person, chance.choice(MARKS))
    ours, theirs = marks(anden, session), marks(bodega, session)
    differing = {person for person in ours.keys() & theirs.keys() if ours[person] != theirs[person]}
    come_to_rest(world)
    for desktop in world.desktops:
        stand = marks(desktop, session)
        for person in (ours.keys() | theirs.keys()) - differing:
            assert stand[person] == ours.get(person, theirs.get(person))
        decided = [it.record_id for it in reviews(desktop)]
        assert sorted(decided) == sorted(natural_id(session, person) for person in differing)


def test_begin_with_all_present_on_both_computers_is_no_difference(
    world: World, anden: Desktop, bodega: Desktop, session: str, people: list[str]
) -> None:
    all_present(anden, session)
    all_present(bodega, session)
    say(bodega, session, people[3], Mark(ABSENT))
    come_to_rest(world)
    for desktop in world.desktops:
        (decision,) = decisions(desktop)
        assert decision.name.person == "Persona Inventada 03"
        assert decision.name.activity == "Costura"
        assert decision.name.day == desk_at(desktop).today().isoformat()
        assert {decision.stands.values["status"], decision.other.values["status"]} == {PRESENT, ABSENT}
        assert decision.stands.author and decision.other.author
        assert decision.stands.written_at and decision.other.written_at
        others = [it.row.status for it in open_roster(desk_at(desktop), session).entries]
        assert others.count(PRESENT) + others.count(ABSENT) == len(people) - 2


def test_a_person_who_comes_to_the_door_of_both_computers_is_enrolled_and_present_once(
    world: World, anden: Desktop, bodega: Desktop, session: str, people: list[str]
) -> None:
    for desktop in (anden, bodega):
        with desktop.noting():
            let_in(desk_at(desktop), session, people[-1])
    come_to_rest(world)
    for desktop in world.desktops:
        assert marks(desktop, session)[people[-1]][0] == PRESENT
        entries = open_roster(desk_at(desktop), session).entries
        assert [it.row.person_id for it in entries].count(people[-1]) == 1
        assert reviews(desktop) == []


def test_how_long_and_from_where_is_one_decision_not_two(
    world: World, anden: Desktop, bodega: Desktop, session: str, people: list[str]
) -> None:
    say(anden, session, people[0], Mark("LATE", minutes=75))
    say(bodega, session, people[0], Mark(PRESENT, modality=ONLINE))
    come_to_rest(world)
    for desktop in world.desktops:
        (decision,) = decisions(desktop)
        assert decision.fields == ("status", "minutes", "modality")
