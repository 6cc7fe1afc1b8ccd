"""Attendance rates and continuity, as the indicators define them (section 3, ATT-1, ATT-2 and ATT-6).

ATT-1: of everybody enrolled on the day of a session, over all sessions, how many took part. Cancelled sessions and
sessions that were not held leave both sides, and so does a person of whom nothing was recorded: that is no absence. Who
takes part without being enrolled (ATT-5) is on neither side. An absence with notice stays in the denominator, except in
the variant that is labelled so. A percentage is only said of 20 or more; below that the two numbers speak.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from integrhabitat_desktop.domain.attendance_counts import EXCUSED, NOT_RECORDED, counts_as_present
from integrhabitat_desktop.domain.session_states import CALLED_OFF

LEAST_FOR_PERCENT: Final = 20
# Sessions in these states did not take place and are counted nowhere.
NOT_COUNTED: Final = CALLED_OFF
LAST_SESSIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> float | None:
        """With one decimal; None where too few are counted to say one."""
        return round(100 * self.part / self.whole, 1) if self.whole >= LEAST_FOR_PERCENT else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)


class Standing(Protocol):
    """How somebody stood in one session: enrolled on its day or not, and the mark, None where none was recorded."""

    @property
    def is_enrolled(self) -> bool: ...
    @property
    def status(self) -> str | None: ...


def is_recorded(status: str | None) -> bool:
    """Whether a mark stands; one that was taken back does not."""
    return status is not None and status != NOT_RECORDED


def attendance_share(standings: Iterable[Standing], *, without_excused: bool = False) -> Share:
    """ATT-1 over the standings of one person or of many, in sessions that took place."""
    part = whole = 0
    for standing in standings:
        if not standing.is_enrolled or standing.status is None or not is_recorded(standing.status):
            continue
        if without_excused and standing.status == EXCUSED:
            continue
        whole += 1
        part += counts_as_present(standing.status)
    return Share(part, whole)


def mean_present(present: Sequence[int]) -> float | None:
    """ATT-2: people per session, over the sessions whose list was taken; None where none was."""
    return round(sum(present) / len(present), 1) if present else None


def in_a_row(statuses: Iterable[str]) -> int:
    """Continuity: the latest sessions attended without an absence between, marks oldest first.

    An absence with notice neither counts nor ends the row, as for absences in a row.
    """
    row = 0
    for status in statuses:
        if counts_as_present(status):
            row += 1
        elif status != EXCUSED and is_recorded(status):
            row = 0
    return row


def attended_of_last(statuses: Iterable[str], last: int = LAST_SESSIONS) -> Share:
    """Continuity: how many of the last sessions with a mark were attended, marks oldest first."""
    recorded = [it for it in statuses if is_recorded(it)][-last:]
    return Share(sum(map(counts_as_present, recorded)), len(recorded))


def weeks_in_a_row(marks: Iterable[tuple[str, str]]) -> int:
    """Continuity: over how many weeks up to the latest mark somebody took part at least once, marks (ISO day, status).

    A week in which nothing took place for the person, or in which they were excused, is passed over.
    """
    weeks: dict[date, list[str]] = {}
    for day, status in marks:
        monday = date.fromisoformat(day)
        monday -= timedelta(days=monday.weekday())
        if is_recorded(status):
            weeks.setdefault(monday, []).append(status)
    row = 0
    for _monday, statuses in sorted(weeks.items(), reverse=True):
        if any(map(counts_as_present, statuses)):
            row += 1
        elif any(it != EXCUSED for it in statuses):
            break
    return row
