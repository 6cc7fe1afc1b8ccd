"""Possible duplicates: pairs that are likely one person, compared, joined or told apart for good."""

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, format_number, ngettext
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import likelihood_words, likeness_reasons
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.pairs.compare_panel_view import ComparePanel
from integrhabitat_desktop.ui.screens.pairs.pairs_view_model import PairsViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    BadgeText,
    EmptyState,
    Finder,
    ListRow,
    PanelStack,
    ProgressPanel,
    RowList,
    Screen,
    SidePanel,
    beside,
    heading,
    link_button,
    list_column,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_look_alikes import Likelihood
from integrhabitat_desktop.use_cases.find_pairs import LikelyPair
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.join_records import Comparison

_TAKES_AWAY = frozenset(["restriction", "erasure"])  # records of these types have the id of their person
_WITH = "with:"
_SEPARATOR = "|"


class PairsView(Screen):
    """The list is made once, when the screen is opened first; another screen opens it with `with:` and a person."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Possible duplicates"))
        self.setObjectName("pairs")
        self._services = services
        self._pairs: tuple[LikelyPair, ...] | None = None
        self._one = ""
        self.model = PairsViewModel(services)
        self.again_button = secondary_button(_("Look again"), self._search, icon="refresh")
        self.title_row.set_actions(
            link_button(_("People"), lambda: services.navigator.open_screen("people"), icon="arrow-left"),
            self.again_button,
        )
        self.progress = ProgressPanel(_("Comparing everybody with everybody…"), self.model.cancel)
        self.progress.hide()
        self.list = RowList(_("Pairs that look alike"))
        left = list_column(self.progress, self.list, grows=1)
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "git-merge",
                _("Two records of one person?"),
                _("Choose a pair to compare both. Nothing is joined by itself, and joining can be undone."),
            )
        )
        self.finder = Finder(
            _("The other record"), _("Name or document, then Enter"), _("Participants who match")
        )
        self.other = SidePanel()
        self.other.setObjectName("other_record")
        self.other.show_content(heading(_("Which is the other record?")), self.finder)
        self.right = PanelStack(self.empty, self.other)
        self.body.addWidget(beside(left, self.right), 1)
        self.model.searched.connect(self._show_pairs)
        self.model.progressed.connect(self._show_progress)
        self.model.stopped.connect(self.progress.hide)
        self.model.compared.connect(self._show_comparison)
        self.model.gone.connect(self._leave)
        self.model.found.connect(self._show_found)
        self.finder.searched.connect(self.model.find)
        self.finder.chosen.connect(self._compare_with)
        self.finder.left.connect(self._put_away)
        self.list.chosen.connect(self._choose)
        self.list.current_changed.connect(self._choose)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    def activated(self) -> None:
        if self._pairs is None:
            self._search()
        self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        if argument.startswith(_WITH):
            self._put_away()
            self._one = argument.removeprefix(_WITH)
            self.right.setCurrentWidget(self.other)
            self.finder.put_away()
            self.finder.field.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Ctrl+Enter", _("It is one person: join")),
            KeyEntry("Ctrl+D", _("They are two people")),
        )

    # The list

    def _search(self) -> None:
        self.progress.show()
        self.model.search()

    @Slot(object)
    def _show_progress(self, report: ProgressReport) -> None:
        self.progress.set_progress(report.done, report.total, seconds_left=report.seconds_left)

    @Slot(object)
    def _show_pairs(self, pairs: tuple[LikelyPair, ...]) -> None:
        self.progress.hide()
        self._pairs = pairs
        words = ngettext("{count} pair looks alike", "{count} pairs look alike", len(pairs))
        self.set_title(_("Possible duplicates"), words.format(count=format_number(len(pairs))))
        self.list.set_rows([_row(pair) for pair in pairs])

    @Slot(str)
    def _choose(self, row_id: str) -> None:
        first, _separator, second = row_id.partition(_SEPARATOR)
        if second:
            self.model.compare(first, second)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        """Who was blocked or erased, here or elsewhere, is shown no more."""
        gone = {record_id for kind, record_id in changed.records if kind in _TAKES_AWAY}
        left = tuple(it for it in self._pairs or () if gone.isdisjoint((it.first.id, it.second.id)))
        if self._pairs is not None and len(left) < len(self._pairs):
            self._show_pairs(left)
        panel = self.right.opened(ComparePanel)
        if panel is not None and not gone.isdisjoint(panel.people):
            self.model.compare(*panel.people)
        elif self._one in gone and self.right.currentWidget() is self.other:
            self._put_away()

    # The comparison

    @Slot(str, object)
    def _show_found(self, query: str, matches: list[PersonMatch]) -> None:
        today = self._services.today()
        rows = [found_row(it, today) for it in matches if it.person.id != self._one]
        self.finder.show_rows(query, rows, if_none=_("Nobody matches."))

    @Slot(str, str)
    def _compare_with(self, person_id: str, _name: str) -> None:
        self.model.compare(self._one, person_id)

    @Slot(object)
    def _show_comparison(self, comparison: Comparison) -> None:
        panel = ComparePanel(self._services, comparison, self._join, self._tell_apart, self._put_away)
        self.right.open(panel)
        if not self.list.hasFocus():
            panel.begin()

    @Slot(str, str)
    def _leave(self, first_id: str, second_id: str) -> None:
        panel = self.right.opened(ComparePanel)
        if panel is not None and panel.people == (first_id, second_id):
            self._put_away()

    def _join(self, comparison: Comparison, kept_is_first: bool, from_joined: frozenset[str]) -> None:
        self.model.join(comparison, kept_is_first, from_joined, lambda: self._decided(comparison))

    def _tell_apart(self, comparison: Comparison) -> None:
        self.model.tell_apart(comparison, lambda: self._decided(comparison))

    def _decided(self, comparison: Comparison) -> None:
        both = {comparison.first.person_id, comparison.second.person_id}
        self._put_away()
        if self._pairs is not None:
            self._show_pairs(tuple(it for it in self._pairs if {it.first.id, it.second.id} != both))
        self.list.setFocus()

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.empty)
        self.right.setCurrentWidget(self.empty)


def _row(pair: LikelyPair) -> ListRow:
    sure = pair.likeness.likelihood is Likelihood.LIKELY
    badge = BadgeText(likelihood_words(pair.likeness), Tone.WARNING if sure else Tone.NEUTRAL)
    return ListRow(
        f"{pair.first.id}{_SEPARATOR}{pair.second.id}",
        f"{pair.first.name} / {pair.second.name}",
        likeness_reasons(pair.likeness.reasons),
        icon="users",
        badges=(badge,),
    )
