"""Households: a family is put together once, moves, and comes in together."""

import pytest

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.check_in import check_in
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_household import (
    add_to_household,
    check_in_together,
    household,
    leave_household,
    return_to_household,
    undo_adding,
    undo_check_ins,
)
from integrhabitat_desktop.use_cases.register_person import Registration, register_person
from integrhabitat_desktop.use_cases.view_card import view_card


def somebody(desk: Desk, name: str) -> str:
    return register_person(desk, Registration(name=name), check_in=False).person_id


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
    undo_adding(reception, moved)
    assert living_with(reception, luis) == [("Rosa", "HEAD"), ("Luis", "CHILD")]
    assert household(reception, otto) == ()


def test_who_leaves_is_no_longer_offered_and_may_return(reception: Desk) -> None:
    rosa, luis = somebody(reception, "Rosa"), somebody(reception, "Luis")
    add_to_household(reception, rosa, luis, "CHILD")
    left = leave_household(reception, luis)
    assert view_card(reception, rosa).household == ()
    return_to_household(reception, left)
    assert living_with(reception, luis) == [("Rosa", "HEAD"), ("Luis", "CHILD")]


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
