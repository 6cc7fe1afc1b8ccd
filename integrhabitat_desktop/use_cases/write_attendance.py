"""Write the marks of an attendance matrix in one transaction and one change group, and take all of it back."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import SessionRow
from integrhabitat_desktop.db.queries.enrolments import enrolment_of_person
from integrhabitat_desktop.db.queries.series import is_marked_or_counted
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.enrolment_rules import CANCELLED, NOT_BEGUN
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.imports.attendance_marks import ReadMark
from integrhabitat_desktop.imports.attendance_table import AttendanceRow
from integrhabitat_desktop.use_cases.attendance_plan import NEW_SESSION, DateColumn, require_import
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import EnrolmentBefore, enrol_from, values_before
from integrhabitat_desktop.use_cases.import_attendance import REGISTER, AttendanceReport
from integrhabitat_desktop.use_cases.import_duplicates import Meter
from integrhabitat_desktop.use_cases.import_people import registration_of
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.mark_attendance import Mark, mark_within, standing_mark
from integrhabitat_desktop.use_cases.register_person import (
    Registered,
    register_within,
    undo_within,
)
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import ActivitySession, Enrolment

__all__ = ["ImportedAttendance", "undo_import", "write_attendance"]

# One change group travels in one request.
MOST_MARKS: Final = 20_000
_REPORT_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class MarkBefore:
    """What stood before a mark was written, and what was written."""

    session_id: str
    person_id: str
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True, slots=True)
class ImportedAttendance:
    """What an import wrote, for the notice and for its undo. `states` are the states of sessions before."""

    marks: tuple[MarkBefore, ...] = ()
    sessions: tuple[str, ...] = ()
    states: Mapping[str, str] | None = None
    enrolments: tuple[EnrolmentBefore, ...] = ()
    registered: tuple[Registered, ...] = ()


def write_attendance(
    desk: Desk, report: AttendanceReport, replaced: Set[tuple[int, int]], meter: Meter
) -> ImportedAttendance:
    """Write what a report wants, and of the marks that differ those in `replaced` (row and column). All or nothing.

    Whoever has no place in the activity gets one from their first day in the file on, and one that begins later begins
    then; who has left stays where they are. RuleViolation `not_allowed`, `too_many_marks`, and of people who may not
    be used any more; ValidationFailed, StoreError.
    """
    require_import(desk)
    require(desk.staff, Permission.ENROL)
    wanted = [(it.number, it.place, it.mark) for it in report.wanted]
    wanted += [(it.number, it.place, it.mark) for it in report.differing if (it.number, it.place) in replaced]
    if len(wanted) > MOST_MARKS:
        raise RuleViolation("too_many_marks", most=MOST_MARKS)
    if not wanted:
        return ImportedAttendance()
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return _Writing(tx, desk, report, meter).write(sorted(wanted, key=lambda it: it[:2]))


class _Writing:
    """One import inside its transaction."""

    def __init__(self, tx: Transaction, desk: Desk, report: AttendanceReport, meter: Meter) -> None:
        self._tx, self._desk, self._report, self._meter = tx, desk, report, meter
        self._activity_id = report.plan.activity_id
        self._rows = {it.number: it for it in report.rows}
        self._columns = {it.heading.place: it for it in report.plan.dates}
        self._new: list[str] = []
        self._enrolments: list[EnrolmentBefore] = []
        self._registered: list[Registered] = []

    def write(self, wanted: Sequence[tuple[int, int, ReadMark]]) -> ImportedAttendance:
        sessions = self._sessions({place for _number, place, _mark in wanted})
        days: dict[int, list[str]] = {}
        for number, place, _mark in wanted:
            days.setdefault(number, []).append(self._columns[place].heading.day)
        people = {number: self._person(self._rows[number], min(found)) for number, found in days.items()}
        made = []
        for done, (number, place, mark) in enumerate(wanted):
            if done % _REPORT_EVERY == 0:
                self._meter.report(done, len(wanted), "write")
            made.append(self._mark(sessions[place], people[number], mark))
        facts = {"marks": len(made), "sessions": len(self._new), "registered": len(self._registered)}
        self._tx.audit("import", "activity", self._activity_id, {**facts})
        self._meter.report(len(wanted), len(wanted), "write")
        self._meter.raise_if_cancelled()
        states = {it.session_id: it.state for it in sessions.values() if it.session_id not in self._new}
        return ImportedAttendance(
            tuple(made), tuple(self._new), states, tuple(self._enrolments), tuple(self._registered)
        )

    def _sessions(self, places: Iterable[int]) -> dict[int, SessionRow]:
        found = {}
        for place in sorted(places):
            column = self._columns[place]
            session_id = self._made(column) if column.goes_to == NEW_SESSION else column.goes_to
            session = activities.find_session(self._desk.store, session_id)
            if session is None:
                raise RuleViolation("session_not_found")
            found[place] = session
        return found

    def _made(self, column: DateColumn) -> str:
        heading = column.heading
        session = ActivitySession(
            id=self._tx.new_id(),
            activity=self._activity_id,
            day=heading.day,
            starts_at=heading.starts_at,
            state="HELD",
        )
        self._tx.create(session)
        self._new.append(session.id)
        return session.id

    def _person(self, row: AttendanceRow, first_day: str) -> str:
        chosen = self._report.person_of[row.number]
        person_id = self._register(row, first_day) if chosen == REGISTER else kept_record(self._desk, chosen)
        self._enrol(person_id, first_day)
        return person_id

    def _register(self, row: AttendanceRow, first_day: str) -> str:
        # Whoever has been coming since then was not met first on the day of the import.
        facts = registration_of(row.person, first_contact_on=first_day)
        registered = register_within(self._tx, self._desk, facts, check_in=False)
        self._registered.append(registered)
        return registered.person_id

    def _enrol(self, person_id: str, first_day: str) -> None:
        tx = self._tx
        standing_id = enrolment_of_person(self._desk.store, self._activity_id, person_id)
        standing = tx.get(Enrolment, standing_id) if standing_id is not None else None
        if standing is None or standing.status in NOT_BEGUN:
            own_id = natural_id(self._activity_id, person_id)
            own = tx.get(Enrolment, own_id)
            self._enrolments.append(EnrolmentBefore(own_id, values_before(own) if own is not None else None))
            enrol_from(tx, self._activity_id, person_id, first_day)
        elif standing.starts_on is not None and standing.starts_on > first_day:
            self._enrolments.append(EnrolmentBefore(standing.id, values_before(standing)))
            tx.update(Enrolment, standing.id, starts_on=first_day)

    def _mark(self, session: SessionRow, person_id: str, mark: ReadMark) -> MarkBefore:
        before = standing_mark(self._tx, session.session_id, person_id)
        wanted = Mark(mark.status, mark.minutes, mark.reason, mark.modality)
        mark_within(self._tx, self._desk, session, person_id, wanted)
        after = standing_mark(self._tx, session.session_id, person_id)
        return MarkBefore(session.session_id, person_id, before, after)


def undo_import(desk: Desk, imported: ImportedAttendance) -> None:
    """Take an import back: marks as they were, unless somebody changed them since; places, sessions and people too.

    RuleViolation `not_allowed`; StoreError.
    """
    require_import(desk)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        for it in imported.marks:
            session = activities.find_session(desk.store, it.session_id)
            if session is not None and standing_mark(tx, it.session_id, it.person_id) == it.after:
                mark_within(tx, desk, session, it.person_id, it.before)
        for session_id, state in (imported.states or {}).items():
            if not is_marked_or_counted(desk.store, session_id):
                tx.update(ActivitySession, session_id, state=state)
        for session_id in imported.sessions:
            if not is_marked_or_counted(desk.store, session_id):
                tx.delete(ActivitySession, session_id)
        for before in imported.enrolments:
            tx.update(Enrolment, before.enrolment_id, **(before.values or {"status": CANCELLED}))
        for registered in imported.registered:
            undo_within(tx, registered)
