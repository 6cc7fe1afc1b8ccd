"""Change one session: it did not take place, it is cancelled, or that is taken back."""

from dataclasses import dataclass

from integrhabitat_desktop.db.queries.series import is_marked_or_counted
from integrhabitat_desktop.db.transaction import Transaction
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.domain.session_states import CANCELLED, HELD, NOT_HELD, PLANNED
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.session_of import series_session_of, session_of
from integrhabitat_protocol.record_types import ActivitySession


@dataclass(frozen=True, slots=True)
class SessionState:
    """How a session stands; what a change gives back for its undo."""

    state: str
    reason: str | None = None
    note: str | None = None


def mark_not_held(desk: Desk, session_id: str, reason: str, note: str | None = None) -> SessionState:
    """Say that a session did not take place; how it stood, for `restore_state`.

    Raises RuleViolation `not_allowed`, `session_not_found`, `session_has_marks`; ValidationFailed.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    return _set_state(desk, session_id, SessionState(NOT_HELD, reason, note))


def take_back_state(desk: Desk, session_id: str) -> SessionState:
    """The session takes place after all; how it stood, for `restore_state`.

    Whoever may not plan takes back that a session did not take place, but not that it was cancelled.
    """
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = session_of(desk, session_id)
    if session.state == CANCELLED:
        require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        took_place = is_marked_or_counted(desk.store, session_id)
        return _write(tx, session_id, SessionState(HELD if took_place else PLANNED))


def restore_state(desk: Desk, session_id: str, state: SessionState) -> None:
    """Put back how a session stood: the undo of the changes above."""
    require(desk.staff, Permission.MARK_ATTENDANCE)
    session = session_of(desk, session_id)
    if CANCELLED in (session.state, state.state):
        require(desk.staff, Permission.MANAGE_ACTIVITIES)
    with desk.store.transaction(desk.staff.id) as tx:
        _write(tx, session_id, state)


def _set_state(desk: Desk, session_id: str, state: SessionState) -> SessionState:
    found = series_session_of(desk, session_id)
    # Who said beforehand that they cannot come binds nobody.
    if found.has_record and is_marked_or_counted(desk.store, session_id):
        raise RuleViolation("session_has_marks")
    with desk.store.transaction(desk.staff.id) as tx:
        return _write(tx, session_id, state)


def _write(tx: Transaction, session_id: str, state: SessionState) -> SessionState:
    found = tx.get(ActivitySession, session_id)
    if found is None:
        raise RuleViolation("session_not_found")
    before = SessionState(found.state, found.state_reason, found.state_note)
    tx.update(
        ActivitySession, session_id, state=state.state, state_reason=state.reason, state_note=state.note
    )
    return before
