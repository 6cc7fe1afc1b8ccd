"""Whose record is worked with: of joined ones the one that is kept, and none that is blocked or erased."""

from integrhabitat_desktop.db import joined_records
from integrhabitat_desktop.db.erasures import is_erased
from integrhabitat_desktop.db.errors import store_errors
from integrhabitat_desktop.db.restricted_people import is_restricted
from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.use_cases.desk import Desk


def kept_record(desk: Desk, person_id: str) -> str:
    """The id of the record that is kept for a person, where whatever is new belongs.

    RuleViolation `person_erased`, and `record_restricted` for a blocked record unless the role decides about such;
    StoreError.
    """
    kept = kept_record_id(desk, person_id)
    with store_errors():
        if is_erased(desk.store.connection, kept):
            raise RuleViolation("person_erased")
        if allowed(desk.staff.role, Permission.RESTRICT_RECORDS):
            return kept
        if is_restricted(desk.store.connection, kept):
            raise RuleViolation("record_restricted")
    return kept


def kept_record_id(desk: Desk, person_id: str) -> str:
    """The same whether or not the record may be used. StoreError."""
    with store_errors():
        return joined_records.kept_record(desk.store.connection, person_id)
