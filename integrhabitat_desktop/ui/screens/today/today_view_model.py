"""What the screen of the day does, without a widget: load, see to absences and tasks."""

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_follow_ups, propose_follow_ups
from integrhabitat_desktop.use_cases.propose_follow_ups import CALL, AbsentPerson
from integrhabitat_desktop.use_cases.view_today import view_today


class TodayViewModel(QObject):
    """Signals carry what the use cases give."""

    loaded = Signal(object)  # a Today

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    def load(self) -> None:
        """Read the day as it stands."""
        self._services.runner.run(view_today, self.loaded.emit, key="today")

    def follow_up(self, absent: AbsentPerson, kind: str) -> None:
        """Note a call or a home visit for today."""
        words = (
            _("The call to {name} is on the list for today.")
            if kind == CALL
            else _("The visit to {name} is on the list for today.")
        )
        run_undoable(
            self._services,
            lambda desk: propose_follow_ups.follow_up_absence(desk, absent, kind),
            words.format(name=absent.name),
            keep_follow_ups.undo_planning,
        )

    def leave(self, absent: AbsentPerson) -> None:
        """Nothing is to be done about an absence."""
        run_undoable(
            self._services,
            lambda desk: propose_follow_ups.leave_absence(desk, absent),
            _("Nothing will be done about the absences of {name}.").format(name=absent.name),
            keep_follow_ups.undo_planning,
        )

    def end_task(self, task_id: str) -> None:
        """A task is done."""
        run_undoable(
            self._services,
            lambda desk: keep_follow_ups.end_follow_up(desk, task_id, keep_follow_ups.DONE),
            _("Done."),
            keep_follow_ups.undo_follow_up,
        )

    def propose_after(self, absences: int) -> None:
        """Propose a call sooner or later."""
        self._services.runner.run(
            lambda desk: propose_follow_ups.propose_after(desk, absences), lambda _nothing: self.load()
        )
