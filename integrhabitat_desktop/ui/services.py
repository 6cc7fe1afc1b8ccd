"""What every screen is given: the background runner, notices, changes, navigation, clock, settings, staff."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from integrhabitat_desktop.ui.appearance_settings import AppearanceSettings
from integrhabitat_desktop.ui.background_runner import BackgroundRunner
from integrhabitat_desktop.ui.change_feed import ChangeFeed
from integrhabitat_desktop.ui.navigator import Navigator
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.use_cases.desk import Clock, Desk, SignedInStaff


@dataclass(frozen=True, slots=True)
class ScreenServices:
    """Handed to each screen by the window. `runner` is the screen's own scope: its results end with the screen."""

    runner: BackgroundRunner[Desk]
    notices: Notices
    changes: ChangeFeed
    navigator: Navigator
    clock: Clock
    time_zone: ZoneInfo
    settings: AppearanceSettings
    staff: SignedInStaff
    random_bytes: Callable[[int], bytes]

    def today(self) -> date:
        """The day at the centre."""
        return self.clock.now().astimezone(self.time_zone).date()

    def for_screen(self) -> "ScreenServices":
        """The same services with a runner of its own."""
        return replace(self, runner=self.runner.scoped())
