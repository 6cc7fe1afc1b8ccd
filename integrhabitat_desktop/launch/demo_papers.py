"""Papers of the demo centre: the sheet of a session that waits to be entered, and a certificate to check."""

import secrets

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.issue_certificates import Bearer, CertificateWish, issue_certificates
from integrhabitat_desktop.use_cases.plan_activity import list_sessions
from integrhabitat_desktop.use_cases.print_sign_in_sheet import SheetWish, print_sign_in_sheet
from integrhabitat_desktop.use_cases.view_certificates import view_certificates

_EMPTY_LINES = 6


class _Silent:
    def report(self, done: int, total: int, step: str = "") -> None:
        """Nobody watches."""


def print_papers(desk: Desk, activity: str) -> None:
    """The sheet of today's session, and a certificate for the first who has earned one. The papers go nowhere."""
    today = desk.today().isoformat()
    session = next(it for it in list_sessions(desk, activity) if it.day >= today)
    print_sign_in_sheet(desk, session.session_id, secrets.token_bytes, SheetWish(_EMPTY_LINES))
    earned = [it for it in view_certificates(desk, activity).candidates if it.may_be_issued()]
    bearers = [Bearer(it.person_id, it.name) for it in earned[:1]]
    issue_certificates(desk, activity, bearers, secrets.token_bytes, CertificateWish("es"), _Silent())
