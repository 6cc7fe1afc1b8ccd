"""What can be done with one session, without a widget; each change is told with its way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.series_words import changed_words
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import change_series, change_session
from integrhabitat_desktop.use_cases.change_series import Reach, SeriesChanged, SessionMove
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.plan_series import SessionTimes, take_back_sessions

Then = Callable[[], None]


class SessionPanelViewModel(QObject):
    """`loaded` carries the session that `load` asked for."""

    loaded = Signal(object)  # a SessionView

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    def load(self, session_id: str) -> None:
        """Read a session and its series."""
        self._services.runner.run(
            lambda desk: change_series.view_session(desk, session_id), self.loaded.emit, key="session-panel"
        )

    def move(self, session_id: str, move: SessionMove, reach: Reach, done: Then, failed: Failed) -> None:
        """Move it to another day, time or place."""
        self._change(lambda desk: change_series.move_session(desk, session_id, move, reach), done, failed)

    def change_rule(
        self, session_id: str, times: SessionTimes, reach: Reach, done: Then, failed: Failed
    ) -> None:
        """Let its series go by another rule."""
        self._change(lambda desk: change_series.change_rule(desk, session_id, times, reach), done, failed)

    def cancel(
        self, session_id: str, reason: str, note: str | None, reach: Reach, done: Then, failed: Failed
    ) -> None:
        """Cancel it."""
        self._change(
            lambda desk: change_series.cancel_sessions(desk, session_id, reason, note, reach), done, failed
        )

    def not_held(self, session_id: str, reason: str, note: str | None, done: Then, failed: Failed) -> None:
        """Note that it did not take place."""
        run_undoable(
            self._services,
            lambda desk: change_session.mark_not_held(desk, session_id, reason, note),
            _("Noted: the session did not take place."),
            lambda desk, before: change_session.restore_state(desk, session_id, before),
            then=lambda _before: done(),
            failed=failed,
        )

    def take_back(self, session_id: str, day: str, done: Then) -> None:
        """It takes place after all, on the day it had."""
        run_undoable(
            self._services,
            lambda desk: change_session.take_back_state(desk, session_id),
            _("The session takes place: {day}.").format(day=format_date(day, "full")),
            lambda desk, before: change_session.restore_state(desk, session_id, before),
            then=lambda _before: done(),
        )

    def _change(self, work: Callable[[Desk], SeriesChanged], done: Then, failed: Failed) -> None:
        services = self._services

        def changed(result: SeriesChanged) -> None:
            undo = (lambda: self._take_back(result)) if result.changes else None
            services.notices.show(changed_words(result), undo=undo)
            done()

        services.runner.run(work, changed, failed)

    def _take_back(self, result: SeriesChanged) -> None:
        self._services.runner.run(
            lambda desk: take_back_sessions(desk, result.changes),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )
