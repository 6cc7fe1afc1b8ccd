"""Everybody of the centre, page by page; and those whom nobody has asked yet whether the centre may keep them."""

from integrhabitat_desktop.db.queries.consent_answers import count_not_asked, people_not_asked
from integrhabitat_desktop.db.queries.person_summaries import PeoplePage, count_people, people_by_name
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["PeoplePage"]

PAGE = 100


def list_people(desk: Desk, after: tuple[str, int] | None = None) -> PeoplePage:
    """One page in the order of names. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return people_by_name(desk.store, PAGE, after)


def list_not_asked(desk: Desk, after: tuple[str, int] | None = None) -> PeoplePage:
    """One page of those whose consent was not asked, as after an import. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return people_not_asked(desk.store, PAGE, after)


def how_many_not_asked(desk: Desk) -> int:
    """How many of them there are. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return count_not_asked(desk.store)


def how_many(desk: Desk) -> int:
    """How many people are registered. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return count_people(desk.store)
