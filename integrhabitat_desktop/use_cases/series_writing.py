"""Writes a series and its sessions anew, from a session on or as a whole; what is past, held or marked stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from integrhabitat_desktop.db.queries.series import SeriesSession, is_known_elsewhere, sessions_of_series
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.recurrence import Recurrence, days_of, rule_of_text, rule_text
from integrhabitat_desktop.domain.session_states import PLANNED
from integrhabitat_desktop.domain.shared_ids import id_within
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDays
from integrhabitat_desktop.use_cases.undo_log import RecordChange, UndoLog
from integrhabitat_protocol.record_type import Values, record_from_values, values_of
from integrhabitat_protocol.record_types import ActivitySession, SessionSeries


class Reach(Enum):
    """To which sessions of a series a change applies."""

    THIS_ONE = "THIS_ONE"
    FROM_HERE = "FROM_HERE"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class SeriesChanged:
    """How many sessions changed, came and went, how many stayed as they are past or held, and what to take back.

    `left_out` are the ISO days that are closed and so have no session any more. The sessions that changed are on the
    `closed` days all the same, and on the `met` days at the time of another session of their activity.
    """

    changed: int
    stayed: int
    changes: tuple[RecordChange, ...]
    added: int = 0
    removed: int = 0
    left_out: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPlan:
    """How the series goes on.

    `common` are times and place that every session gets, `own` what the session gets from which the change was
    made. `new_days` say where each day of the rule goes; a session of another day goes where `drops_others`.
    `added` are days that get a session if they have none.
    """

    rule: Recurrence
    first_day: date
    skips_holidays: bool
    common: Values
    own: Values
    new_days: Mapping[date, date]
    added: Sequence[date] = ()
    drops_others: bool = False


def in_reach(desk: Desk, session: SeriesSession, reach: Reach) -> list[SeriesSession]:
    """The sessions that a change applies to, by their day in the series."""
    if reach is Reach.THIS_ONE or session.series is None:
        return [session]
    every_one = sessions_of_series(desk.store, session.series)
    return [it for it in every_one if reach is Reach.ALL or it.series_day >= session.series_day]


def may_change(session: SeriesSession, today: date) -> bool:
    """Whether a session follows its series: it is planned, still to come, and nothing is recorded of it."""
    return session.state == PLANNED and not session.has_record and not _is_past(session, today)


def stayed(sessions: Sequence[SeriesSession], today: date) -> int:
    """How many stay as they are because they were held or marked, or are past and may still be entered."""
    return sum(it.has_record or (it.state == PLANNED and _is_past(it, today)) for it in sessions)


def _is_past(session: SeriesSession, today: date) -> bool:
    return session.day < today.isoformat()


class SeriesWriting:
    """One series, as far as a change reaches. RuleViolation `recurrence_not_known` where its rule says nothing."""

    def __init__(self, desk: Desk, session: SeriesSession, reach: Reach) -> None:
        series = desk.store.get(SessionSeries, session.series) if session.series else None
        if series is None:
            raise RuleViolation("recurrence_not_known")
        self.series = series
        self.rule = rule_of_text(series.rule)
        self.anchor = date.fromisoformat(session.series_day)
        self.closed_on = ClosedDays(desk)
        days = days_of(self.rule, date.fromisoformat(series.first_day))
        if self.anchor not in days:
            raise RuleViolation("recurrence_not_known")
        earlier = [day for day in days if day < self.anchor]
        self.days = days[len(earlier) :] if reach is Reach.FROM_HERE else days
        self._ends_before = earlier[-1] if earlier and reach is Reach.FROM_HERE else None
        self._desk, self._session, self._reach = desk, session, reach
        self._sessions = in_reach(desk, session, reach)
        self._today = desk.today()
        self._left_out: list[date] = []

    def may_come(self, day: date) -> bool:
        """Whether a day may get a session that it has not had: it is neither past nor before one that was held."""
        held = (it.series_day for it in self._sessions if it.has_record)
        return day >= self._today and day.isoformat() > max(held, default="")

    def has_session_on(self, day: date) -> bool:
        """Whether a session in reach belongs to this day of the series."""
        return any(it.series_day == day.isoformat() for it in self._sessions)

    def write(self, plan: NewPlan) -> SeriesChanged:
        """One change: the series, the sessions that may follow, those that go and those that come."""
        desk = self._desk
        with desk.store.transaction(desk.staff.id) as tx:
            tx.start_group()
            log = UndoLog(tx)
            new_id = self._ids(tx)
            series = self._write_series(log, plan, new_id)
            for it in self._sessions:
                if may_change(it, self._today):
                    self._write_session(log, it, series.id, plan)
            for day in plan.added:
                log.create(_planned(new_id(ActivitySession, day), series, day))
        return self._changed(log.changes())

    def _changed(self, changes: tuple[RecordChange, ...]) -> SeriesChanged:
        of_sessions = [it for it in changes if it.record_type is ActivitySession]
        added = sum(it.before is None for it in of_sessions)
        removed = sum(it.after is None for it in of_sessions)
        return SeriesChanged(
            len(of_sessions) - added - removed,
            stayed(self._sessions, self._today),
            changes,
            added,
            removed,
            tuple(it.isoformat() for it in sorted(self._left_out)),
        )

    def _ids(self, tx: Transaction) -> Callable[[type[ActivitySession] | type[SessionSeries], date], str]:
        """Ids that another computer gives to the same, where another knows the series; else ids of this store."""
        shared = is_known_elsewhere(self._desk.store, self.series.id)

        def new_id(cls: type[ActivitySession] | type[SessionSeries], day: date) -> str:
            made = id_within(self.series.id, day) if shared else tx.new_id()
            return made if tx.get(cls, made) is None else tx.new_id()

        return new_id

    def _write_series(
        self,
        log: UndoLog,
        plan: NewPlan,
        new_id: Callable[[type[SessionSeries], date], str],
    ) -> SessionSeries:
        values: Values = {
            "rule": rule_text(plan.rule),
            "first_day": plan.first_day.isoformat(),
            "skips_holidays": 1 if plan.skips_holidays else None,
            **plan.common,
        }
        old = self.series
        after = record_from_values(SessionSeries, old.id, {**values_of(old), **values})
        if self._ends_before is None:
            log.update(SessionSeries, old.id, **values)
            return after
        log.update(SessionSeries, old.id, rule=rule_text(self.rule.ending_on(self._ends_before)))
        following = replace(after, id=new_id(SessionSeries, self.anchor))
        log.create(following)
        return following

    def _write_session(self, log: UndoLog, it: SeriesSession, series_id: str, plan: NewPlan) -> None:
        old = date.fromisoformat(it.series_day)
        new = plan.new_days.get(old)
        is_own_day = it.day != it.series_day
        is_asked = it.session_id == self._session.session_id
        if new is None:
            if plan.drops_others:
                log.delete(ActivitySession, it.session_id)
            return
        follows: Values = {"series": series_id, "series_day": new.isoformat()}
        if is_asked and plan.own:
            log.update(ActivitySession, it.session_id, **follows, **plan.own)
        elif is_own_day:
            times = plan.common if self._reach is Reach.ALL else {}
            log.update(ActivitySession, it.session_id, **follows, **times)
        elif new != old and plan.skips_holidays and self.closed_on(new):
            log.delete(ActivitySession, it.session_id)
            self._left_out.append(new)
        else:
            log.update(ActivitySession, it.session_id, **follows, **plan.common, day=new.isoformat())


def _planned(session_id: str, series: SessionSeries, day: date) -> ActivitySession:
    return ActivitySession(
        id=session_id,
        activity=series.activity,
        day=day.isoformat(),
        starts_at=series.starts_at,
        ends_at=series.ends_at,
        place=series.place,
        state=PLANNED,
        series=series.id,
        series_day=day.isoformat(),
    )
