"""The centre's own record: name, country, time zone."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from integrhabitat_desktop.domain.errors import RuleViolation
from integrhabitat_desktop.domain.permissions import Permission, require
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import Centre


def edit_centre(desk: Desk, name: str, country: str, time_zone: str) -> bool:
    """Save the centre; whether anything changed. RuleViolation `not_allowed`, `time_zone_unknown`; ValidationFailed."""
    require(desk.staff, Permission.EDIT_CENTRE)
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RuleViolation("time_zone_unknown") from error
    with desk.store.transaction(desk.staff.id) as tx:
        return tx.update(Centre, desk.centre.id, name=name, country=country, time_zone=time_zone)
