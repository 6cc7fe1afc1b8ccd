"""Somebody at the door of a session: known, with a card, or registered there; enrolled and present, all or nothing."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.activities import SessionRow
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.attendance_counts import counts_as_present
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.enrol_person import (
    EnrolmentBefore,
    enrol_from,
    undo_changes,
    values_before,
)
from integrhabitat_desktop.use_cases.issue_cards import find_by_card
from integrhabitat_desktop.use_cases.kept_record import kept_record
from integrhabitat_desktop.use_cases.mark_attendance import (
    PRESENT,
    Mark,
    mark_within,
    open_session,
    restore_marks,
    standing_mark,
)
from integrhabitat_desktop.use_cases.register_person import (
    Registered,
    Registration,
    register_within,
    undo_registration,
)
from integrhabitat_protocol.ids import natural_id
from integrhabitat_protocol.record_types import Enrolment, Person


@dataclass(frozen=True, slots=True)
class LetIn:
    """Who came in and what stood there before, for the undo.

    `was_present` says that they were marked as taking part already, `enrolment` is None where they were enrolled.
    """

    session_id: str
    person_id: str
    name: str
    before: Mark | None
    enrolment: EnrolmentBefore | None
    registered: Registered | None = None

    @property
    def was_present(self) -> bool:
        return self.before is not None and counts_as_present(self.before.status)


def let_in(desk: Desk, session_id: str, person_id: str) -> LetIn:
    """Mark somebody present who came to a session; also where it is full they are enrolled from its day on.

    RuleViolation `not_allowed`, `session_not_found`, `session_did_not_take_place`, `person_not_found` and as
    `kept_record`; StoreError.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    person_id = kept_record(desk, person_id)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        return _let_in_within(tx, desk, session, person_id)


def let_in_by_card(desk: Desk, session_id: str, scanned: str) -> LetIn:
    """The same with a card. RuleViolation also `card_unknown`, `card_revoked`."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    return let_in(desk, session_id, find_by_card(desk, scanned))


def register_and_let_in(desk: Desk, session_id: str, registration: Registration) -> LetIn:
    """Register somebody at the door. RuleViolation as `let_in`; ValidationFailed."""
    require(desk.staff, Permission.REGISTER_PERSON)
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = open_session(desk, session_id)
    with desk.store.transaction(desk.staff.id) as tx:
        tx.start_group()
        registered = register_within(tx, desk, registration, check_in=False)
        return _let_in_within(tx, desk, session, registered.person_id, registered)


def undo_letting_in(desk: Desk, came: LetIn) -> None:
    """They did not come in after all: mark, enrolment and registration stand as before. RuleViolation, StoreError."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    if not came.was_present:
        restore_marks(desk, came.session_id, {came.person_id: came.before})
    if came.enrolment is not None:
        undo_changes(desk, [came.enrolment])
    if came.registered is not None:
        undo_registration(desk, came.registered)


def _let_in_within(
    tx: Transaction, desk: Desk, session: SessionRow, person_id: str, registered: Registered | None = None
) -> LetIn:
    person = tx.get(Person, person_id)
    if person is None:
        raise RuleViolation("person_not_found")
    enrolment_id = natural_id(session.activity_id, person_id)
    standing = tx.get(Enrolment, enrolment_id)
    enrolled_now = enrol_from(tx, session.activity_id, person_id, session.day)
    before = standing_mark(tx, session.session_id, person_id)
    if before is None or not counts_as_present(before.status):
        mark_within(tx, desk, session, person_id, Mark(PRESENT))
    stood = EnrolmentBefore(enrolment_id, values_before(standing) if standing is not None else None)
    return LetIn(
        session.session_id, person_id, person.name, before, stood if enrolled_now else None, registered
    )
