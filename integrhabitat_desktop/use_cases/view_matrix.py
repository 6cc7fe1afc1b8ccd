"""The attendance of an activity over a month, a quarter or all its sessions: marks, rates, hours and continuity."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from integrhabitat_desktop.db.queries.attendance_matrix import (
    FIRST_DAY,
    LAST_DAY,
    MatrixCells,
    MatrixMark,
    MatrixPerson,
    MatrixSession,
    SessionDay,
    matrix_cells,
    session_days,
)
from integrhabitat_desktop.domain.attendance_counts import counts_as_present, minutes_present, session_minutes
from integrhabitat_desktop.domain.attendance_rate import (
    NOT_COUNTED,
    Share,
    attendance_share,
    attended_of_last,
    in_a_row,
    is_recorded,
    mean_present,
)
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import HELD
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Activity

__all__ = [
    "ActivityTotals",
    "Matrix",
    "MatrixMark",
    "MatrixRow",
    "MatrixSession",
    "Period",
    "SessionTotals",
    "Share",
    "Span",
    "view_matrix",
]

_QUARTER: Final = 3


class Span(Enum):
    """How much of an activity is shown at once."""

    MONTH = "month"
    QUARTER = "quarter"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, ISO dates, both included."""

    span: Span
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person in the period, under the name they go by.

    `marks` stand in the order of the sessions, None where the person was not enrolled. `share` is the person's
    attendance rate; `minutes` are None where no mark and no session tells how long. Continuity also counts sessions
    before the period: `in_a_row`, and `of_last` the last few with a mark.
    """

    person_id: str
    name: str
    full_name: str
    role: str | None
    starts_on: str | None
    ends_on: str | None
    marks: tuple[MatrixMark | None, ...]
    share: Share
    minutes: int | None
    in_a_row: int
    of_last: Share


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """One session over everybody: who was present of those enrolled with a mark, and present without enrolment."""

    share: Share
    drop_ins: int
    unmarked: int

    @property
    def present(self) -> int:
        """Everybody who took part."""
        return self.share.part + self.drop_ins


@dataclass(frozen=True, slots=True)
class ActivityTotals:
    """The activity over the period: its rate, without those excused beside it, people per session, lists taken."""

    share: Share
    without_excused: Share
    mean_present: float | None
    lists: Share
    hidden: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is shown; `sessions` and `totals` in one order. `earlier` and `later` are periods with sessions."""

    activity_id: str
    title: str
    period: Period
    sessions: tuple[MatrixSession, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[SessionTotals, ...]
    activity: ActivityTotals
    earlier: Period | None = None
    later: Period | None = None


def view_matrix(desk: Desk, activity_id: str, span: Span = Span.MONTH, day: str = "") -> Matrix:
    """The matrix of the period around `day`, an ISO date; without one around the session nearest to today.

    RuleViolation `not_allowed`, `activity_not_found`; StoreError.
    """
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    activity = desk.store.get(Activity, activity_id)
    if activity is None:
        raise RuleViolation("activity_not_found")
    days = session_days(desk.store, activity_id)
    period = period_around(span, day or _nearest(days, desk.today()))
    cells = matrix_cells(desk.store, activity_id, period.first, period.last)
    shown = tuple(it for it in cells.sessions if not it.is_earlier)
    totals = tuple(_session_totals(it, cells.people) for it in shown)
    earlier = max((it.day for it in days if it.day < period.first), default=None)
    later = min((it.day for it in days if it.day > period.last), default=None)
    return Matrix(
        activity_id,
        activity.title,
        period,
        shown,
        _rows(cells, shown),
        totals,
        _activity_totals(shown, totals, cells, desk.today().isoformat()),
        None if earlier is None else period_around(span, earlier),
        None if later is None else period_around(span, later),
    )


def period_around(span: Span, day: str) -> Period:
    """The month or quarter of a day, or every day there is."""
    if span is Span.WHOLE:
        return Period(span, FIRST_DAY, LAST_DAY)
    at = date.fromisoformat(day)
    first = at.month if span is Span.MONTH else at.month - (at.month - 1) % _QUARTER
    last = first if span is Span.MONTH else first + _QUARTER - 1
    end = monthrange(at.year, last)[1]
    return Period(span, date(at.year, first, 1).isoformat(), date(at.year, last, end).isoformat())


def _nearest(days: Sequence[SessionDay], today: date) -> str:
    """The last day up to today that has a session, else the next one: what somebody most likely wants to see."""
    now = today.isoformat()
    past = [it.day for it in days if it.day <= now]
    return past[-1] if past else days[0].day if days else now


def _rows(cells: MatrixCells, shown: Sequence[MatrixSession]) -> tuple[MatrixRow, ...]:
    ids = {it.session_id for it in shown}
    concerned = (it for it in cells.people if not it.is_hidden and not ids.isdisjoint(it.marks))
    rows = [_row(it, cells.sessions, shown) for it in concerned]
    return tuple(sorted(rows, key=lambda it: (fold(it.name), it.person_id)))


def _row(
    person: MatrixPerson, sessions: Sequence[MatrixSession], shown: Sequence[MatrixSession]
) -> MatrixRow:
    counted = [it for it in sessions if it.state not in NOT_COUNTED]
    here = [it for it in counted if not it.is_earlier]
    marks = (person.marks.get(it.session_id) for it in counted)
    statuses = [mark.status for mark in marks if mark is not None and mark.status]
    return MatrixRow(
        person.person_id,
        person.preferred_name or person.name,
        person.name,
        person.role,
        person.starts_on,
        person.ends_on,
        tuple(person.marks.get(it.session_id) for it in shown),
        attendance_share(_standings(person, here)),
        _minutes(person, here),
        in_a_row(statuses),
        attended_of_last(statuses),
    )


def _standings(person: MatrixPerson, sessions: Iterable[MatrixSession]) -> list[MatrixMark]:
    marks = (person.marks.get(it.session_id) for it in sessions)
    return [it for it in marks if it is not None]


def _minutes(person: MatrixPerson, sessions: Iterable[MatrixSession]) -> int | None:
    """All that is known; None where somebody took part and nothing tells how long."""
    total, unknown = 0, False
    for session in sessions:
        mark = person.marks.get(session.session_id)
        if mark is None or mark.status is None:
            continue
        length = session_minutes(session.starts_at, session.ends_at)
        minutes = minutes_present(mark.status, mark.minutes, length)
        unknown = unknown or minutes is None
        total += minutes or 0
    return None if unknown and not total else total


def _session_totals(session: MatrixSession, people: Iterable[MatrixPerson]) -> SessionTotals:
    if session.state in NOT_COUNTED:
        return SessionTotals(Share(), 0, 0)
    marks = (it.marks.get(session.session_id) for it in people)
    standings = [it for it in marks if it is not None]
    drop_ins = sum(
        not it.is_enrolled and it.status is not None and counts_as_present(it.status) for it in standings
    )
    unmarked = sum(it.is_enrolled and not is_recorded(it.status) for it in standings)
    return SessionTotals(attendance_share(standings), drop_ins, unmarked)


def _activity_totals(
    shown: Sequence[MatrixSession], totals: Sequence[SessionTotals], cells: MatrixCells, today: str
) -> ActivityTotals:
    counted = [it for it in shown if it.state not in NOT_COUNTED]
    standings = [standing for it in cells.people for standing in _standings(it, counted)]
    taken = [it for it in totals if it.share.whole or it.drop_ins]
    due = sum(it.state == HELD or it.day < today for it in counted)
    ids = {it.session_id for it in counted}
    hidden = sum(it.is_hidden and not ids.isdisjoint(it.marks) for it in cells.people)
    return ActivityTotals(
        attendance_share(standings),
        attendance_share(standings, without_excused=True),
        mean_present([it.present for it in taken]),
        Share(min(len(taken), due), due),
        hidden,
    )
