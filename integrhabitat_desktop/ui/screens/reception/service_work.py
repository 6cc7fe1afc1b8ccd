"""Recording services at the reception: the panel of one person, what it asks for, and its answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from integrhabitat_desktop.ui.screens.reception.reception_view_model import ReceptionViewModel
from integrhabitat_desktop.ui.screens.reception.service_log_view import ServiceCommands, ServiceLogPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import PanelStack
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.record_service import ServiceEntry, ServiceLog
from integrhabitat_desktop.use_cases.view_card import PersonCard


class ServiceWork(QObject):
    """Opens the panel in `right`; `close` puts it away."""

    def __init__(
        self,
        services: ScreenServices,
        model: ReceptionViewModel,
        right: PanelStack,
        close: Callable[[], None],
    ) -> None:
        super().__init__()
        self._services, self._model, self._right, self._close = services, model, right, close
        self._card: PersonCard | None = None
        model.service_log_changed.connect(self._show_log)
        model.others_found.connect(self._show_others)

    def panel(self) -> ServiceLogPanel | None:
        """The panel where it is open."""
        return self._right.opened(ServiceLogPanel)

    def open(self, card: PersonCard) -> None:
        """Record services of this person."""
        self._card = card
        commands = ServiceCommands(
            save=self._record,
            correct=self._correct,
            look_back=self._look_back,
            void=self._model.void_service,
            search=self._model.look_for_others,
            may_leave=lambda: self._right.may_be_left(self._services.notices),
            close=self._close,
        )
        panel = ServiceLogPanel(self._services, card, commands)
        self._right.open(panel)
        self._right.bring_back()
        self.reload()

    def reload(self) -> None:
        """Read again what was given today."""
        if self.panel() is not None and self._card is not None:
            self._model.load_service_log(self._card.person.id)

    def _record(self, people: Sequence[str], entry: ServiceEntry, again: bool) -> None:
        panel, card = self.panel(), self._card
        if panel is not None and card is not None:
            self._model.record_service(
                people, card.person.name, entry, panel.show_problem, again=again, recorded=panel.cleared
            )

    def _correct(self, delivery_id: str, entry: ServiceEntry, again: bool) -> None:
        panel = self.panel()
        if panel is not None:
            self._model.correct_service(
                delivery_id, entry, panel.show_problem, again=again, corrected=panel.cleared
            )

    def _look_back(self, delivery_id: str) -> None:
        panel = self.panel()
        if panel is not None:
            self._model.load_service_history(delivery_id, panel.show_history)

    @Slot(object)
    def _show_log(self, log: ServiceLog) -> None:
        panel = self.panel()
        if panel is not None:
            panel.show_log(log)

    @Slot(str, object)
    def _show_others(self, query: str, matches: list[PersonMatch]) -> None:
        panel = self.panel()
        if panel is not None:
            panel.show_found(query, matches)
