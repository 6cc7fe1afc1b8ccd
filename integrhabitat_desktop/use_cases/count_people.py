"""Count people without registering them: nobody is turned away for not wanting to be on record."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.headcounts import counted_on
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Headcount


@dataclass(frozen=True, slots=True)
class Counted:
    """How many came today, by what could be seen; children and adolescents are under 18."""

    girls: int = 0
    boys: int = 0
    women: int = 0
    men: int = 0
    others: int = 0
    occasion: str | None = None

    def total(self) -> int:
        """Everybody."""
        return self.girls + self.boys + self.women + self.men + self.others


def count_people(desk: Desk, counted: Counted) -> str:
    """Write a count of today; its id, for the undo. RuleViolation `not_allowed`, `nobody_counted`; ValidationFailed."""
    require(desk.staff, Permission.CHECK_IN)
    if not counted.total():
        raise RuleViolation("nobody_counted")
    with desk.store.transaction(desk.staff.id) as tx:
        headcount = Headcount(
            id=tx.new_id(),
            day=desk.today().isoformat(),
            occasion=counted.occasion,
            girls=counted.girls or None,
            boys=counted.boys or None,
            women=counted.women or None,
            men=counted.men or None,
            others=counted.others or None,
            recorded_by=desk.staff.id,
        )
        tx.create(headcount)
    return headcount.id


def undo_count(desk: Desk, headcount_id: str) -> None:
    """It was a mistake. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.delete(Headcount, headcount_id)


def counted_today(desk: Desk) -> int:
    """How many people were counted today without being registered. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    return counted_on(desk.store, desk.today().isoformat())
