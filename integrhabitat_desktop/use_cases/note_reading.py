"""Who looked at a person's record stands in the audit, once for each sitting."""

from datetime import timedelta

from integrhabitat_desktop.db.queries.whole_file import last_reading_by
from integrhabitat_desktop.domain.clock import instant_text
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.kept_record import kept_record

# Whoever looks again this soon is still at it; one entry says so.
_ONE_SITTING = timedelta(minutes=30)


def note_reading(desk: Desk, person_id: str) -> None:
    """Note that whoever is signed in read what card or referral tell. RuleViolation `not_allowed`, StoreError."""
    require(desk.staff, Permission.VIEW_PERSON)
    person_id = kept_record(desk, person_id)
    since = instant_text(desk.now() - _ONE_SITTING)
    last = last_reading_by(desk.store, person_id, desk.staff.id)
    if last is None or last < since:
        with desk.store.transaction(desk.staff.id) as tx:
            tx.audit("view", "person", person_id, {})
