"""Check people in: one visit a day, a second one only when somebody says so."""

from integrhabitat_desktop.db.queries.person_card import visit_of
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import CheckIn, Person

DONE, VOID = "DONE", "VOID"
_MOST_VISITS = 99


def check_in(desk: Desk, person_id: str, *, again: bool = False) -> str:
    """Record a visit today and give its id.

    Raises RuleViolation `not_allowed`, `person_not_found`, and `already_here` where the person was checked in today,
    unless `again` says that they left and came back.
    """
    require(desk.staff, Permission.CHECK_IN)
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
        return check_in_within(tx, desk, person_id, again=again)


def check_in_within(tx: Transaction, desk: Desk, person_id: str, *, again: bool = False) -> str:
    """The same inside a transaction that does more."""
    day = desk.today().isoformat()
    if not again and visit_of(desk.store, person_id, day) is not None:
        raise RuleViolation("already_here")
    for number in range(1, _MOST_VISITS + 1):
        check_in_id = natural_id(person_id, day) if number == 1 else natural_id(person_id, day, str(number))
        standing = tx.get(CheckIn, check_in_id)
        if standing is not None and standing.state == DONE:
            continue
        tx.put(
            CheckIn(
                id=check_in_id,
                person=person_id,
                day=day,
                visit_number=number,
                state=DONE,
                arrived_at=desk.now_text(),
                recorded_by=desk.staff.id,
            )
        )
        return check_in_id
    raise RuleViolation("too_many_visits", most=_MOST_VISITS)


def undo_check_in(desk: Desk, check_in_id: str) -> None:
    """Take a check-in back; it stays in the history as a mistake. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.CHECK_IN)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.update(CheckIn, check_in_id, state=VOID)


def say_purpose(desk: Desk, check_in_id: str, purpose: str | None) -> str | None:
    """Note what somebody came for, or that nobody knows; what stood there before, for the undo.

    RuleViolation `not_allowed`, `record_gone`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.CHECK_IN)
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(CheckIn, check_in_id)
        if standing is None:
            raise RuleViolation("record_gone")
        kept_record(desk, standing.person)
        tx.update(CheckIn, check_in_id, purpose=purpose)
    return standing.purpose
