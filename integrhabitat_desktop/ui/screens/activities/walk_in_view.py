"""Somebody who is not on the list: found by typing or registered by name, without leaving the roster."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.screens.activities.roster_view_model import RosterViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Finder, ListRow
from integrhabitat_desktop.use_cases.find_people import PersonMatch

_NEW = "new"  # the row that registers somebody; no id of a record looks like it


class WalkIns(Finder):
    """`left` is emitted when the keyboard goes back to the list.

    `register` is given the name of somebody nobody knows; without it they are registered by the name alone.
    """

    def __init__(
        self,
        services: ScreenServices,
        model: RosterViewModel,
        register: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(
            _("Somebody who is not on the list"), _("Name, then Enter"), _("Participants who match")
        )
        self._services, self._model = services, model
        self._register = register or model.register_by_name
        self.searched.connect(model.search)
        self.chosen.connect(self._add)
        model.found.connect(self._show_matches)

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        register = ListRow(_NEW, _("Register “{name}” and add them").format(name=query), icon="user-plus")
        self.show_rows(query, [*(found_row(it, today) for it in matches), register])

    @Slot(str, str)
    def _add(self, person_id: str, name: str) -> None:
        if person_id == _NEW:
            self._register(self.query())
        else:
            self._model.add_walk_in(person_id, name)
