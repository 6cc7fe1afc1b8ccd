"""Who lives with a person: shown, added by name, and taken out when they have left."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _, code_label, join_facts
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.screens.people.household_view_model import HouseholdViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CodeField,
    Finder,
    ListRow,
    RowList,
    heading,
    link_button,
    muted_label,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.keep_household import HouseholdPerson


class HouseholdPanel(WritingPanel):
    """`back` puts the panel away."""

    def __init__(self, services: ScreenServices, person_id: str, name: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("household_panel")
        self._services, self._name = services, name
        self.model = HouseholdViewModel(services, person_id)
        self.nobody = muted_label(_("Nobody else is recorded here."), wrapped=True)
        self.members = RowList(_("Who lives together"), cards=False)
        self.leave_button = link_button(_("Lives there no more"), self._leave, icon="logout")
        self.relationship = CodeField(_("Relationship to the head of the household"), "relationship_to_head")
        self.finder = Finder(
            _("Somebody who lives there too"), _("Name or document, then Enter"), _("Participants who match")
        )
        title = _("Household of {name}").format(name=name)
        parts: list[QWidget] = [
            heading(title),
            self.nobody,
            self.members,
            row(self.leave_button, STRETCH),
            section_label(_("Add somebody")),
            self.relationship,
            self.finder,
        ]
        self.show_content(
            *parts, foot=row(link_button(_("Back"), back, icon="arrow-left", keys="Esc"), STRETCH)
        )
        self.finder.searched.connect(self.model.search)
        self.finder.chosen.connect(self._add)
        self.model.loaded.connect(self._show)
        self.model.found.connect(self._show_found)
        self.leave_button.setEnabled(False)
        self.members.current_changed.connect(lambda person: self.leave_button.setEnabled(bool(person)))
        name_parts(self)
        self.watch_typing(title, person_id, [self.relationship])
        self.model.load()

    def begin(self) -> None:
        """Put the keyboard where a name is typed; once the panel is in sight."""
        self.finder.field.setFocus()

    @Slot(object)
    def _show(self, people: tuple[HouseholdPerson, ...]) -> None:
        today = self._services.today()
        self.nobody.setVisible(not people)
        for part in (self.members, self.leave_button):
            part.setVisible(bool(people))
        self.members.set_rows(
            [
                ListRow(
                    it.person.id,
                    it.person.name,
                    join_facts(
                        code_label("relationship_to_head", it.relationship) if it.relationship else "",
                        facts_of(it.person, today),
                    ),
                    icon="user",
                )
                for it in people
            ]
        )
        self.leave_button.setEnabled(bool(self.members.current_id()))

    @Slot(str, object)
    def _show_found(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        self.finder.show_rows(
            query,
            [found_row(it, today) for it in matches if it.person.id != self.model.person_id],
            if_none=_("Nobody matches. Register them at the reception first."),
        )

    @Slot(str, str)
    def _add(self, person_id: str, name: str) -> None:
        self.model.add(person_id, name, self.relationship.value())
        self.finder.put_away()
        self.relationship.set_value(None)
        self.finder.field.setFocus()

    def _leave(self) -> None:
        person_id = self.members.current_id()
        name = next((it.title for it in self.members.rows() if it.id == person_id), "")
        if person_id:
            self.model.leave(person_id, name)
