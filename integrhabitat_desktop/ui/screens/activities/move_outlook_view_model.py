"""Looks up, in the background, what a session would meet where it goes."""

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import active_language
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.use_cases.change_series import SessionMove
from integrhabitat_desktop.use_cases.moved_onto import look_at_move


class MoveOutlookViewModel(QObject):
    """Only the newest question is answered."""

    found = Signal(object)  # a MoveOutlook
    refused = Signal(object)  # an ExpectedError

    def __init__(self, services: ScreenServices, session_id: str) -> None:
        super().__init__()
        self._services, self._session_id = services, session_id

    def ask(self, move: SessionMove) -> None:
        """What would it meet there?"""
        session_id, language = self._session_id, active_language()
        self._services.runner.run(
            lambda desk: look_at_move(desk, session_id, move, language),
            self.found.emit,
            self.refused.emit,
            key="move-outlook",
        )
