"""The close of a day: what was done, and everything that is still open, so that nothing is missing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from integrhabitat_desktop.db.drafts import drafts_of
from integrhabitat_desktop.db.queries.activities import SessionRow
from integrhabitat_desktop.db.queries.day_figures import (
    DayFigures,
    WrittenChanges,
    day_figures,
    written_between,
)
from integrhabitat_desktop.db.queries.headcounts import counted_on
from integrhabitat_desktop.db.queries.session_counts import officials_on
from integrhabitat_desktop.domain.clock import instant_text
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import HELD, PLANNED
from integrhabitat_desktop.reports.close_of_day import PrintedDay, PrintedFact, close_of_day_pdf
from integrhabitat_desktop.sync.status import SyncStatus, sync_status
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_follow_ups import APPOINTMENT, follow_ups_to_do
from integrhabitat_desktop.use_cases.letterhead import letterhead
from integrhabitat_desktop.use_cases.view_today import (
    SessionToday,
    earlier_sessions,
    older_sessions,
    settled_sessions,
)

__all__ = ["DayFigures", "PrintedDay", "PrintedFact", "WrittenChanges"]


class Matter(Enum):
    """What may still be open at the end of a day, in the order in which it is shown."""

    SESSION_NOT_SETTLED = "session_not_settled"
    SESSION_TO_MARK = "session_to_mark"
    EARLIER_SESSION = "earlier_session"
    OLDER_SESSIONS = "older_sessions"
    APPOINTMENTS = "appointments"
    TASKS_DUE = "tasks_due"
    REVIEWS = "reviews"
    SET_ASIDE = "set_aside"
    UNSENT = "unsent"
    NOT_CONFIRMED = "not_confirmed"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something to see to; `count` says how many, `session` which one where it is a session."""

    matter: Matter
    count: int = 1
    session: SessionRow | None = None


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day at the centre. `counted` are people who were counted, not registered, `officials` those of the authorities
    and partners counted at sessions: neither is ever added to `figures`.
    """

    day: date
    figures: DayFigures
    counted: int
    officials: int
    sessions: tuple[SessionToday, ...]
    written: WrittenChanges
    status: SyncStatus
    open_matters: tuple[OpenMatter, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to see to."""
        return not self.open_matters


def close_day(desk: Desk, day: date) -> DayReport:
    """The report of a day that is not in the future. RuleViolation `not_allowed`, `day_to_come`; StoreError."""
    require(desk.staff, Permission.VIEW_ACTIVITIES)
    if day > desk.today():
        raise RuleViolation("day_to_come")
    sessions = settled_sessions(desk, day.isoformat())
    status = sync_status(desk.store)
    start = datetime.combine(day, time(), desk.time_zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), desk.time_zone).astimezone(UTC)
    return DayReport(
        day=day,
        figures=day_figures(desk.store, day.isoformat()),
        counted=counted_on(desk.store, day.isoformat()),
        officials=officials_on(desk.store, day.isoformat()),
        sessions=sessions,
        written=written_between(desk.store, instant_text(start), instant_text(end)),
        status=status,
        open_matters=(
            *_of_sessions(sessions),
            *(OpenMatter(Matter.EARLIER_SESSION, 1, it) for it in earlier_sessions(desk, day)),
            *_counted(desk, day, status),
        ),
    )


def print_day(desk: Desk, printed: PrintedDay) -> bytes:
    """The PDF of a report, in the words the screen shows it in. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.PRINT_SHEETS)
    return close_of_day_pdf(printed, letterhead(desk))


def _of_sessions(sessions: tuple[SessionToday, ...]) -> list[OpenMatter]:
    found = []
    for it in sessions:
        if it.session.state == PLANNED:
            found.append(OpenMatter(Matter.SESSION_NOT_SETTLED, 1, it.session))
        elif it.session.state == HELD and it.counts.to_mark:
            found.append(OpenMatter(Matter.SESSION_TO_MARK, it.counts.to_mark, it.session))
    return found


def _counted(desk: Desk, day: date, status: SyncStatus) -> list[OpenMatter]:
    unsent = status.waiting + status.in_flight
    due = follow_ups_to_do(desk, day)
    appointments = [it for it in due if it.kind == APPOINTMENT and it.day == day.isoformat()]
    counts = (
        (Matter.OLDER_SESSIONS, older_sessions(desk, day)),
        (Matter.APPOINTMENTS, len(appointments)),
        (Matter.TASKS_DUE, len(due) - len(appointments)),
        (Matter.REVIEWS, status.in_review),
        (Matter.SET_ASIDE, status.quarantined),
        (Matter.UNSENT, unsent if status.is_paired else 0),
        (Matter.NOT_CONFIRMED, int(status.is_paired and not unsent and not status.is_up_to_date)),
        (Matter.DRAFTS, len(drafts_of(desk.store, desk.staff.id))),
    )
    return [OpenMatter(matter, count) for matter, count in counts if count]
