"""Plan what the centre offers: create and change activities and their sessions."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import ActivityRow, SessionRow
from integrhabitat_desktop.domain.enrolment_rules import check_age_range
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_type import Value
from integrhabitat_protocol.record_types import Activity, ActivitySession, CoFacilitator

__all__ = ["ActivityRow", "NewActivity", "SessionRow", "SessionTimes"]

MOST_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What is asked when an activity is created; codes of the catalogue's code lists, staff members by their ids.

    `principles` are codes parted by spaces; `has_care_space` is 1 where there is one.
    """

    title: str
    kind: str
    service: str | None = None
    topic: str | None = None
    modality: str | None = "IN_PERSON"
    delivery_mode: str | None = "DIRECT_CENTRE"
    place: str | None = None
    neighbourhood: str | None = None
    capacity: int | None = None
    facilitator: str | None = None
    fee_type: str | None = None
    partner: str | None = None
    principles: str | None = None
    least_age: int | None = None
    most_age: int | None = None
    has_care_space: int | None = None
    certificate_share: int | None = None
    certificate_hours: int | None = None
    co_facilitators: tuple[str, ...] = ()


_ASKED = tuple(it.name for it in fields(NewActivity) if it.name != "co_facilitators")


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When sessions take place: from `first_day`, `weeks` times on the same weekday. Times are local `HH:MM`."""

    first_day: str
    starts_at: str | None = None
    ends_at: str | None = None
    weeks: int = 1


def list_activities(desk: Desk) -> list[ActivityRow]:
    """Every activity of the centre, open ones first."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return activities.list_activities(desk.store, desk.today().isoformat())


def list_sessions(desk: Desk, activity_id: str) -> list[SessionRow]:
    """The sessions of an activity by day."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return activities.sessions_of_activity(desk.store, activity_id)


def todays_sessions(desk: Desk) -> list[SessionRow]:
    """What takes place today at the centre."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return activities.sessions_of_day(desk.store, desk.today().isoformat())


def get_activity(desk: Desk, activity_id: str) -> Activity | None:
    """The record of an activity; None where it is missing."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    return desk.store.get(Activity, activity_id)


def create_activity(desk: Desk, new: NewActivity, times: SessionTimes | None = None) -> str:
    """Create an activity, with its first sessions where `times` are given. Its id.

    Raises RuleViolation `not_allowed`, `session_ends_before_start`, `too_many_sessions`, `ages_reversed`;
    ValidationFailed.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    days = _days(times) if times else []
    check_age_range(new.least_age, new.most_age)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        asked = {name: getattr(new, name) for name in _ASKED}
        activity = Activity(
            id=tx.new_id(),
            **{**asked, "title": new.title.strip()},
            starts_on=days[0] if days else None,
            ends_on=days[-1] if days else None,
            state="OPEN",
        )
        tx.create(activity)
        for staff in new.co_facilitators:
            link = natural_id(activity.id, staff)
            tx.put(CoFacilitator(id=link, activity=activity.id, staff=staff, state="ACTIVE"))
        for day in days:
            assert times is not None
            tx.create(_session(tx.new_id(), activity.id, day, times))
    return activity.id


def add_sessions(desk: Desk, activity_id: str, times: SessionTimes) -> list[str]:
    """Add sessions to an activity; their ids by day. Raises as `create_activity`."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    days = _days(times)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Activity, activity_id) is None:
            raise RuleViolation("activity_not_found")
        sessions = [_session(tx.new_id(), activity_id, day, times) for day in days]
        for session in sessions:
            tx.create(session)
    return [session.id for session in sessions]


def change_activity(desk: Desk, activity_id: str, **values: Value) -> bool:
    """Change fields of an activity; says whether anything changed. Raises RuleViolation, ValidationFailed."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        return tx.update(Activity, activity_id, **values)


def remove_session(desk: Desk, session_id: str) -> None:
    """Take back a session that was added by mistake. RuleViolation `session_has_marks` where somebody is marked."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    session = activities.find_session(desk.store, session_id)
    if session is not None and (session.attended or session.absent):
        raise RuleViolation("session_has_marks")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.delete(ActivitySession, session_id)


def _days(times: SessionTimes) -> list[str]:
    if times.starts_at and times.ends_at and times.ends_at <= times.starts_at:
        raise RuleViolation("session_ends_before_start")
    if not 1 <= times.weeks <= MOST_SESSIONS:
        raise RuleViolation("too_many_sessions", most=MOST_SESSIONS)
    first = date.fromisoformat(times.first_day)
    return [(first + timedelta(weeks=week)).isoformat() for week in range(times.weeks)]


def _session(session_id: str, activity_id: str, day: str, times: SessionTimes) -> ActivitySession:
    return ActivitySession(
        id=session_id,
        activity=activity_id,
        day=day,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        state="PLANNED",
    )
