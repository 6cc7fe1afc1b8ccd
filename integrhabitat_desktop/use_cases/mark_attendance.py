"""Mark who took part in a session: each mark saved at once, one transaction for a bulk mark."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.joined_records import same_person
from integrhabitat_desktop.db.queries import activities
from integrhabitat_desktop.db.queries.activities import RosterRow, SessionRow
from integrhabitat_desktop.db.queries.person_summaries import PersonSummary, people_by_ids
from integrhabitat_desktop.db.queries.series import is_marked_or_counted
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import HELD, PLANNED, takes_place
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.session_of import session_of
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import ActivitySession, Attendance

PRESENT, ABSENT, NOT_RECORDED = "PRESENT", "ABSENT", "NOT_RECORDED"
IN_PERSON, ONLINE = "IN_PERSON", "ONLINE"
_REMOTE = "REMOTE"  # read in lists; kept as present with a modality of its own
SESSIONS_SHOWN_BEFORE = 5


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One row of the roster; `earlier` are the marks of the last held sessions, oldest first.

    `namesake` is filled where another row would read the same: what is known of the person, to tell them apart.
    """

    row: RosterRow
    earlier: tuple[str, ...]
    namesake: PersonSummary | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A session and the people expected at it, by name."""

    session: SessionRow
    facilitator_name: str | None
    entries: tuple[RosterEntry, ...]


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """How far the list is taken."""

    present: int
    absent: int
    excused: int
    to_mark: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it is saved. Without a modality the session's own counts."""

    status: str
    minutes: int | None = None
    reason: str | None = None
    modality: str | None = None


def mark_of_status(status: str, before: Mark | None, usual: str | None) -> Mark:
    """The mark that a key or a click means in an activity whose `usual` modality this is.

    Whoever is said to be present is in the room, unless the whole activity is online; else it stays how they take part.
    """
    if status == _REMOTE:
        return Mark(PRESENT, modality=ONLINE)
    if before is not None and before.status == status and not (before.modality == ONLINE and usual != ONLINE):
        return before  # said again: how long and why still hold
    kept = before.modality if before is not None else None
    return Mark(
        status, modality=IN_PERSON if (status, kept) == (PRESENT, ONLINE) and usual != ONLINE else kept
    )


def open_roster(desk: Desk, session_id: str) -> Roster:
    """The roster of a session. RuleViolation `not_allowed`, `session_not_found`."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = session_of(desk, session_id)
    earlier = activities.earlier_marks(desk.store, session, SESSIONS_SHOWN_BEFORE)
    rows = sorted(activities.roster(desk.store, session), key=lambda row: (fold(row.name), row.person_id))
    names = activities.staff_names(desk.store)
    alike = Counter(_shown_name(row) for row in rows)
    summaries = people_by_ids(desk.store, [it.person_id for it in rows if alike[_shown_name(it)] > 1])
    return Roster(
        session=session,
        facilitator_name=names.get(session.facilitator or ""),
        entries=tuple(
            RosterEntry(row, tuple(earlier.get(row.person_id, ())), summaries.get(row.person_id))
            for row in rows
        ),
    )


def _shown_name(row: RosterRow) -> str:
    return fold(row.preferred_name or row.name)


def count_marks(statuses: Iterable[str | None]) -> RosterCounts:
    """Counts by what a status stands for, never by its label."""
    present = absent = excused = to_mark = 0
    for status in statuses:
        if status is None or status == NOT_RECORDED:
            to_mark += 1
        elif counts_as_present(status):
            present += 1
        elif status == "EXCUSED":
            excused += 1
        else:
            absent += 1
    return RosterCounts(present, absent, excused, to_mark)


def mark_person(desk: Desk, session_id: str, person_id: str, mark: Mark | None) -> Mark | None:
    """Save one mark (None takes it back) and give back the mark before, for undo.

    Raises RuleViolation `not_allowed`, `session_not_found`, `session_did_not_take_place`; ValidationFailed.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    with desk.store.transaction(desk.staff.id) as tx:
        before = standing_mark(tx, session_id, person_id)
        mark_within(tx, desk, session, person_id, mark)
    return before


