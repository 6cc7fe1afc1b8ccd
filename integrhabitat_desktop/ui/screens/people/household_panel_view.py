"""Who lives with a person and how: people are added by name, say what they are to the head, and leave again."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, code_label, join_facts, join_list
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import facts_of
from integrhabitat_desktop.ui.screens.people.dwelling_form_view import DwellingForm
from integrhabitat_desktop.ui.screens.people.household_view_model import Homes, HouseholdViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    ChoiceField,
    CodeField,
    Finder,
    ListRow,
    RowList,
    SegmentedField,
    column,
    flow_row,
    heading,
    link_button,
    muted_label,
    row,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.keep_household import Home, HouseholdPerson
from integrhabitat_protocol.record_type import Values

_PERSON, _ADDED = "person", "added"
_SHOWN_BY = ("household", "household_member", "person", "person_merge", "consent", "restriction", "erasure")
# In a draft: what was typed, the household, and the field or the member.
_DWELLING, _MEMBER, _SEPARATOR = "dwelling", "member", "/"


class HouseholdPanel(WritingPanel):
    """`back` puts the panel away."""

    def __init__(self, services: ScreenServices, person_id: str, name: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("household_panel")
        self._services, self._name = services, name
        self._homes: dict[str, tuple[Home, Values]] = {}
        self._shown = ""  # the household that is shown, "" for none yet
        self._kept: dict[str, str] = {}  # what was typed about a household, until it is shown again
        self._head_said = False
        self.model = HouseholdViewModel(services, person_id)
        self.nobody = muted_label(_("Nobody else is recorded here."), wrapped=True)
        self.which = ChoiceField(_("Which household"), [], empty="")
        self.which.setObjectName("which_household")
        self.members = RowList(_("Who lives together"), cards=False)
        self.member_relationship = CodeField(_("What this person is to the head"), "relationship_to_head")
        self.member_relationship.setObjectName("member_relationship")
        self.relate_button = secondary_button(_("Note it"), self._relate, icon="check")
        self.relate_button.setObjectName("relate")
        self.leave_button = link_button(_("Lives there no more"), self._leave, icon="logout")
        self.member_name = section_label("")
        self.member = column(
            self.member_name,
            self.member_relationship,
            flow_row(self.relate_button, self.leave_button),
            spacing=8,
        )
        self.head = SegmentedField(
            _("Who heads the household"),
            [(_PERSON, name), (_ADDED, _("Whoever is added"))],
            value=_PERSON,
        )
        self.head.setObjectName("head")
        self.relationship = CodeField(_("Relationship to the head of the household"), "relationship_to_head")
        self.finder = Finder(
            _("Somebody who lives there too"), _("Name or document, then Enter"), _("Participants who match")
        )
        self.dwelling = DwellingForm(services, self._save_dwelling)
        title = _("Household of {name}").format(name=name)
        self.show_content(
            heading(title),
            self.nobody,
            self.which,
            self.members,
            self.member,
            section_label(_("Add somebody")),
            self.head,
            self.relationship,
            self.finder,
            self.dwelling,
            foot=row(link_button(_("Back"), back, icon="arrow-left", keys="Esc"), STRETCH),
        )
        for part in (self.which, self.members, self.member, self.dwelling, self.head):
            part.hide()
        self.finder.searched.connect(self.model.search)
        self.finder.chosen.connect(self._add)
        self.model.loaded.connect(self._show)
        self.model.found.connect(self._show_found)
        services.changes.changed.connect(self._reload)
        self.which.changed.connect(self._choose_home)
        self.head.changed.connect(self._say_head)
        self.members.current_changed.connect(lambda _person: self._show_member())
        name_parts(self)
        self.watch_typing(title, person_id, [self.relationship])
        self.model.load()

    def begin(self) -> None:
        """Put the keyboard where a name is typed; once the panel is in sight."""
        self.finder.field.setFocus()

    # What is typed

    def is_typed_in(self) -> bool:
        return super().is_typed_in() or bool(self._kept) or bool(self._typed_here())

    def draft_texts(self) -> dict[str, str]:
        return {**self._kept, **super().draft_texts(), **self._typed_here()}

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self._kept = {place: text for place, text in texts.items() if place.startswith((_DWELLING, _MEMBER))}

    def _typed_here(self) -> dict[str, str]:
        """What is typed about the household that is shown and about the one who is chosen in it."""
        typed = {_place(_DWELLING, self._shown, name): text for name, text in self.dwelling.typed().items()}
        chosen, relationship = self._chosen(), self.member_relationship.value()
        if chosen is not None and relationship != chosen.relationship:
            typed[_place(_MEMBER, self._shown, chosen.person.id)] = relationship or ""
        return typed

    def _put_kept(self) -> None:
        """What was typed about the household that is shown now goes back where it was typed."""
        for place, text in list(self._kept.items()):
            kind, household_id, name = place.split(_SEPARATOR, 2)
            if household_id != self._shown:
                continue
            del self._kept[place]
            if kind == _DWELLING:
                self.dwelling.restore({name: text})
            elif self.members.select(name):
                self.member_relationship.set_value(text or None)

    # The household

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches(*_SHOWN_BY):
            self.model.load()

    @Slot(object)
    def _show(self, found: Homes) -> None:
        typed = self._typed_here()
        self._homes = {home.household_id: (home, values) for home, values in found.homes}
        if self._shown in self._homes:
            # The form itself follows what changed elsewhere, around what is typed in it.
            typed = {place: text for place, text in typed.items() if not place.startswith(_DWELLING)}
        self._kept = {
            place: text
            for place, text in {**self._kept, **typed}.items()
            if place.split(_SEPARATOR)[1] in self._homes
        }
        self.nobody.setVisible(not self._homes)
        self.which.setVisible(len(self._homes) > 1)
        self.which.set_value(None)
        self.which.set_choices([(home.household_id, _called(home)) for home, _values in found.homes])
        for part in (self.members, self.dwelling):
            part.setVisible(bool(self._homes))
        self.head.setVisible(not self._homes)
        if not self._head_said:
            self.head.set_value(_ADDED if found.is_minor else _PERSON)
        self._say_whose()
        typed_about = (place.split(_SEPARATOR)[1] for place in self._kept)
        choices = (self._shown, *typed_about, *self._homes)
        self._show_home(next((it for it in choices if it in self._homes), ""))

    def _choose_home(self) -> None:
        self._kept |= self._typed_here()
        self._show_home(self.which.value() or "")

    def _show_home(self, household_id: str) -> None:
        home, values = self._homes.get(household_id, (None, {}))
        self.which.set_value(household_id or None)
        if household_id == self._shown:
            self.dwelling.follow(values)
        else:
            self.dwelling.show_values(values)
        self._shown = household_id
        today = self._services.today()
        self.members.set_rows(
            [
                ListRow(
                    it.person.id,
                    it.person.name,
                    join_facts(_relationship(it), facts_of(it.person, today)),
                    icon="user",
                )
                for it in (home.people if home else ())
            ]
        )
        self._show_member()
        self._put_kept()

    def _show_member(self) -> None:
        chosen = self._chosen()
        self.member.setVisible(chosen is not None)
        if chosen is not None:
            self.member_name.set_text(chosen.person.name)
            self.member_relationship.set_value(chosen.relationship)

    def _chosen(self) -> HouseholdPerson | None:
        home, _values = self._homes.get(self._shown, (None, {}))
        person_id = self.members.current_id()
        return next((it for it in (home.people if home else ()) if it.person.id == person_id), None)

    # What is done

    def _say_head(self) -> None:
        self._head_said = True
        self._say_whose()

    def _say_whose(self) -> None:
        """Of whom the relationship is asked."""
        added_heads = not self._homes and self.head.value() == _ADDED
        words = _("What {name} is to the head").format(name=self._name)
        self.relationship.set_help(words if added_heads else _("What the one who is added is to the head"))

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
        self.model.add(
            person_id,
            name,
            self.relationship.value(),
            household_id=self._shown or None,
            added_is_head=None if self._homes else self.head.value() == _ADDED,
        )
        self.finder.put_away()
        self.relationship.set_value(None)
        self.finder.field.setFocus()

    def _relate(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.model.relate(
                self._shown, chosen.person.id, chosen.person.name, self.member_relationship.value()
            )

    def _leave(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.model.leave(chosen.person.id, chosen.person.name, self._shown)

    def _save_dwelling(self, values: Values) -> None:
        if self._shown:
            self.model.save_dwelling(self._shown, values, self.model.load, self.dwelling.show_problem)


def _place(kind: str, household_id: str, name: str) -> str:
    return _SEPARATOR.join((kind, household_id, name))


def _called(home: Home) -> str:
    """A household by those who live there."""
    return join_list([it.person.name for it in home.people])


def _relationship(member: HouseholdPerson) -> str:
    if member.relationship is None:
        return _("relationship not asked")
    return code_label("relationship_to_head", member.relationship)
