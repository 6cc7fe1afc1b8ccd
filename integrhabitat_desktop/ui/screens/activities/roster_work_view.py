"""What takes the place of a session's list for a while: registering somebody at the door, and counting."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.activities.count_panel_view import CountPanel
from integrhabitat_desktop.ui.screens.activities.roster_view_model import RosterViewModel
from integrhabitat_desktop.ui.screens.reception.registration_form_view import RegistrationForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import PanelStack
from integrhabitat_desktop.use_cases.count_session import SessionCount
from integrhabitat_desktop.use_cases.find_look_alikes import FoundLookAlike
from integrhabitat_desktop.use_cases.register_person import Registration


class RosterWork(QObject):
    """Opens the forms in `area`, where `list_page` stands otherwise. Each is about the session it was opened at."""

    def __init__(
        self, services: ScreenServices, model: RosterViewModel, area: PanelStack, list_page: QWidget
    ) -> None:
        super().__init__()
        self._services, self._model, self._area, self._list_page = services, model, area, list_page
        self._alike: dict[str, str] = {}
        model.counted.connect(self._show_counted)
        model.look_alikes_changed.connect(self._show_look_alikes)

    @Slot()
    def put_away(self) -> None:
        """The list stands there again."""
        self._area.put_away(self._list_page)

    def go_on(self, form: str) -> None:
        """Open the form again that was open at a lock."""
        if form == "count_panel":
            self.open_count()
        else:
            self.begin_registration("")

    # Registering

    def begin_registration(self, name: str) -> None:
        """Register somebody at the door of the session."""
        if not self._may_open():
            return
        form = RegistrationForm(
            self._services, self._register, self.put_away, save_words=_("Register and mark present")
        )
        form.subject = self._model.session_id
        form.typed.connect(self._model.look_for_look_alikes)
        form.same_person.connect(self._it_is)
        self._area.open(form)
        form.begin(name)
        self._area.bring_back()

    def _register(self, registration: Registration) -> None:
        form = self._area.opened(RegistrationForm)
        if form is not None:
            self._model.register(registration, form.show_problem)

    @Slot(object)
    def _show_look_alikes(self, found: list[FoundLookAlike]) -> None:
        self._alike = {it.person.id: it.person.name for it in found}
        form = self._area.opened(RegistrationForm)
        if form is not None:
            form.show_look_alikes(found)

    @Slot(str)
    def _it_is(self, person_id: str) -> None:
        self.put_away()
        self._model.add_walk_in(person_id, self._alike.get(person_id, ""))

    # Counting

    def open_count(self) -> None:
        """Count who is there without naming them."""
        if not self._may_open():
            return
        panel = CountPanel(self._model.session_id, self._save_count, self.put_away)
        self._area.open(panel)
        panel.begin()
        self._area.bring_back()
        self._model.read_count()

    @Slot(object)
    def _show_counted(self, counted: SessionCount) -> None:
        panel = self._area.opened(CountPanel)
        if panel is not None and panel.subject == self._model.session_id:
            panel.show_count(counted)

    def _save_count(self, count: SessionCount) -> None:
        panel = self._area.opened(CountPanel)
        if panel is not None:
            self._model.count(panel.subject, count, self._saved, panel.show_problem)

    def _saved(self) -> None:
        self.put_away()
        self._model.reload()

    def _may_open(self) -> bool:
        return bool(self._model.session_id) and self._area.may_be_left(self._services.notices)