def mark_status(desk: Desk, session_id: str, person_id: str, status: str) -> Mark | None:
    """Save what a row of a paper says; the mark before, for undo. What a mark says besides stays. As `mark_person`."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    with desk.store.transaction(desk.staff.id) as tx:
        before = standing_mark(tx, session_id, person_id)
        mark_within(tx, desk, session, person_id, mark_of_status(status, before, session.activity_modality))
    return before


def begin_with_all_present(desk: Desk, session_id: str) -> tuple[str, ...]:
    """Mark everyone present who is not marked yet; the people marked, for undo. One transaction."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    unmarked = tuple(row.person_id for row in activities.roster(desk.store, session) if row.status is None)
    with desk.store.transaction(desk.staff.id) as tx:
        for person_id in unmarked:
            mark_within(tx, desk, session, person_id, Mark(PRESENT))
    return unmarked


def restore_marks(desk: Desk, session_id: str, marks: Mapping[str, Mark | None]) -> None:
    """Put marks back as they were, in one transaction: the undo of a bulk mark."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = session_of(desk, session_id)
    with desk.store.transaction(desk.staff.id) as tx:
        for person_id, mark in marks.items():
            mark_within(tx, desk, session, person_id, mark)


def open_session(desk: Desk, session_id: str) -> SessionRow:
    """A session that can be marked. RuleViolation `session_not_found`, `session_did_not_take_place`."""
    session = session_of(desk, session_id)
    if not takes_place(session.state):
        raise RuleViolation("session_did_not_take_place")
    return session


def standing_mark(tx: Transaction, session_id: str, person_id: str) -> Mark | None:
    """The mark of a person in a session; None where there is none, or it was taken back."""
    found = tx.get(Attendance, natural_id(session_id, person_id))
    if found is None or found.status == NOT_RECORDED:
        return None
    return Mark(found.status, found.minutes, found.reason, found.modality)


def mark_within(tx: Transaction, desk: Desk, session: SessionRow, person_id: str, mark: Mark | None) -> None:
    """Save one mark, or take it back with None, inside a transaction that does more."""
    attendance_id = natural_id(session.session_id, person_id)
    if mark is not None and mark.status == _REMOTE:
        mark = replace(mark, status=PRESENT, modality=ONLINE)
    _let_other_records_follow(tx, desk, session.session_id, person_id, mark)
    if mark is None:
        if tx.get(Attendance, attendance_id) is not None:
            tx.update(Attendance, attendance_id, status=NOT_RECORDED, minutes=None, reason=None)
        wait_within(tx, desk, session)
        return
    if mark.modality is None:
        # A mixed session asks each person; until somebody says otherwise they were in the room.
        kept = tx.get(Attendance, attendance_id)
        usual = session.activity_modality if session.activity_modality != "MIXED" else "IN_PERSON"
        mark = replace(mark, modality=kept.modality if kept is not None and kept.modality else usual)
    tx.put(
        Attendance(
            id=attendance_id,
            session=session.session_id,
            person=person_id,
            status=mark.status,
            minutes=mark.minutes,
            reason=mark.reason,
            modality=mark.modality,
            recorded_by=desk.staff.id,
        )
    )
    if counts_as_present(mark.status) or session.day <= desk.today().isoformat():
        # Who says beforehand that they cannot come does not make it held.
        hold_within(tx, session)


def _let_other_records_follow(
    tx: Transaction, desk: Desk, session_id: str, person_id: str, mark: Mark | None
) -> None:
    """What another record of the same person says of the session must not speak against what is said now."""
    with store_errors():
        others = set(same_person(desk.store.connection, person_id)) - {person_id}
    for other in others:
        standing = tx.get(Attendance, natural_id(session_id, other))
        if standing is not None and standing.status != NOT_RECORDED:
            tx.update(
                Attendance,
                standing.id,
                status=mark.status if mark else NOT_RECORDED,
                minutes=mark.minutes if mark else None,
                reason=mark.reason if mark else None,
            )


def wait_within(tx: Transaction, desk: Desk, session: SessionRow) -> None:
    """Where nobody is marked or counted any more the session waits again; inside a transaction that does more."""
    standing = tx.get(ActivitySession, session.session_id)
    if standing is not None and standing.state == HELD and not is_marked_or_counted(desk.store, standing.id):
        tx.update(ActivitySession, standing.id, state=PLANNED)


def hold_within(tx: Transaction, session: SessionRow) -> None:
    """Where somebody took part the session was held; inside a transaction that does more."""
    if session.state == PLANNED:
        tx.update(ActivitySession, session.session_id, state=HELD, state_reason=None)
