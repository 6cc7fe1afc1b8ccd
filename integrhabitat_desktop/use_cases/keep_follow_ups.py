"""What is to be done for a person on a day: plan it, do it, put it off.

Tasks after absences from an activity are for everybody, other tasks for those who refer people.
"""

from dataclasses import dataclass
from datetime import date

from integrhabitat_desktop.db.queries.referrals import FollowUpRow, follow_ups_until
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import without_guarded_notes
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import FollowUp, Person

__all__ = ["FollowUpChanged", "FollowUpRow", "NewFollowUp"]

OPEN, DONE, CANCELLED = "OPEN", "DONE", "CANCELLED"
APPOINTMENT = "APPOINTMENT"


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What to do; `kind` is a code of `follow_up_kind`, `day` an ISO date, `starts_at` HH:MM."""

    kind: str
    day: str
    starts_at: str | None = None
    note: str | None = None
    referral: str | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpChanged:
    """The values before, for the undo."""

    follow_up_id: str
    before: Values


def plan_follow_up(desk: Desk, person_id: str, new: NewFollowUp, *, state: str = OPEN) -> str:
    """Note something to do; its id. RuleViolation `not_allowed`, `person_not_found`; ValidationFailed, StoreError."""
    _require(desk, new.activity)
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Person, person_id) is None:
            raise RuleViolation("person_not_found")
        made = tx.new_id()
        tx.create(
            FollowUp(
                id=made,
                person=person_id,
                referral=new.referral,
                kind=new.kind,
                day=new.day,
                starts_at=new.starts_at,
                note=new.note,
                state=state,
                staff=desk.staff.id,
                activity=new.activity,
            )
        )
    return made


def follow_ups_to_do(desk: Desk, until: date | None = None) -> tuple[FollowUpRow, ...]:
    """What was to be done until a day (today) and is not; what this role may do of it.

    RuleViolation `not_allowed`, StoreError.
    """
    require(desk.staff, Permission.FOLLOW_UP_ABSENCES)
    refers = allowed(desk.staff.role, Permission.REFER)
    found = follow_ups_until(desk.store, (until or desk.today()).isoformat())
    return without_guarded_notes(desk, (it for it in found if refers or it.activity is not None))


def end_follow_up(desk: Desk, follow_up_id: str, state: str) -> FollowUpChanged:
    """It is DONE or CANCELLED. RuleViolation `not_allowed`, `follow_up_not_found`; StoreError."""
    return _change(desk, follow_up_id, {"state": state})


def put_off(desk: Desk, follow_up_id: str, day: str) -> FollowUpChanged:
    """Do it on another day. RuleViolation `not_allowed`, `follow_up_not_found`; ValidationFailed, StoreError."""
    return _change(desk, follow_up_id, {"day": day})


def undo_follow_up(desk: Desk, changed: FollowUpChanged) -> None:
    """Take a change back. RuleViolation `not_allowed`; StoreError."""
    _change(desk, changed.follow_up_id, changed.before)


def undo_planning(desk: Desk, follow_up_id: str) -> None:
    """It is not to be done after all. RuleViolation `not_allowed`; StoreError."""
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(FollowUp, follow_up_id)
        _require(desk, standing.activity if standing is not None else None)
        tx.delete(FollowUp, follow_up_id)


def _require(desk: Desk, activity: str | None) -> None:
    require(desk.staff, Permission.FOLLOW_UP_ABSENCES if activity is not None else Permission.REFER)


def _change(desk: Desk, follow_up_id: str, values: Values) -> FollowUpChanged:
    with desk.store.transaction(desk.staff.id) as tx:
        standing = tx.get(FollowUp, follow_up_id)
        _require(desk, standing.activity if standing is not None else None)
        if standing is None:
            raise RuleViolation("follow_up_not_found")
        tx.update(FollowUp, follow_up_id, **values)
    return FollowUpChanged(follow_up_id, {name: getattr(standing, name) for name in values})
