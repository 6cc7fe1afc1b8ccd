"""Whether whoever is signed in may go on: another computer may have changed or ended their account."""

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import StaffAccount


def may_go_on(desk: Desk) -> bool:
    """False once the account is disabled, gone, or has another role than at sign-in. StoreError."""
    account = desk.store.get(StaffAccount, desk.staff.id)
    return account is not None and account.state == "ACTIVE" and account.role == desk.staff.role
