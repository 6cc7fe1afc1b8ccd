"""What today holds: sessions, who is expected, what is to be done, how sending stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from integrhabitat_desktop.db.queries.activities import (
    SessionRow,
    roster,
    sessions_of_day,
    unsettled_sessions,
)
from integrhabitat_desktop.db.queries.birthdays import birthdays_on
from integrhabitat_desktop.db.queries.person_summaries import (
    FrequentVisitor,
    PersonSummary,
    frequent_visitors,
)
from integrhabitat_desktop.db.queries.referrals import FollowUpRow, appointments_on
from integrhabitat_desktop.domain.birthdays import birth_days_kept_on
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.sync.status import SyncStatus, sync_status
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.guarded_facts import without_guarded_notes
from integrhabitat_desktop.use_cases.keep_follow_ups import follow_ups_to_do
from integrhabitat_desktop.use_cases.mark_attendance import RosterCounts, count_marks
from integrhabitat_desktop.use_cases.propose_follow_ups import AbsentPerson, absent_people, proposed_after

__all__ = ["SessionToday", "Today", "birthdays_of_day", "settled_sessions"]

_OFTEN_DAYS, _LATELY_DAYS = 60, 90
_OFTEN = 12
LOOKS_BACK_DAYS = 28


@dataclass(frozen=True, slots=True)
class SessionToday:
    """A session with how far its list is taken."""

    session: SessionRow
    counts: RosterCounts

    @property
    def expected(self) -> int:
        """How many people stand on its list."""
        return self.counts.present + self.counts.absent + self.counts.excused + self.counts.to_mark


@dataclass(frozen=True, slots=True)
class Today:
    """The day as it stands. `earlier` are sessions of past days that nobody settled."""

    sessions: tuple[SessionToday, ...]
    earlier: tuple[SessionRow, ...]
    appointments: tuple[FollowUpRow, ...]
    often: tuple[FrequentVisitor, ...]
    birthdays: tuple[PersonSummary, ...]
    tasks: tuple[FollowUpRow, ...]
    absent: tuple[AbsentPerson, ...]
    proposed_after: int
    status: SyncStatus


def view_today(desk: Desk) -> Today:
    """Everything the screen of the day shows. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    today = desk.today()
    appointments = without_guarded_notes(desk, appointments_on(desk.store, today.isoformat()))
    coming = {it.id for it in appointments}
    tasks = tuple(it for it in follow_ups_to_do(desk) if it.id not in coming)
    often = frequent_visitors(
        desk.store, (today - timedelta(days=_OFTEN_DAYS)).isoformat(), today.isoformat()
    )
    return Today(
        sessions=settled_sessions(desk, today.isoformat()),
        earlier=earlier_sessions(desk, today),
        appointments=appointments,
        often=tuple(it for it in often if not it.is_here_today)[:_OFTEN],
        birthdays=birthdays_of_day(desk, today),
        tasks=tasks,
        absent=absent_people(desk),
        proposed_after=proposed_after(desk),
        status=sync_status(desk.store),
    )


def settled_sessions(desk: Desk, day: str) -> tuple[SessionToday, ...]:
    """The sessions of a day, each with its marks counted. StoreError."""
    return tuple(
        SessionToday(it, count_marks(row.status for row in roster(desk.store, it)))
        for it in sessions_of_day(desk.store, day)
    )


def earlier_sessions(desk: Desk, day: date) -> tuple[SessionRow, ...]:
    """The sessions of four weeks before a day that nobody settled, the latest first. StoreError."""
    since = (day - timedelta(days=LOOKS_BACK_DAYS)).isoformat()
    return tuple(unsettled_sessions(desk.store, since, day.isoformat()))


def older_sessions(desk: Desk, day: date) -> int:
    """How many sessions of before that nobody ever settled. StoreError."""
    before = (day - timedelta(days=LOOKS_BACK_DAYS)).isoformat()
    return len(unsettled_sessions(desk.store, "", before))


def birthdays_of_day(desk: Desk, day: date) -> tuple[PersonSummary, ...]:
    """Whose birthday it is among those who come. StoreError."""
    since = (day - timedelta(days=_LATELY_DAYS)).isoformat()
    return tuple(birthdays_on(desk.store, birth_days_kept_on(day), since))
