"""The desk: the store and the facts of this working session that every use case needs."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from integrhabitat_desktop.db.change_set import ChangeSet
from integrhabitat_desktop.db.store import Store
from integrhabitat_desktop.domain.clock import Clock, instant_text
from integrhabitat_desktop.domain.signed_in_staff import SignedInStaff
from integrhabitat_protocol.record_types import Centre

__all__ = ["ChangeSet", "Clock", "Desk", "SignedInStaff", "Store"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One thread's view of the work: its store, who is signed in, the clock and the centre."""

    store: Store
    staff: SignedInStaff
    clock: Clock
    time_zone: ZoneInfo
    centre: Centre

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    def now_text(self) -> str:
        """The present moment as records hold it."""
        return instant_text(self.clock.now())

    def today(self) -> date:
        """The day at the centre, in its own time zone."""
        return self.clock.now().astimezone(self.time_zone).date()

    def with_centre(self, centre: Centre) -> Self:
        """The desk after the centre's record changed."""
        return replace(self, centre=centre, time_zone=ZoneInfo(centre.time_zone))
