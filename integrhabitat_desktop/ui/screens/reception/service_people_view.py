"""Who else is given the same service: the household of the person, and anybody that is found by name."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, code_label
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import Finder, KitCheckBox, check_all_title, section_label
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.view_card import PersonCard


class ServicePeople(QWidget):
    """`chosen()` are the ids of the person and of everybody whose box is ticked. `search` looks for people."""

    changed = Signal()

    def __init__(self, services: ScreenServices, card: PersonCard, search: Callable[[str], None]) -> None:
        super().__init__()
        self._services, self._person_id = services, card.person.id
        self._boxes: dict[str, KitCheckBox] = {}
        self.finder = Finder(
            _("Somebody else too"), _("Name or document, then Enter"), _("Participants who match")
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        words = _("The same for")
        everyone = check_all_title(words, self._boxes.values, "Ctrl+G") if card.household else None
        self._layout.addWidget(everyone or section_label(words))
        for it in card.household:
            words = code_label("relationship_to_head", it.relationship) if it.relationship else ""
            self._add_box(it.person.id, it.person.name, words, checked=False)
        self._layout.addWidget(self.finder)
        self.finder.searched.connect(search)
        self.finder.chosen.connect(self._add)

    def chosen(self) -> list[str]:
        """The person first, then those whose box is ticked."""
        return [self._person_id, *(person for person, box in self._boxes.items() if box.isChecked())]

    def others(self) -> dict[str, str]:
        """The names of those whose box is ticked, by id."""
        return {person: box.accessibleName() for person, box in self._boxes.items() if box.isChecked()}

    def choose(self, others: Mapping[str, str]) -> None:
        """Tick the boxes of these people, who were chosen before."""
        for person_id, name in others.items():
            self._tick(person_id, name)

    def clear(self) -> None:
        """Nobody else any more; who was added stays in sight."""
        for box in self._boxes.values():
            box.setChecked(False)

    def show_found(self, query: str, matches: Sequence[PersonMatch]) -> None:
        """The answer to a search."""
        there = {self._person_id, *(person for person, box in self._boxes.items() if box.isChecked())}
        today = self._services.today()
        rows = [found_row(it, today) for it in matches if it.person.id not in there]
        self.finder.show_rows(query, rows, if_none=_("Nobody matches."))

    @Slot(str, str)
    def _add(self, person_id: str, name: str) -> None:
        self._tick(person_id, name)
        self.finder.put_away()
        self.finder.field.setFocus()

    def _tick(self, person_id: str, name: str) -> None:
        if person_id in self._boxes:
            self._boxes[person_id].setChecked(True)
        else:
            self._add_box(person_id, name, "", checked=True)
            self.changed.emit()

    def _add_box(self, person_id: str, name: str, detail: str, *, checked: bool) -> None:
        box = KitCheckBox(name, detail=detail, checked=checked)
        box.setObjectName(f"also_{len(self._boxes) + 1}")
        self._boxes[person_id] = box
        box.toggled.connect(self.changed)
        self._layout.insertWidget(len(self._boxes), box)
