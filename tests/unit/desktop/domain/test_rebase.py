"""Unsent edits on top of the hub's newer content."""

from integrhabitat_desktop.domain.rebase import rebase
from integrhabitat_protocol.record_types import Person

BASE = {"name": "Domitila", "sex": "F"}
NAMED = {"name": "Domitila Angulo", "sex": "F"}
MALE = {"name": "Domitila", "sex": "M"}


def test_nothing_new_from_the_hub_leaves_the_edit() -> None:
    assert rebase(BASE, NAMED, BASE, Person.TYPE) == NAMED


def test_nothing_unsent_takes_the_hub() -> None:
    assert rebase(BASE, BASE, NAMED, Person.TYPE) == NAMED


def test_edits_of_different_groups_stand_together() -> None:
    assert rebase(BASE, NAMED, MALE, Person.TYPE) == {"name": "Domitila Angulo", "sex": "M"}


def test_of_one_group_the_hub_is_shown() -> None:
    other = {"name": "Domitila Paz", "sex": "F"}
    assert rebase(BASE, NAMED, other, Person.TYPE) == other


def test_two_creates_of_one_record_merge_with_an_empty_base() -> None:
    assert rebase(None, {"name": "D"}, {"sex": "F"}, Person.TYPE) == {"name": "D", "sex": "F"}


def test_an_edit_there_beats_a_delete_here() -> None:
    assert rebase(BASE, None, NAMED, Person.TYPE) == NAMED


def test_a_delete_there_is_shown_and_the_edit_here_becomes_a_review() -> None:
    assert rebase(BASE, NAMED, None, Person.TYPE) is None


def test_a_delete_here_stays_while_the_hub_has_nothing_new() -> None:
    assert rebase(BASE, None, BASE, Person.TYPE) is None
