"""People who come in together and live apart: gathered from the list, checked in with one key."""

from collections.abc import Callable, Sequence

from integrhabitat_desktop.i18n import _, join_list, ngettext
from integrhabitat_desktop.ui.widgets import (
    CardPanel,
    flow_row,
    link_button,
    muted_label,
    secondary_button,
    strong_label,
)


class GroupBar(CardPanel):
    """Hidden while nobody is gathered; `check_in` is given the ids in the order in which they were gathered."""

    def __init__(self, check_in: Callable[[Sequence[str]], None]) -> None:
        super().__init__(inset=True)
        self.setObjectName("group")
        self._check_in = check_in
        self._people: dict[str, str] = {}
        self.words = strong_label()
        self.names = muted_label(elided=True)
        self.check_in_button = secondary_button(
            _("Check them in"), self._check_in_all, icon="login", keys="Ctrl+Shift+Return"
        )
        self.check_in_button.setObjectName("check_in_group")
        self.clear_button = link_button(_("Let them go"), self.clear_group, icon="x")
        self.body.addWidget(self.words)
        self.body.addWidget(self.names)
        self.body.addWidget(flow_row(self.check_in_button, self.clear_button))
        self.hide()

    def gather(self, person_id: str, name: str) -> None:
        """Take somebody in; who is there already goes again."""
        if person_id in self._people:
            del self._people[person_id]
        elif person_id:
            self._people[person_id] = name
        self._show()

    def clear_group(self) -> None:
        """Nobody is gathered any more."""
        self._people = {}
        self._show()

    def people(self) -> tuple[str, ...]:
        """The ids of those who are gathered."""
        return tuple(self._people)

    def _show(self) -> None:
        count = len(self._people)
        words = ngettext("{count} person in the group", "{count} people in the group", count)
        self.words.set_text(words.format(count=count))
        self.names.set_text(join_list(list(self._people.values())))
        self.setVisible(bool(self._people))

    def _check_in_all(self) -> None:
        people = self.people()
        self.clear_group()
        self._check_in(people)
