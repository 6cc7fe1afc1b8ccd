"""Everybody of the centre, page by page."""

from integrhabitat_desktop.db.queries.person_summaries import PeoplePage, count_people, people_by_name
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["PeoplePage"]

PAGE = 100


def list_people(desk: Desk, after: tuple[str, int] | None = None) -> PeoplePage:
    """One page in the order of names. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return people_by_name(desk.store, PAGE, after)


def how_many(desk: Desk) -> int:
    """How many people are registered. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.LIST_PEOPLE)
    return count_people(desk.store)
