"""Works out, in the background, which days a form would plan."""

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, preview_sessions


class DaysPreviewViewModel(QObject):
    """Only the newest question is answered."""

    planned = Signal(object)  # PlannedDays
    refused = Signal(object)  # an ExpectedError

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    def ask(self, times: SessionTimes) -> None:
        """Which days would these be?"""
        language = active_language()
        self._services.runner.run(
            lambda desk: preview_sessions(desk, times, language),
            self.planned.emit,
            self.refused.emit,
            key="days-preview",
        )
