"""Sync: decisions to take, how sending stands, pairing, what the hub set aside, the last rounds."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, format_moment, format_number, join_facts, ngettext
from integrhabitat_desktop.i18n.record_words import type_label
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.sync.decision_view import DecisionCard, fields_of, row_of, title_of
from integrhabitat_desktop.ui.screens.sync.pairing_form_view import PairingForm
from integrhabitat_desktop.ui.screens.sync.sync_view_model import SyncViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.sync_words import sync_line
from integrhabitat_desktop.ui.sync_worker import SyncWorker
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    ListRow,
    RowList,
    Screen,
    clear_layout,
    column,
    link_button,
    muted_label,
    plain_label,
    primary_button,
    row,
    scrolling,
    section_label,
    subheading,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.settle_review import Decision, Decisions
from integrhabitat_desktop.use_cases.sync_overview import QuarantinedChange, SyncOverview, SyncRound
from integrhabitat_protocol.errors import ExpectedError


class SyncView(Screen):
    """One column: the first open decision in full, the others as rows, then the state of sending."""

    def __init__(self, services: ScreenServices, worker: SyncWorker) -> None:
        super().__init__(_("Sync"))
        self.setObjectName("sync")
        self._services, self._worker = services, worker
        self._decisions = Decisions((), ())
        self._shown = ""
        self._card: DecisionCard | None = None
        self._had_keyboard = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self.model = SyncViewModel(services)
        self.sync_button = primary_button(_("Sync now"), self._sync_now, icon="refresh", keys="Ctrl+R")
        self.title_row.set_actions(self.sync_button)
        self.decision_holder = QWidget()
        self._decision_layout = QVBoxLayout(self.decision_holder)
        self._decision_layout.setContentsMargins(0, 0, 0, 0)
        self.others = RowList(_("Decisions to take"))
        self.others.setObjectName("decisions")
        self.status = subheading("")
        self.facts = muted_label("", wrapped=True)
        self.problem = Banner("", Tone.WARNING)
        self.problem.hide()
        self.pairing = PairingForm(worker.pair)
        self.set_aside_title = section_label(_("Set aside by the hub"))
        self.set_aside = QWidget()
        self._set_aside_layout = QVBoxLayout(self.set_aside)
        self._set_aside_layout.setContentsMargins(0, 0, 0, 0)
        self.settled_title = section_label(_("Settled lately"))
        self.settled = RowList(_("Settled lately"), cards=False)
        self.rounds_title = section_label(_("Last rounds"))
        self.rounds = RowList(_("Last rounds"), cards=False)
        content = column(
            self.decision_holder,
            self.others,
            CardPanel(self.status, self.facts, self.problem),
            self.pairing,
            self.set_aside_title,
            self.set_aside,
            self.settled_title,
            self.settled,
            self.rounds_title,
            self.rounds,
            STRETCH,
            spacing=12,
        )
        self.body.addWidget(scrolling(content), 1)
        self.pairing.hide()
        self._resting.timeout.connect(self._take_answers)
        self.model.decisions_changed.connect(self._show_decisions)
        self.model.overview_changed.connect(self._show_overview)
        self.others.chosen.connect(self._open_decision)
        worker.status_changed.connect(self._show_overview)
        worker.round_ended.connect(self._round_ended)
        worker.paired.connect(self._paired)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    def activated(self) -> None:
        self.model.load()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("1", _("Keep this one")),
            KeyEntry("2", _("Use this one")),
            KeyEntry("Ctrl+R", _("Sync now")),
        )

    # Decisions

    @Slot(object)
    def _show_decisions(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._show_open(came_by_itself=self._card is not None)
        self.settled.set_rows(
            [
                ListRow(
                    it.review_id,
                    join_facts(title_of(it), fields_of(it)),
                    icon="check",
                    icon_tone=Tone.POSITIVE,
                    trailing=self._settled_when(it.settled_by, it.settled_at),
                )
                for it in decisions.settled[:8]
            ]
        )
        for part in (self.settled, self.settled_title):
            part.setVisible(bool(decisions.settled))
        self._show_title()

    def _show_open(self, *, came_by_itself: bool) -> None:
        open_ones = {it.review_id: it for it in self._decisions.open}
        if self._shown not in open_ones:
            self._shown = next(iter(open_ones), "")
        self._show_card(open_ones.get(self._shown), came_by_itself=came_by_itself)
        others = [it for it in self._decisions.open if it.review_id != self._shown]
        self.others.set_rows([row_of(it) for it in others])
        self.others.setVisible(bool(others))

    def _show_card(self, decision: Decision | None, *, came_by_itself: bool) -> None:
        if self._card is None or self._card.decision != decision:
            clear_layout(self._decision_layout)
            self._card = None
            if decision is not None:
                self._card = DecisionCard(self._services, decision, partial(self._settle, decision.review_id))
                self._decision_layout.addWidget(self._card)
            if came_by_itself:
                # A second press in these moments was meant for the decision before.
                self.decision_holder.setEnabled(False)
                self._resting.start(QApplication.doubleClickInterval())
                return
        if not self._resting.isActive():
            self._take_answers()

    @Slot()
    def _take_answers(self) -> None:
        self.decision_holder.setEnabled(True)
        if self._had_keyboard and self._card is not None:
            self._card.keep.setFocus()
        self._had_keyboard = False

    def _settle(self, review_id: str, choice: str) -> None:
        self._had_keyboard = self.decision_holder.isAncestorOf(self.focusWidget() or self)
        self.decision_holder.setEnabled(False)
        self.model.settle(review_id, choice)

    def _settled_when(self, name: str, moment: str | None) -> str:
        return join_facts(name, self._moment(moment) if moment else "")

    def _show_title(self) -> None:
        count = len(self._decisions.open)
        if count:
            title = ngettext("{count} decision to take", "{count} decisions to take", count).format(
                count=count
            )
            self.set_title(
                title, _("The same information was changed in two places. Nothing was lost: choose.")
            )
        elif self._decisions.for_others:
            words = ngettext(
                "{count} decision is for a colleague to take. Nothing was lost.",
                "{count} decisions are for a colleague to take. Nothing was lost.",
                self._decisions.for_others,
            )
            self.set_title(_("Sync"), words.format(count=self._decisions.for_others))
        else:
            self.set_title(_("Sync"), _("No decision waits. Everything else merges by itself."))

    @Slot(str)
    def _open_decision(self, review_id: str) -> None:
        self._shown = review_id
        self._show_open(came_by_itself=False)

    # State

    @Slot(object)
    def _show_overview(self, overview: SyncOverview) -> None:
        status = overview.status
        line = sync_line(status, self._services.clock.now(), self._services.time_zone)
        self.status.set_text(line.text[:1].upper() + line.text[1:])
        self.facts.set_text(
            join_facts(
                overview.hub_address,
                overview.device_name,
                _("last tried {time}").format(time=self._moment(status.last_try)) if status.last_try else "",
            )
            if status.is_paired
            else _("This computer is not paired with a hub. Everything is saved here, encrypted.")
        )
        self.problem.setVisible(bool(status.problem))
        if status.problem:
            self.problem.set_text(sentence_for(ExpectedError(status.problem)))
        may_pair = allowed(self._services.staff.role, Permission.PAIR_DEVICE)
        self.pairing.setVisible(not status.is_paired and may_pair)
        self.sync_button.setEnabled(status.is_paired)
        self._show_set_aside(overview.set_aside)
        self.rounds.set_rows([self._round(number, it) for number, it in enumerate(overview.rounds[:10])])
        for part in (self.rounds, self.rounds_title):
            part.setVisible(bool(overview.rounds))

    def _round(self, number: int, one: SyncRound) -> ListRow:
        good = one.outcome == "ok"
        facts = join_facts(
            ngettext("{count} sent", "{count} sent", one.sent).format(count=format_number(one.sent)),
            ngettext("{count} received", "{count} received", one.received).format(
                count=format_number(one.received)
            ),
            "" if good else sentence_for(ExpectedError(one.code)),
        )
        return ListRow(
            str(number),
            facts,
            icon="cloud-check" if good else "cloud-off",
            icon_tone=Tone.POSITIVE if good else Tone.WARNING,
            trailing=self._moment(one.ended_at),
        )

    def _show_set_aside(self, changes: tuple[QuarantinedChange, ...]) -> None:
        clear_layout(self._set_aside_layout)
        for it in changes:
            change = it.change
            self._set_aside_layout.addWidget(
                CardPanel(
                    plain_label(join_facts(type_label(change.record_type), change.record_id)),
                    muted_label(sentence_for(ExpectedError(it.code)), wrapped=True),
                    row(
                        link_button(
                            _("Send again"), partial(self.model.send_again, change.counter), icon="refresh"
                        ),
                        link_button(
                            _("Give it up"), partial(self.model.give_up, change.counter), icon="trash"
                        ),
                        STRETCH,
                    ),
                )
            )
        for part in (self.set_aside, self.set_aside_title):
            part.setVisible(bool(changes))

    def _moment(self, moment: str) -> str:
        return format_moment(moment, self._services.clock.now(), self._services.time_zone)

    # Doing

    @Slot()
    def _sync_now(self) -> None:
        self.sync_button.setEnabled(False)
        self.sync_button.set_label(_("Syncing…"))
        self._worker.sync_now()

    @Slot(object)
    def _round_ended(self, error: ExpectedError | None) -> None:
        self.sync_button.setEnabled(True)
        self.sync_button.set_label(_("Sync now"))
        if self.isVisible():
            self.model.load()

    @Slot(object)
    def _paired(self, error: ExpectedError | None) -> None:
        if error is not None:
            self.pairing.show_problem(error)
            return
        self._services.notices.show(_("This computer is paired."))
        self.model.load()

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches("review"):
            self.model.load()
