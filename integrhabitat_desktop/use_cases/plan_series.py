"""Plan sessions: one, or many by a rule that is kept with them as their series."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from integrhabitat_desktop.db.queries.series import find_series_session, sessions_of_series
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.planned_days import PlannedDays, planned_days
from integrhabitat_desktop.domain.recurrence import Recurrence, rule_text
from integrhabitat_desktop.domain.session_states import PLANNED
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDays
from integrhabitat_desktop.use_cases.undo_log import RecordChange, UndoLog, take_back
from integrhabitat_protocol.record_types import Activity, ActivitySession, SessionSeries

__all__ = ["PlannedDays", "RecordChange"]


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When and where sessions take place: on `first_day`, or by `rule` from it on. Times are local `HH:MM`.

    Without a `place` they are where the activity is.
    """

    first_day: str
    starts_at: str | None = None
    ends_at: str | None = None
    rule: Recurrence | None = None
    skips_holidays: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class AddedSessions:
    """The new sessions by day, and what to take back."""

    session_ids: tuple[str, ...]
    changes: tuple[RecordChange, ...]


def preview_sessions(desk: Desk, times: SessionTimes, language: str) -> PlannedDays:
    """The days that would be planned, with the closed days named in `language`. Raises as `add_sessions`."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    return days_for(desk, times, language)


def add_sessions(desk: Desk, activity_id: str, times: SessionTimes) -> AddedSessions:
    """Add sessions to an activity, as one change.

    Raises RuleViolation `not_allowed`, `activity_not_found`, `session_ends_before_start`, `too_many_sessions`,
    `no_day_planned`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    planned = days_for(desk, times)
    with desk.store.transaction(desk.staff.id) as tx:
        if tx.get(Activity, activity_id) is None:
            raise RuleViolation("activity_not_found")
        tx.start_group()
        log = UndoLog(tx)
        session_ids = create_sessions(tx, log, activity_id, times, planned)
        return AddedSessions(session_ids, log.changes())


def take_back_sessions(desk: Desk, changes: tuple[RecordChange, ...]) -> None:
    """Take back what was planned or changed; a session that was marked since stays."""
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        take_back(tx, changes, _may_go(desk))


def days_for(desk: Desk, times: SessionTimes, language: str = "") -> PlannedDays:
    """The days of these times. Raises as `add_sessions`."""
    check_times(times.starts_at, times.ends_at)
    first = date.fromisoformat(times.first_day)
    return planned_days(first, times.rule, ClosedDays(desk, language), skips=times.skips_holidays)


def check_times(starts_at: str | None, ends_at: str | None) -> None:
    """RuleViolation `session_ends_before_start`."""
    if starts_at and ends_at and ends_at <= starts_at:
        raise RuleViolation("session_ends_before_start")


def create_sessions(
    tx: Transaction, log: UndoLog, activity_id: str, times: SessionTimes, planned: PlannedDays
) -> tuple[str, ...]:
    """Create the sessions, with their series where there is a rule, inside a transaction; their ids by day."""
    series = None
    if planned.rule is not None:
        series = SessionSeries(
            id=tx.new_id(),
            activity=activity_id,
            rule=rule_text(planned.rule),
            first_day=planned.days[0].isoformat(),
            starts_at=times.starts_at,
            ends_at=times.ends_at,
            place=times.place,
            skips_holidays=1 if times.skips_holidays else None,
        )
        log.create(series)
    made = []
    for day in planned.days:
        session = ActivitySession(
            id=tx.new_id(),
            activity=activity_id,
            day=day.isoformat(),
            starts_at=times.starts_at,
            ends_at=times.ends_at,
            place=times.place,
            state=PLANNED,
            series=series.id if series else None,
            series_day=day.isoformat() if series else None,
        )
        log.create(session)
        made.append(session.id)
    return tuple(made)


def _may_go(desk: Desk) -> Callable[[str], bool]:
    def may_go(record_id: str) -> bool:
        session = find_series_session(desk.store, record_id)
        if session is not None:
            return not session.has_record
        return not sessions_of_series(desk.store, record_id)

    return may_go
