"""Which session is meant."""

from integrhabitat_desktop.db.queries.activities import SessionRow, find_session
from integrhabitat_desktop.db.queries.series import SeriesSession, find_series_session
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.use_cases.desk import Desk


def session_of(desk: Desk, session_id: str) -> SessionRow:
    """The session with its activity and its counts. RuleViolation `session_not_found`; StoreError."""
    session = find_session(desk.store, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    return session


def series_session_of(desk: Desk, session_id: str) -> SeriesSession:
    """The session with its place in its series. RuleViolation `session_not_found`; StoreError."""
    session = find_series_session(desk.store, session_id)
    if session is None:
        raise RuleViolation("session_not_found")
    return session
