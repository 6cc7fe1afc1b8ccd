"""Find people at the front desk: by anything one can type, or among those who come often."""

from dataclasses import dataclass
from datetime import timedelta

from integrhabitat_desktop.db.queries.people import MatchReason, PersonMatch, search_people
from integrhabitat_desktop.db.queries.person_summaries import (
    DayVisit,
    FrequentVisitor,
    PersonSummary,
    frequent_visitors,
    visits_of_day,
)
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["DayVisit", "FrequentVisitor", "FrontDesk", "MatchReason", "PersonMatch", "PersonSummary"]

_OFTEN_DAYS = 60
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Who is here today, newest first, and who comes often and may be expected."""

    here: tuple[DayVisit, ...]
    expected: tuple[FrequentVisitor, ...]

    def with_here(self, here: tuple[DayVisit, ...]) -> "FrontDesk":
        """The same expected people, less those who have come."""
        come = {visit.person.id for visit in here}
        return FrontDesk(here, tuple(it for it in self.expected if it.person.id not in come))


def find_people(desk: Desk, query: str, limit: int = _SHOWN) -> list[PersonMatch]:
    """The best matches first. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.FIND_PEOPLE)
    return search_people(desk.store, query, limit)


def front_desk(desk: Desk) -> FrontDesk:
    """What the reception shows before anything is typed. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    today = desk.today()
    since = (today - timedelta(days=_OFTEN_DAYS)).isoformat()
    often = frequent_visitors(desk.store, since, today.isoformat())
    return FrontDesk(
        here=here_today(desk),
        expected=tuple(visitor for visitor in often if not visitor.is_here_today),
    )


def here_today(desk: Desk) -> tuple[DayVisit, ...]:
    """Who is here today: what changes with every check-in. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    return tuple(visits_of_day(desk.store, desk.today().isoformat()))
