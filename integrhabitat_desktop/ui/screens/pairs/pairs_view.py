"""Possible duplicates: pairs that are likely one person, compared, joined or told apart for good."""

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, format_number, join_facts, ngettext
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.person_rows import found_row
from integrhabitat_desktop.ui.person_texts import likelihood_words, likeness_reasons
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.screens.pairs.compare_panel_view import ComparePanel
from integrhabitat_desktop.ui.screens.pairs.dispute_panel_view import DisputePanel
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
from integrhabitat_desktop.use_cases.settle_disputes import Dispute

_TAKES_AWAY = frozenset(["restriction", "erasure"])  # records of these types have the id of their person
_DECIDES = ("person_merge", "person_pair")
_WITH, _DISPUTE = "with:", "dispute:"
_SEPARATOR = "|"


class PairsView(Screen):
    """The list is made once, when the screen is opened first; another screen opens it with `with:` and a person."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Possible duplicates"))
        self.setObjectName("pairs")
        self._services = services
        self._searched: tuple[LikelyPair, ...] | None = None  # what was found, whatever was decided since
        self._pairs: tuple[LikelyPair, ...] = ()
        self._disputes: tuple[Dispute, ...] = ()
        self._one = self._chosen = ""
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
        self.model.searched.connect(self._take_search)
        self.model.refreshed.connect(self._show_pairs)
        self.model.disputed.connect(self._show_disputes)
        self.model.settled_already.connect(self._refresh)
        self.model.progressed.connect(self._show_progress)
        self.model.stopped.connect(self.progress.hide)
        self.model.compared.connect(self._show_comparison)
        self.model.gone.connect(self._leave)
        self.model.found.connect(self._show_found)
        self.finder.searched.connect(self.model.find)
        self.finder.chosen.connect(self._compare_with)
        self.finder.left.connect(self._put_away)
        self.list.chosen.connect(self._choose)
        self.list.current_changed.connect(self._follow)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    def activated(self) -> None:
        if self._searched is None:
            self._search()
        self.model.load_disputes()
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
    def _take_search(self, pairs: tuple[LikelyPair, ...]) -> None:
        self.progress.hide()
        self._searched = pairs
        self._show_pairs(pairs)

    @Slot()
    def _refresh(self) -> None:
        self.model.refresh(self._searched or ())

    @Slot(object)
    def _show_pairs(self, pairs: tuple[LikelyPair, ...]) -> None:
        self._pairs = pairs
        self._show_rows()

    @Slot(object)
    def _show_disputes(self, disputes: tuple[Dispute, ...]) -> None:
        self._disputes = disputes
        self._show_rows()
        panel = self.right.opened(DisputePanel)
        if panel is not None and panel.pair_id not in {it.pair_id for it in disputes}:
            self._put_away()

    def _show_rows(self) -> None:
        alike, apart = len(self._pairs), len(self._disputes)
        words = ngettext("{count} pair looks alike", "{count} pairs look alike", alike)
        more = ngettext("{count} was decided differently", "{count} were decided differently", apart)
        self.set_title(
            _("Possible duplicates"),
            join_facts(
                words.format(count=format_number(alike)) if self._searched is not None else "",
                more.format(count=format_number(apart)) if apart else "",
            ),
        )
        self.list.set_rows([*map(_dispute_row, self._disputes), *map(_row, self._pairs)])

    @Slot(str)
    def _follow(self, row_id: str) -> None:
        """The list says the same row again when it was only made again."""
        if row_id != self._chosen:
            self._choose(row_id)

    @Slot(str)
    def _choose(self, row_id: str) -> None:
        self._chosen = row_id
        dispute = next((it for it in self._disputes if row_id == f"{_DISPUTE}{it.pair_id}"), None)
        if dispute is not None:
            self._open_dispute(dispute)
            return
        first, _separator, second = row_id.partition(_SEPARATOR)
        if second:
            self.model.compare(first, second)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        """Who was blocked or erased and what was decided, here or elsewhere, is shown no more."""
        gone = {record_id for kind, record_id in changed.records if kind in _TAKES_AWAY}
        if gone or changed.touches(*_DECIDES):
            self._refresh()
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

    def _open_dispute(self, dispute: Dispute) -> None:
        panel = DisputePanel(
            self._services, dispute, self._settle_as_one, self._settle_as_two, self._put_away
        )
        self.right.open(panel)
        if not self.list.hasFocus():
            panel.begin()

    def _settle_as_one(self, dispute: Dispute) -> None:
        self.model.settle_as_one(dispute, self._decided)

    def _settle_as_two(self, dispute: Dispute) -> None:
        self.model.settle_as_two(dispute, self._decided)

    @Slot(str, str)
    def _leave(self, first_id: str, second_id: str) -> None:
        panel = self.right.opened(ComparePanel)
        if panel is not None and panel.people == (first_id, second_id):
            self._put_away()

    def _join(self, comparison: Comparison, kept_is_first: bool, from_joined: frozenset[str]) -> None:
        self.model.join(comparison, kept_is_first, from_joined, self._decided)

    def _tell_apart(self, comparison: Comparison) -> None:
        self.model.tell_apart(comparison, self._decided)

    def _decided(self) -> None:
        # The list follows with the change itself; what is chosen in it now is decided.
        self._put_away()
        self._refresh()
        self.list.setFocus()

    @Slot()
    def _put_away(self) -> None:
        self._chosen = ""
        self.right.put_away(self.empty)
        self.right.setCurrentWidget(self.empty)


def _dispute_row(dispute: Dispute) -> ListRow:
    first, second = dispute.comparison.first, dispute.comparison.second
    return ListRow(
        f"{_DISPUTE}{dispute.pair_id}",
        f"{first.values.get('name')} / {second.values.get('name')}",
        _("Joined on one computer, told apart on another one"),
        icon="alert-triangle",
        badges=(BadgeText(_("Decided differently"), Tone.WARNING),),
    )


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
