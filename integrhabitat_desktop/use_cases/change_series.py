"""Change one session of a series, those from it on, or all: when, where, by which rule, or that they are cancelled."""

from dataclasses import dataclass, replace
from datetime import date

from integrhabitat_desktop.db.queries.series import SeriesSession, sessions_of_series
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.moved_series import moved_series
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.recurrence import days_of, rule_of_text
from integrhabitat_desktop.domain.session_states import CANCELLED
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.moved_onto import SessionMove, with_what_it_meets
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, check_times, days_for
from integrhabitat_desktop.use_cases.series_writing import (
    NewPlan,
    Reach,
    SeriesChanged,
    SeriesWriting,
    in_reach,
    may_change,
    stayed,
)
from integrhabitat_desktop.use_cases.session_of import series_session_of
from integrhabitat_desktop.use_cases.undo_log import UndoLog
from integrhabitat_protocol.record_type import Values
from integrhabitat_protocol.record_types import Activity, ActivitySession, SessionSeries

__all__ = ["Reach", "SeriesChanged", "SeriesSession", "SessionMove"]


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session, with what can be changed. `series` is None where it stands alone.

    `remaining` are the sessions that a change from this one on changes, `every_one` those of the whole series.
    """

    session: SeriesSession
    title: str
    activity_place: str | None
    state_reason: str | None
    state_note: str | None
    series: SessionTimes | None = None
    remaining: int = 1
    every_one: int = 1


def view_session(desk: Desk, session_id: str) -> SessionView:
    """A session and its series. RuleViolation `not_allowed`, `session_not_found`."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    session = series_session_of(desk, session_id)
    record = desk.store.get(ActivitySession, session_id)
    activity = desk.store.get(Activity, session.activity_id)
    if record is None or activity is None:
        raise RuleViolation("session_not_found")
    view = SessionView(session, activity.title, activity.place, record.state_reason, record.state_note)
    known = _times_of_series(desk, session)
    if known is None or session.series is None:
        return view
    times, days = known
    today = desk.today()
    following = [
        it.series_day
        for it in sessions_of_series(desk.store, session.series)
        if may_change(it, today) and it.series_day in days
    ]
    remaining = sum(day >= session.series_day for day in following)
    return replace(view, series=times, remaining=remaining, every_one=len(following))


def move_session(
    desk: Desk, session_id: str, move: SessionMove, reach: Reach = Reach.THIS_ONE
) -> SeriesChanged:
    """Move a session, and the others with it as far as `reach` says.

    A session that somebody moved to a day of its own keeps that day; its time and place follow only with ALL.
    A cancelled one stays on the day for which it was called off, and comes back there if that is taken back.
    Raises RuleViolation `not_allowed`, `session_not_found`, `session_ends_before_start`, `series_has_that_day`,
    `recurrence_not_known`, `too_many_sessions`; ValidationFailed, StoreError.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    check_times(move.starts_at, move.ends_at)
    session = series_session_of(desk, session_id)
    wanted: Values = {
        "day": move.day,
        "starts_at": move.starts_at,
        "ends_at": move.ends_at,
        "place": move.place,
    }
    own = {name: value for name, value in wanted.items() if value != getattr(session, name)}
    if reach is Reach.THIS_ONE or session.series is None:
        with desk.store.transaction(desk.staff.id) as tx:
            log = UndoLog(tx)
            changed = log.update(ActivitySession, session_id, **own)
        return with_what_it_meets(desk, session.activity_id, SeriesChanged(int(changed), 0, log.changes()))
    writing = SeriesWriting(desk, session, reach)
    common = {name: value for name, value in own.items() if name != "day"}
    rule = writing.rule.ending_on(writing.days[-1])
    skips = bool(writing.series.skips_holidays)
    plan = NewPlan(rule, writing.days[0], skips, common, own, {day: day for day in writing.days})
    if "day" in own:
        moved = moved_series(rule, writing.days, writing.anchor, date.fromisoformat(move.day))
        plan = replace(plan, rule=moved.rule, first_day=moved.first_day, new_days=moved.new_days)
        if skips:
            plan = replace(plan, added=_opened(writing, plan))
    return with_what_it_meets(desk, session.activity_id, writing.write(plan))


def change_rule(desk: Desk, session_id: str, times: SessionTimes, reach: Reach) -> SeriesChanged:
    """Let a series go by the rule of `times`, from a session on or as a whole.

    Sessions whose day is no longer in it go, and missing ones come. Raises as `move_session`, and `no_day_planned`.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    session = series_session_of(desk, session_id)
    writing = SeriesWriting(desk, session, reach)
    planned = days_for(desk, times)
    if planned.rule is None:
        raise RuleViolation("recurrence_not_valid")
    wanted: Values = {"starts_at": times.starts_at, "ends_at": times.ends_at, "place": times.place}
    common = {name: value for name, value in wanted.items() if value != getattr(writing.series, name)}
    missing = [day for day in planned.days if not writing.has_session_on(day) and writing.may_come(day)]
    plan = NewPlan(
        planned.rule,
        planned.days[0],
        times.skips_holidays,
        common,
        {},
        {day: day for day in planned.days},
        missing,
        drops_others=True,
    )
    return with_what_it_meets(desk, session.activity_id, writing.write(plan))


def cancel_sessions(
    desk: Desk, session_id: str, reason: str, note: str | None, reach: Reach = Reach.THIS_ONE
) -> SeriesChanged:
    """Cancel sessions that are still to come as far as `reach` says, or this one whenever it is.

    Raises as `move_session`, and `session_has_marks`.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    session = series_session_of(desk, session_id)
    sessions = in_reach(desk, session, reach)
    today = desk.today()
    alone = reach is Reach.THIS_ONE or session.series is None
    if alone and session.has_record:
        raise RuleViolation("session_has_marks")
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        log = UndoLog(tx)
        values: Values = {"state": CANCELLED, "state_reason": reason, "state_note": note}
        for it in sessions:
            if alone or may_change(it, today):
                log.update(ActivitySession, it.session_id, **values)
        return SeriesChanged(len(log.changes()), 0 if alone else stayed(sessions, today), log.changes())


def _opened(writing: SeriesWriting, plan: NewPlan) -> list[date]:
    """New days of what the series skipped so far, because the old day was closed."""
    return [
        new
        for old, new in plan.new_days.items()
        if not writing.has_session_on(old)
        and writing.closed_on(old)
        and not writing.closed_on(new)
        and writing.may_come(new)
    ]


def _times_of_series(desk: Desk, session: SeriesSession) -> tuple[SessionTimes, set[str]] | None:
    """The series as it is planned, with its ISO days; None where this session does not follow it, or its rule is not
    known here."""
    series = desk.store.get(SessionSeries, session.series) if session.series else None
    if series is None:
        return None
    try:
        rule = rule_of_text(series.rule)
        days = days_of(rule, date.fromisoformat(series.first_day))
    except RuleViolation:
        return None
    iso_days = {it.isoformat() for it in days}
    if session.series_day not in iso_days:
        return None
    skips = bool(series.skips_holidays)
    times = SessionTimes(series.first_day, series.starts_at, series.ends_at, rule, skips, series.place)
    return times, iso_days
