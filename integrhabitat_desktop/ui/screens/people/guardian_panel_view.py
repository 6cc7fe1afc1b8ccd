"""The adults who answer for a child: shown, added by name, and ended."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from integrhabitat_desktop.i18n import _, code_label, join_facts
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CodeField,
    Finder,
    ListRow,
    RowList,
    TextField,
    column,
    heading,
    link_button,
    muted_label,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_desktop.use_cases import keep_guardians
from integrhabitat_desktop.use_cases.desk import ChangeSet, Desk
from integrhabitat_desktop.use_cases.find_people import PersonMatch, find_people
from integrhabitat_desktop.use_cases.keep_guardians import Guardian

_FOUND = 6


class GuardianViewModel(QObject):
    """Every change shows a notice with its way back."""

    loaded = Signal(object, bool)  # a tuple of Guardian, and whether the person is a minor
    found = Signal(str, object)  # the query, a list of PersonMatch

    def __init__(self, services: ScreenServices, minor_id: str) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.minor_id = minor_id

    def load(self) -> None:
        """Who answers for the child."""

        def work(desk: Desk) -> tuple[tuple[Guardian, ...], bool]:
            return (
                keep_guardians.guardians(desk, self.minor_id),
                keep_guardians.needs_guardian(desk, self.minor_id),
            )

        self._runner.run(work, lambda found: self.loaded.emit(*found), key="guardians")

    def search(self, query: str) -> None:
        """People who could."""
        self._runner.run(
            lambda desk: find_people(desk, query, _FOUND),
            lambda matches: self.found.emit(query, matches),
            key="guardian-search",
        )

    def add(self, adult_id: str, name: str, relationship: str | None, evidence: str | None) -> None:
        """An adult answers for the child."""
        run_undoable(
            self._services,
            lambda desk: keep_guardians.add_guardian(desk, self.minor_id, adult_id, relationship, evidence),
            _("{name} is noted as the responsible adult.").format(name=name),
            keep_guardians.undo_adding,
            then=lambda _link: self.load(),
        )

    def end(self, link_id: str, name: str) -> None:
        """An adult answers for the child no more."""
        run_undoable(
            self._services,
            lambda desk: keep_guardians.end_guardian(desk, link_id),
            _("{name} is no longer the responsible adult.").format(name=name),
            keep_guardians.undo_ending,
            then=lambda _link: self.load(),
        )


class GuardianPanel(WritingPanel):
    """`back` puts the panel away."""

    def __init__(self, services: ScreenServices, minor_id: str, name: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("guardian_panel")
        self._services = services
        self.model = GuardianViewModel(services, minor_id)
        self.nobody = muted_label(_("Nobody is recorded as responsible."), wrapped=True)
        self.adults = RowList(_("Responsible adults"), cards=False)
        self.end_button = link_button(_("No longer responsible"), self._end, icon="user-off")
        self.relationship = CodeField(_("Relationship"), "guardian_relationship")
        self.evidence = TextField(_("Evidence"), max_length=200)
        self.finder = Finder(
            _("The responsible adult"), _("Name or document, then Enter"), _("Participants who match")
        )
        # Whoever came of age has links to end, and none to begin.
        self.of_age = muted_label(_("Of age: nobody has to answer for them any more."), wrapped=True)
        self.of_age.hide()
        self.adding = column(
            section_label(_("Add somebody")), self.relationship, self.evidence, self.finder, spacing=12
        )
        title = _("Who answers for {name}").format(name=name)
        self.show_content(
            heading(title),
            self.of_age,
            self.nobody,
            self.adults,
            row(self.end_button, STRETCH),
            self.adding,
            foot=row(link_button(_("Back"), back, icon="arrow-left", keys="Esc"), STRETCH),
        )
        self.finder.searched.connect(self.model.search)
        self.finder.chosen.connect(self._add)
        self.model.loaded.connect(self._show)
        self.model.found.connect(self._show_found)
        services.changes.changed.connect(self._reload)
        self.adults.current_changed.connect(lambda link: self.end_button.setEnabled(bool(link)))
        self.end_button.setEnabled(False)
        name_parts(self)
        self.watch_typing(title, minor_id, [self.relationship, self.evidence])
        self.model.load()

    def begin(self) -> None:
        """Put the keyboard where a name is typed; once the panel is in sight."""
        self.finder.field.setFocus()

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches("guardian_link", "person", "restriction", "erasure"):
            self.model.load()

    @Slot(object, bool)
    def _show(self, guardians: tuple[Guardian, ...], is_minor: bool) -> None:
        self.of_age.setVisible(not is_minor)
        self.adding.setVisible(is_minor)
        self.nobody.setVisible(not guardians)
        for part in (self.adults, self.end_button):
            part.setVisible(bool(guardians))
        self.adults.set_rows(
            [
                ListRow(
                    it.link_id,
                    it.adult.name,
                    join_facts(
                        code_label("guardian_relationship", it.relationship) if it.relationship else "",
                        it.evidence,
                    ),
                    icon="user-check",
                )
                for it in guardians
            ]
        )
        if not is_minor and guardians and not self.adults.current_id():
            # To end a link is all that is left to do here.
            self.adults.select(guardians[0].link_id)
            self.adults.setFocus()
        self.end_button.setEnabled(bool(self.adults.current_id()))

    @Slot(str, object)
    def _show_found(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        rows = [found_row(it, today) for it in matches if it.person.id != self.model.minor_id]
        self.finder.show_rows(query, rows, if_none=_("Nobody matches. Register them at the reception first."))

    @Slot(str, str)
    def _add(self, person_id: str, name: str) -> None:
        self.model.add(person_id, name, self.relationship.value(), self.evidence.value())
        self.finder.put_away()
        self.relationship.set_value(None)
        self.evidence.set_value(None)
        self.finder.field.setFocus()

    def _end(self) -> None:
        link_id = self.adults.current_id()
        name = next((it.title for it in self.adults.rows() if it.id == link_id), "")
        if link_id:
            self.model.end(link_id, name)
