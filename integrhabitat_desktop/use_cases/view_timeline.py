"""What happened to a person and when, as far as the role may know it."""

from dataclasses import replace

from integrhabitat_desktop.db.queries.person_timeline import TimelineEntry, person_timeline
from integrhabitat_desktop.domain.permissions import Permission, allowed, require
from integrhabitat_desktop.use_cases.desk import Desk

__all__ = ["TimelineEntry"]

_REFERRAL = "referral"


def timeline(desk: Desk, person_id: str, limit: int) -> tuple[TimelineEntry, ...]:
    """The newest entries; to whom somebody was referred is for those who refer. RuleViolation `not_allowed`."""
    require(desk.staff, Permission.VIEW_PERSON)
    entries = person_timeline(desk.store, person_id, limit)
    if allowed(desk.staff.role, Permission.REFER):
        return tuple(entries)
    return tuple(replace(it, title=None) if it.record_type == _REFERRAL else it for it in entries)
