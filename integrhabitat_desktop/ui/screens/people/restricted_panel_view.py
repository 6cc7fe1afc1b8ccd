"""The blocked records, for a coordinator: who asked what when, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts
from integrhabitat_desktop.ui.restriction_actions import RestrictionActions
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    ListRow,
    RowList,
    SidePanel,
    ask,
    danger_button,
    flow_row,
    heading,
    link_button,
    muted_label,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.restrict_records import RestrictedPerson


class RestrictedPanel(SidePanel):
    """`back` puts the panel away."""

    def __init__(
        self, services: ScreenServices, actions: RestrictionActions, back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("restricted_panel")
        self._actions = actions
        self.nobody = muted_label(_("No record is blocked."), wrapped=True)
        self.people = RowList(_("Blocked records"), cards=False)
        self.lift_button = secondary_button(_("Lift the block"), self._lift, icon="arrow-back-up")
        self.lift_button.setObjectName("lift")
        self.erase_button = danger_button(_("Erase for good…"), self._erase, icon="trash")
        self.erase_button.setObjectName("erase")
        self.show_content(
            heading(_("Blocked records")),
            self.nobody,
            self.people,
            foot=flow_row(
                link_button(_("Back"), back, icon="arrow-left", keys="Esc"),
                self.erase_button,
                self.lift_button,
            ),
        )
        services.changes.changed.connect(self._reload)
        self.people.current_changed.connect(self._enable)
        name_parts(self)
        self._actions.load(self._show)

    def begin(self) -> None:
        """Put the keyboard into the list; once the panel is in sight."""
        self.people.setFocus()

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches("restriction", "erasure"):
            self._actions.load(self._show)

    def _show(self, people: tuple[RestrictedPerson, ...]) -> None:
        self.nobody.setVisible(not people)
        self.people.setVisible(bool(people))
        self.people.set_rows(
            [
                ListRow(
                    it.person_id,
                    it.name,
                    join_facts(code_label("data_request_type", it.reason) if it.reason else "", it.note),
                    icon="lock",
                    trailing=format_date(it.since) if it.since else "",
                )
                for it in people
            ]
        )
        self._enable(self.people.current_id())

    @Slot(str)
    def _enable(self, person_id: str) -> None:
        for button in (self.erase_button, self.lift_button):
            button.setEnabled(bool(person_id))

    def _erase(self) -> None:
        person_id = self.people.current_id()
        name = next((it.title for it in self.people.rows() if it.id == person_id), "")
        if person_id:
            ask(
                self,
                _("Erase {name} for good?").format(name=name),
                _(
                    "Name, documents, contacts, notes and everything else that names the person is emptied on every "
                    "computer and at the hub. Counts stay. There is no way back."
                ),
                accept=_("Erase for good"),
                decline=_("Keep it blocked"),
                answered=lambda: self._actions.erase(person_id),
                danger=True,
            )

    def _lift(self) -> None:
        person_id = self.people.current_id()
        name = next((it.title for it in self.people.rows() if it.id == person_id), "")
        if person_id:
            self._actions.lift(person_id, name)
