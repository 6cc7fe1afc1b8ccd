"""The centre's own record, for the settings."""

from dataclasses import dataclass

from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_protocol.record_types import CENTRE_ID, Centre


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """Name, country (ISO alpha-2) and IANA time zone."""

    name: str
    country: str
    time_zone: str


def view_centre(desk: Desk) -> CentreFacts:
    """The centre as it stands now. StoreError."""
    centre = desk.store.get(Centre, CENTRE_ID) or desk.centre
    return CentreFacts(centre.name, centre.country, centre.time_zone)
