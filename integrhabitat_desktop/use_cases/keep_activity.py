"""One activity as it is edited: all its facts, who leads it, and closing, reopening or cancelling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from integrhabitat_desktop.db.queries.activities import sessions_of_activity
from integrhabitat_desktop.db.queries.co_facilitators import co_facilitators, colleagues
from integrhabitat_desktop.db.queries.enrolments import enrolments_of_activity
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain import session_states
from integrhabitat_desktop.domain.enrolment_rules import CANCELLED, check_age_range
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value, Values, values_of
from integrhabitat_protocol.record_types import Activity, ActivitySession, CoFacilitator, SessionSeries

OPEN, CLOSED = "OPEN", "CLOSED"
ACTIVE, ENDED = "ACTIVE", "ENDED"


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What stands in the form of an activity; `staff` are the colleagues who could lead it, id and name."""

    activity_id: str
    values: Values
    co_facilitators: tuple[str, ...]
    staff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ActivitySaved:
    """What a saving changed, for the undo; `sessions` are those that were cancelled with the activity."""

    activity_id: str
    before: Values
    co_facilitators: tuple[str, ...]
    sessions: tuple[str, ...] = ()


def activity_facts(desk: Desk, activity_id: str) -> ActivityFacts:
    """The facts of one activity; with an empty id what a new one begins with.

    RuleViolation `not_allowed`, `activity_not_found`; StoreError.
    """
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    staff = colleagues(desk.store)
    if not activity_id:
        return ActivityFacts("", {"facilitator": desk.staff.id}, (), staff)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    return ActivityFacts(activity_id, values_of(activity), co_facilitators(desk.store, activity_id), staff)


def save_activity(
    desk: Desk, activity_id: str, values: Mapping[str, Value], together: Sequence[str] | None = None
) -> ActivitySaved:
    """Save changed values; `together` are the co-facilitators, None leaves them as they are.

    RuleViolation `not_allowed`, `activity_not_found`, `ages_reversed`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        standing = tx.get(Activity, activity_id)
        if standing is None:
            raise RuleViolation("activity_not_found")
        before = values_of(standing)
        changed = {**before, **values}
        check_age_range(changed["least_age"], changed["most_age"])
        leading = co_facilitators(desk.store, activity_id)
        tx.update(Activity, activity_id, **values)
        if together is not None:
            _let_lead(tx, activity_id, leading, together)
    return ActivitySaved(activity_id, {name: before[name] for name in values}, leading)


def close_activity(desk: Desk, activity_id: str) -> ActivitySaved:
    """It has come to its end; whatever was recorded stays. Raises as `save_activity`."""
    return save_activity(desk, activity_id, {"state": CLOSED})


def reopen_activity(desk: Desk, activity_id: str) -> ActivitySaved:
    """It goes on. Raises as `save_activity`."""
    return save_activity(desk, activity_id, {"state": OPEN})


def cancel_activity(desk: Desk, activity_id: str, reason: str) -> ActivitySaved:
    """It takes place no more: closed, and every session still to come is cancelled with a reason of the code list.

    Raises as `save_activity`.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    today = desk.today().isoformat()
    coming = tuple(
        it.session_id
        for it in sessions_of_activity(desk.store, activity_id)
        if it.state == session_states.PLANNED and it.day >= today
    )
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        standing = tx.get(Activity, activity_id)
        if standing is None:
            raise RuleViolation("activity_not_found")
        tx.update(Activity, activity_id, state=CLOSED)
        for session in coming:
            tx.update(ActivitySession, session, state=session_states.CANCELLED, state_reason=reason)
    leading = co_facilitators(desk.store, activity_id)
    return ActivitySaved(activity_id, {"state": standing.state}, leading, coming)


def undo_saving(desk: Desk, saved: ActivitySaved) -> None:
    """Take a saving or a cancelling back. RuleViolation `not_allowed`; StoreError."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        tx.update(Activity, saved.activity_id, **saved.before)
        _let_lead(
            tx, saved.activity_id, co_facilitators(desk.store, saved.activity_id), saved.co_facilitators
        )
        for session in saved.sessions:
            tx.update(ActivitySession, session, state=session_states.PLANNED, state_reason=None)


def undo_creating(desk: Desk, activity_id: str) -> None:
    """Take back an activity that was created by mistake, with its sessions.

    RuleViolation `not_allowed`, and `activity_has_people` once somebody is enrolled or marked.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    sessions = sessions_of_activity(desk.store, activity_id)
    enrolled = (it.status != CANCELLED for it in enrolments_of_activity(desk.store, activity_id))
    if any(enrolled) or any(it.attended or it.absent for it in sessions):
        raise RuleViolation("activity_has_people")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        _let_lead(tx, activity_id, co_facilitators(desk.store, activity_id), ())
        series: dict[str, None] = {}
        for session in sessions:
            planned = tx.get(ActivitySession, session.session_id)
            if planned is not None and planned.series is not None:
                series[planned.series] = None
            tx.delete(ActivitySession, session.session_id)
        for series_id in series:
            tx.delete(SessionSeries, series_id)
        tx.delete(Activity, activity_id)


def _let_lead(tx: Transaction, activity_id: str, leading: Sequence[str], wanted: Sequence[str]) -> None:
    for staff in {*leading, *wanted}:
        state = ACTIVE if staff in wanted else ENDED
        tx.put(
            CoFacilitator(id=natural_id(activity_id, staff), activity=activity_id, staff=staff, state=state)
        )
