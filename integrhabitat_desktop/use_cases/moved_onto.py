"""What a session meets where it goes: a day on which the centre is closed, another session of its activity."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from integrhabitat_desktop.db.queries.activities import SessionRow, sessions_of_activity
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import takes_place
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDay, ClosedDays
from integrhabitat_desktop.use_cases.series_writing import SeriesChanged
from integrhabitat_protocol.record_types import ActivitySession

__all__ = ["ClosedDay", "SessionRow"]

_WHEN = frozenset({"day", "starts_at", "ends_at"})


@dataclass(frozen=True, slots=True)
class SessionMove:
    """Where a session goes: an ISO day, local `HH:MM` times, a place (None: that of the activity)."""

    day: str
    starts_at: str | None = None
    ends_at: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class MoveOutlook:
    """Why somebody may want another day: the centre is `closed`, or a session of the same activity is there."""

    closed: ClosedDay | None
    meets: SessionRow | None


class _Timed(Protocol):
    @property
    def day(self) -> str: ...
    @property
    def starts_at(self) -> str | None: ...
    @property
    def ends_at(self) -> str | None: ...


def look_at_move(desk: Desk, session_id: str, move: SessionMove, language: str) -> MoveOutlook:
    """What a session would meet, with the closed day named in `language`; nothing where day and time stay.

    RuleViolation `not_allowed`, `session_not_found`.
    """
    require(desk.staff, Permission.MANAGE_ACTIVITIES)
    session = desk.store.get(ActivitySession, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    closed = meets = None
    if move.day != session.day:
        closed = ClosedDays(desk, language)(date.fromisoformat(move.day))
    if (move.day, move.starts_at, move.ends_at) != (session.day, session.starts_at, session.ends_at):
        others = sessions_of_activity(desk.store, session.activity)
        meets = next((it for it in others if it.session_id != session_id and _meet(move, it)), None)
    return MoveOutlook(closed, meets)


def with_what_it_meets(desk: Desk, activity_id: str, done: SeriesChanged) -> SeriesChanged:
    """The change with the closed days and the other sessions onto which it put sessions."""
    moved = {
        it.record_id: it
        for it in done.changes
        if it.record_type is ActivitySession and it.after is not None and _WHEN & it.after.keys()
    }
    if not moved:
        return done
    sessions = sessions_of_activity(desk.store, activity_id)
    closed_on = ClosedDays(desk)
    here = [it for it in sessions if it.session_id in moved]
    # The days of new sessions were shown before they were planned.
    on_another_day = [it for it in here if "day" in (moved[it.session_id].before or ())]
    return replace(
        done,
        closed=_days(it for it in on_another_day if closed_on(date.fromisoformat(it.day))),
        met=_days(
            it
            for it in here
            if any(other.session_id != it.session_id and _meet(it, other) for other in sessions)
        ),
    )


def _days(sessions: Iterable[SessionRow]) -> tuple[str, ...]:
    return tuple(sorted({it.day for it in sessions}))


def _meet(one: _Timed, other: SessionRow) -> bool:
    """Whether both are on one day at one time; where a time is not known only a day without one is the same."""
    if one.day != other.day or not takes_place(other.state):
        return False
    if one.starts_at is None or other.starts_at is None:
        return one.starts_at == other.starts_at
    if one.starts_at == other.starts_at:
        return True
    until, other_until = one.ends_at or one.starts_at, other.ends_at or other.starts_at
    return one.starts_at < other_until and other.starts_at < until
