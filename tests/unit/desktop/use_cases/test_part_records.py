"""Joined records are parted in any order, and what then stands is as though the parted joining had never been."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.find_people import find_people
from integrhabitat_desktop.use_cases.join_records import (
    compare_records,
    join_records,
    joined_records,
    part_records,
    undo_parting,
)
from integrhabitat_desktop.use_cases.kept_record import kept_record_id
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_protocol.record_types import Person, PersonMerge

NAME, PLACE = "name", "neighbourhood"


def somebody(desk: Desk, name: str, **rest: Any) -> str:
    return register_person(desk, Registration(name=name, **rest), check_in=False).person_id


def said(desk: Desk, person: str) -> tuple[str, str | None]:
    found = desk.store.get(Person, person)
    assert found is not None
    return found.name, found.neighbourhood


def edit(desk: Desk, person: str, **values: str | None) -> None:
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(Person, person, **values)


def test_three_records_parted_out_of_order_leave_the_first_name(reception: Desk) -> None:
    ana, other, third = (somebody(reception, name) for name in ("Ana Uno", "Ana Dos", "Ana Tres"))
    join_records(reception, ana, other, frozenset([NAME]))
    join_records(reception, ana, third, frozenset([NAME]))
    part_records(reception, other)
    assert said(reception, ana)[0] == "Ana Tres"
    part_records(reception, third)
    assert said(reception, ana)[0] == "Ana Uno"


def test_a_name_written_between_two_joinings_stays_when_both_are_parted(reception: Desk) -> None:
    ana, other, third = (somebody(reception, name) for name in ("Ana Uno", "Ana Dos", "Ana Tres"))
    join_records(reception, ana, other, frozenset([NAME]))
    edit(reception, ana, name="Ana Corregida")
    join_records(reception, ana, third, frozenset([NAME]))
    part_records(reception, other)
    part_records(reception, third)
    assert said(reception, ana)[0] == "Ana Corregida"


def test_a_name_written_after_two_joinings_stays_even_where_it_is_that_of_the_first(reception: Desk) -> None:
    ana, other, third = (somebody(reception, name) for name in ("Ana Uno", "Ana Dos", "Ana Tres"))
    join_records(reception, ana, other, frozenset([NAME]))
    join_records(reception, ana, third, frozenset([NAME]))
    edit(reception, ana, name="Ana Dos")
    part_records(reception, third)
    part_records(reception, other)
    assert said(reception, ana)[0] == "Ana Dos"


def test_what_came_through_a_record_that_was_joined_itself_goes_with_its_source(reception: Desk) -> None:
    first, source, last = (somebody(reception, name) for name in ("Eva Uno", "Eva Dos", "Eva Tres"))
    edit(reception, source, neighbourhood="Centro")
    join_records(reception, first, source, frozenset([PLACE]))
    join_records(reception, last, first, frozenset([PLACE]))
    assert said(reception, last)[1] == "Centro"
    part_records(reception, source)
    assert (said(reception, first)[1], said(reception, last)[1]) == (None, None)
    assert joined_records(reception, last)[0].later == {}


def test_a_birth_whose_precision_was_changed_since_stays_whole(reception: Desk) -> None:
    noa = somebody(reception, "Noa Uno", birth_date="1990-01-01", birth_precision="YEAR")
    other = somebody(reception, "Noa Dos", birth_date="1990-05-06", birth_precision="DAY")
    join_records(reception, noa, other, frozenset(["birth_date"]))
    edit(reception, noa, birth_precision="ESTIMATED")
    part_records(reception, other)
    found = reception.store.get(Person, noa)
    assert found is not None and (found.birth_date, found.birth_precision) == ("1990-05-06", "ESTIMATED")


def test_one_date_known_with_different_precision_is_a_difference_to_choose(reception: Desk) -> None:
    pia = somebody(reception, "Pia Uno", birth_date="1990-01-01", birth_precision="YEAR")
    other = somebody(reception, "Pia Uno", birth_date="1990-01-01", birth_precision="DAY")
    compared = compare_records(reception, pia, other)
    assert compared.differing == ("birth_date",)
    join_records(reception, pia, other, frozenset(["birth_date"]))
    found = reception.store.get(Person, pia)
    assert found is not None and found.birth_precision == "DAY"


def test_joined_both_ways_on_two_computers_is_parted_both_ways(reception: Desk, store: Store) -> None:
    two = somebody(reception, "Yohana Prueba"), somebody(reception, "Johana Prueba")
    join_records(reception, *two, frozenset())
    with store.transaction("K3F9Q7M-2") as tx:
        tx.create(PersonMerge(id=two[0], person=two[0], survivor=two[1], state="JOINED"))
    kept = min(two)
    assert [it.person_id for it in joined_records(reception, kept)] == [max(two)]
    changes = part_records(reception, max(two))
    assert sorted(it.person.id for it in find_people(reception, "prueba")) == sorted(two)
    undo_parting(reception, changes)
    assert [it.person.id for it in find_people(reception, "prueba")] == [kept]


def test_the_record_that_is_kept_is_parted_from_the_one_it_points_to(reception: Desk, store: Store) -> None:
    two = somebody(reception, "Yohana Prueba"), somebody(reception, "Johana Prueba")
    join_records(reception, max(two), min(two), frozenset())
    with store.transaction("K3F9Q7M-2") as tx:
        tx.create(PersonMerge(id=max(two), person=max(two), survivor=min(two), state="JOINED"))
    part_records(reception, min(two))
    assert sorted(it.person.id for it in find_people(reception, "prueba")) == sorted(two)


def test_a_parting_that_is_taken_back_leaves_everything_as_it_was(reception: Desk) -> None:
    ana, other, third = (somebody(reception, name) for name in ("Ana Uno", "Ana Dos", "Ana Tres"))
    join_records(reception, ana, other, frozenset([NAME]))
    join_records(reception, ana, third, frozenset([NAME]))
    undo_parting(reception, part_records(reception, third))
    assert said(reception, ana)[0] == "Ana Tres"
    part_records(reception, other)
    part_records(reception, third)
    assert said(reception, ana)[0] == "Ana Uno"


@dataclass
class _Story:
    """What happened, to be told again without the joinings that were parted."""

    beginnings: dict[str, str]
    events: list[tuple[str, str, str]] = field(default_factory=list)

    def told(self) -> dict[str, str]:
        names = dict(self.beginnings)
        for kind, person, other in self.events:
            if kind == "edit":
                names[person] = other
            elif kind == "take":
                names[person] = names[other]
        return names

    def forget(self, joined: str) -> None:
        self.events = [it for it in self.events if not (it[0] in ("take", "join") and it[2] == joined)]

    def standing(self) -> list[str]:
        return [other for kind, _person, other in self.events if kind != "edit"]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "take", "take", "edit", "part", "part"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=4,
    max_size=22,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_whatever_is_joined_edited_and_parted_only_what_is_still_joined_shows(
    reception: Desk, steps: list[tuple[str, int, int]]
) -> None:
    people = [somebody(reception, f"Persona {number}") for number in range(5)]
    story = _Story({person: f"Persona {number}" for number, person in enumerate(people)})
    for number, (kind, one, two) in enumerate(steps):
        person, other = people[one % 5], people[two % 5]
        if kind == "edit":
            edit(reception, person, name=f"A mano {number}")
            story.events.append(("edit", person, f"A mano {number}"))
        elif kind == "part":
            if standing := story.standing():
                joined = standing[one % len(standing)]
                part_records(reception, joined)
                story.forget(joined)
        else:
            kept, joined = (kept_record_id(reception, it) for it in (person, other))
            if kept == joined:
                continue
            join_records(reception, kept, joined, frozenset([NAME] if kind == "take" else []))
            story.events.append((kind, kept, joined))
        assert {it: said(reception, it)[0] for it in people} == story.told()
