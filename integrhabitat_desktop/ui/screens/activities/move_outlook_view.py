"""What a session would meet on the day and at the time that stand in the form; it keeps nobody from saving."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot

from integrhabitat_desktop.ui.screens.activities.move_outlook_view_model import MoveOutlookViewModel
from integrhabitat_desktop.ui.series_words import outlook_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import Banner
from integrhabitat_desktop.use_cases.change_series import SessionMove
from integrhabitat_desktop.use_cases.moved_onto import MoveOutlook

_PAUSE = 150  # milliseconds after the last key


class MoveOutlookNote(Banner):
    """`move` gives what stands in the form, None where nothing is to be moved or no day stands there yet."""

    def __init__(
        self, services: ScreenServices, session_id: str, move: Callable[[], SessionMove | None]
    ) -> None:
        super().__init__("", Tone.WARNING)
        self.setObjectName("move_outlook")
        self._model, self._move = MoveOutlookViewModel(services, session_id), move
        self._model.found.connect(self._show)
        self._model.refused.connect(self._put_away)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.hide()

    @Slot()
    def follow(self) -> None:
        """Something in the form changed."""
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        move = self._move()
        if move is None:
            self.hide()
        else:
            self._model.ask(move)

    @Slot(object)
    def _show(self, outlook: MoveOutlook) -> None:
        words = outlook_words(outlook)
        self.set_text(words)
        self.setVisible(bool(words) and self._move() is not None)

    @Slot(object)
    def _put_away(self, _error: object) -> None:
        """Saving says why it cannot be."""
        self.hide()
