"""Households: a family is put together once, moves, and comes in together."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.join_records import join_records, part_records
from integrhabitat_desktop.use_cases.keep_household import (
    add_to_household,
    check_in_together,
    homes,
    household,
    leave_household,
    set_relationship,
    undo_check_ins,
    undo_move,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card


def somebody(desk: Desk, name: str, born: str | None = None) -> str:
    registration = Registration(name=name, birth_date=born, birth_precision="DAY" if born else None)
    return register_person(desk, registration, check_in=False).person_id


def living_with(desk: Desk, person: str) -> list[tuple[str, str | None]]:
    return [(it.person.name, it.relationship) for it in household(desk, person)]


def test_a_household_begins_with_its_head(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    assert household(reception, rosa) == ()
    add_to_household(reception, rosa, luis, "CHILD")
    assert (
        living_with(reception, rosa) == living_with(reception, luis) == [("Rosa", "HEAD"), ("Luis", "CHILD")]
    )
    assert [it.person.name for it in view_card(reception, luis).household] == ["Rosa"]


def test_whoever_moves_lives_in_one_place_and_can_move_back(reception: Desk) -> None:
    rosa, luis, otto = (somebody(reception, name) for name in ("Rosa", "Luis", "Otto"))
    add_to_household(reception, rosa, luis, "CHILD")
    moved = add_to_household(reception, otto, luis, None)
    assert living_with(reception, rosa) == [("Rosa", "HEAD")]
    assert living_with(reception, luis) == [("Otto", "HEAD"), ("Luis", None)]
    undo_move(reception, moved)
    assert living_with(reception, luis) == [("Rosa", "HEAD"), ("Luis", "CHILD")]
    assert household(reception, otto) == ()


def test_who_leaves_is_no_longer_offered_and_may_return(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    add_to_household(reception, rosa, luis, "CHILD")
    left = leave_household(reception, luis)
    assert view_card(reception, rosa).household == ()
    undo_move(reception, left)
    assert living_with(reception, luis) == [("Rosa", "HEAD"), ("Luis", "CHILD")]


def test_a_mother_added_in_the_file_of_her_child_heads_the_household(reception: Desk) -> None:
    luz, rosa = somebody(reception, "Luz", "2018-06-01"), somebody(reception, "Rosa", "1985-06-01")
    add_to_household(reception, luz, rosa, "PARENT")
    assert living_with(reception, luz) == [("Rosa", "HEAD"), ("Luz", None)]


def test_whoever_is_said_to_head_a_new_household_does(reception: Desk) -> None:
    luz, rosa, otto, eva = (somebody(reception, name) for name in ("Luz", "Rosa", "Otto", "Eva"))
    add_to_household(reception, luz, rosa, "CHILD", added_is_head=True)
    assert living_with(reception, luz) == [("Rosa", "HEAD"), ("Luz", "CHILD")]
    add_to_household(reception, otto, eva, "HEAD")
    assert living_with(reception, otto) == [("Eva", "HEAD"), ("Otto", None)]


def test_a_new_head_leaves_the_former_one_to_be_asked_and_both_can_be_taken_back(reception: Desk) -> None:
    rosa, luis, ada = somebody(reception, "Rosa"), somebody(reception, "Luis"), somebody(reception, "Ada")
    moved = add_to_household(reception, rosa, luis, "SPOUSE")
    changed = set_relationship(reception, moved.household_id, luis, "HEAD")
    assert living_with(reception, rosa) == [("Luis", "HEAD"), ("Rosa", None)]
    undo_move(reception, changed)
    assert living_with(reception, rosa) == [("Rosa", "HEAD"), ("Luis", "SPOUSE")]
    add_to_household(reception, rosa, ada, "HEAD")
    assert living_with(reception, rosa) == [("Ada", "HEAD"), ("Rosa", None), ("Luis", "SPOUSE")]
    set_relationship(reception, moved.household_id, rosa, "CHILD")
    assert ("Rosa", "CHILD") in living_with(reception, luis)
    with pytest.raises(RuleViolation, match="no_household"):
        set_relationship(reception, moved.household_id, somebody(reception, "Otto"), "CHILD")


def test_joining_two_heads_shows_both_families_and_lets_all_of_them_in(reception: Desk) -> None:
    one, other = somebody(reception, "Rosa"), somebody(reception, "Roza")
    luz, leo = somebody(reception, "Luz"), somebody(reception, "Leo")
    add_to_household(reception, one, luz, "CHILD")
    second = add_to_household(reception, other, leo, "CHILD")
    join_records(reception, one, other, frozenset())
    beside = view_card(reception, one).household
    assert {it.person.id for it in beside} == {luz, leo}
    assert len(check_in_together(reception, [one, *(it.person.id for it in beside)])) == 3
    # The father's household of a child of two homes is nobody's business in the mother's.
    assert [it.person.id for it in view_card(reception, luz).household] == [one]
    assert len(homes(reception, one)) == 2
    leave_household(reception, one, second.household_id)
    assert {it.person.id for it in household(reception, one)} == {one, luz}
    part_records(reception, other)
    assert [it[0] for it in living_with(reception, leo)] == ["Leo"]


def test_an_adding_is_taken_back_after_the_person_was_joined_to_another_record(reception: Desk) -> None:
    rosa, luz, older = somebody(reception, "Rosa"), somebody(reception, "Luz"), somebody(reception, "Roza")
    moved = add_to_household(reception, rosa, luz, "CHILD")
    join_records(reception, older, rosa, frozenset())
    undo_move(reception, moved)
    assert household(reception, older) == () and household(reception, luz) == ()


def test_coming_back_is_taken_back_to_what_stood_when_they_left(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    add_to_household(reception, rosa, luis, "CHILD")
    leave_household(reception, luis)
    stood = reception.store.fetch("SELECT relationship, state, since FROM household_member ORDER BY id")
    undo_move(reception, add_to_household(reception, rosa, luis, "SPOUSE"))
    assert (
        reception.store.fetch("SELECT relationship, state, since FROM household_member ORDER BY id") == stood
    )


def test_nobody_lives_with_themselves_or_twice(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    with pytest.raises(RuleViolation, match="lives_there_already"):
        add_to_household(reception, rosa, rosa, None)
    add_to_household(reception, rosa, luis, None)
    with pytest.raises(RuleViolation, match="lives_there_already"):
        add_to_household(reception, luis, rosa, None)
    with pytest.raises(RuleViolation, match="person_not_found"):
        add_to_household(reception, rosa, "K3F9Q7M-999", None)
    with pytest.raises(RuleViolation, match="no_household"):
        leave_household(reception, somebody(reception, "Otto"))


def test_a_family_comes_in_together_and_each_only_once(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    check_in(reception, luis)
    made = check_in_together(reception, [rosa, luis, rosa])
    assert len(made) == 1
    with pytest.raises(RuleViolation, match="already_here"):
        check_in_together(reception, [rosa, luis])
    undo_check_ins(reception, made)
    assert [it[0] for it in reception.store.fetch("SELECT person FROM check_in WHERE state = 'DONE'")] == [
        luis
    ]


def test_one_who_is_gone_lets_nobody_in(reception: Desk) -> None:
    rosa = somebody(reception, "Rosa")
    with pytest.raises(RuleViolation, match="person_not_found"):
        check_in_together(reception, [rosa, "K3F9Q7M-999"])
    assert reception.store.fetch("SELECT count(*) FROM check_in") == [(0,)]
