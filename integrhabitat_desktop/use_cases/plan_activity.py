"""Plan what the centre offers: create and change activities and their sessions."""

from dataclasses import dataclass, fields

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import ActivityRow, SessionRow
from integrhabitat_desktop.domain.enrolment_rules import check_age_range
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, create_sessions, days_for
from integrhabitat_desktop.use_cases.undo_log import UndoLog
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Activity, CoFacilitator

__all__ = ["ActivityRow", "NewActivity", "SessionRow", "SessionTimes"]


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


def create_activity(desk: Desk, new: NewActivity, times: SessionTimes | None = None) -> str:
    """Create an activity, with its first sessions where `times` are given. Its id.

    Raises RuleViolation `not_allowed`, `session_ends_before_start`, `too_many_sessions`, `no_day_planned`,
    `ages_reversed`; ValidationFailed.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    planned = days_for(desk, times) if times else None
    check_age_range(new.least_age, new.most_age)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        asked = {name: getattr(new, name) for name in _ASKED}
        activity = Activity(
            id=tx.new_id(),
            **{**asked, "title": new.title.strip()},
            starts_on=planned.days[0].isoformat() if planned else None,
            ends_on=planned.days[-1].isoformat() if planned else None,
            state="OPEN",
        )
        tx.create(activity)
        for staff in new.co_facilitators:
            link = natural_id(activity.id, staff)
            tx.put(CoFacilitator(id=link, activity=activity.id, staff=staff, state="ACTIVE"))
        if times is not None and planned is not None:
            create_sessions(tx, UndoLog(tx), activity.id, times, planned)
    return activity.id
