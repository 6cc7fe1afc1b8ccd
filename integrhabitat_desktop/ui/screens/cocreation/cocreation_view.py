"""What a group finds about a theme: problem tree and matrix of the same contributions, written while they talk."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from integrhabitat_desktop.domain.cocreation_rules import (
    DEMAND,
    PROPOSED,
    counted_by_status,
    element_after,
    solutions_of,
)
from integrhabitat_desktop.i18n import _, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.notices import NoticeKind
from integrhabitat_desktop.ui.screens.cocreation.beside_board_view import BesideBoard
from integrhabitat_desktop.ui.screens.cocreation.board_keys import board_keys_sheet
from integrhabitat_desktop.ui.screens.cocreation.board_view import TREE, BoardView
from integrhabitat_desktop.ui.screens.cocreation.cocreation_view_model import CocreationViewModel, Wanted
from integrhabitat_desktop.ui.screens.cocreation.proposals_panel_view import counts_sentence
from integrhabitat_desktop.ui.screens.cocreation.writing_line_view import Typed, WritingLine
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    Banner,
    Screen,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.keep_cocreation import Board
from integrhabitat_protocol.errors import ExpectedError

_SHOWN = ("cocreation_item", "activity", "activity_session", "enrolment", "person", "restriction", "erasure")
_LINE = "line."
_LARGE_LETTERS = 150


class CocreationView(Screen):
    """One activity. Opened with its id."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Co-creation"))
        self.setObjectName("cocreation")
        self._services = services
        self._board: Board | None = None
        self._drafts: dict[str, str] = {}
        self._place = ("", "", "")
        self._last_written = ""
        self._has_news = False
        self.model = CocreationViewModel(services)
        self.back_button = secondary_button(_("Activities"), self._go_back, icon="arrow-left")
        self.back_button.setObjectName("back_to_activities")
        self.print_button = secondary_button(_("Print"), self._open_print, icon="printer", keys="Ctrl+P")
        self.title_row.set_actions(self.back_button, self.print_button)
        self.board = BoardView(self.model)
        self.news = Banner(
            "", Tone.PRIMARY, action=_("Show them"), clicked=self._open_proposals, icon="history"
        )
        self.news.hide()
        self.right = BesideBoard(services, self.model, self.board)
        self.writing = WritingLine()
        self.writing.hide()
        both = row(self.board, self.right, spacing=20)
        layout = both.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 52)
            layout.setStretch(1, 48)
        self.body.addWidget(self.board.head)
        self.body.addWidget(self.news)
        self.body.addWidget(both, 1)
        self.body.addWidget(self.writing)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.right.open_current)
        self._connect()
        name_parts(self)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.written.connect(self._written)
        self.model.refused.connect(self._refused)
        self.board.current_changed.connect(self._current)
        self.board.shown_changed.connect(self._shown)
        self.board.reword_wanted.connect(self._reword)
        self.board.write_wanted.connect(self.writing.begin)
        self.right.changed.connect(self._arrange)
        self.writing.submitted.connect(self._submit)
        self.writing.target_wanted.connect(self._show_target)
        self.writing.left.connect(self.board.take_keyboard)
        self._services.changes.changed.connect(self._reload)

    # What the window asks

    def activated(self) -> None:
        self.model.reload()
        self._take_keyboard()

    def opened_with(self, argument: str) -> None:
        if argument == self.model.activity_id:
            self.model.reload()
        elif self._may_leave():
            self._board = None
            self.model.open(argument)

    def _may_leave(self) -> bool:
        """Whether nothing is typed here that belongs to the group that is shown."""
        if not self.right.may_be_left(self._services.notices):
            return False
        if self._board is not None and self.writing.draft_texts():
            words = _("Something is still being written in “{title}”. Save or clear it first.")
            self._services.notices.show(words.format(title=self._board.title), kind=NoticeKind.WARNING)
            self.writing.line.setFocus()
            return False
        return True

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            *board_keys_sheet(),
            KeyEntry(_("Tab"), _("While writing: write it, and go on with what belongs to it")),
            KeyEntry("Ctrl+Enter", _("Save although it looks like a name")),
        )

    def place(self) -> str:
        return "|".join(
            (self.model.activity_id, self.board.theme(), self.board.view(), self.board.current_id())
        )

    def restore_place(self, place: str) -> None:
        activity_id, theme, view, item_id = (place.split("|") + [""] * 4)[:4]
        self._place = (theme, view, item_id)
        self.opened_with(activity_id)

    def draft_texts(self) -> dict[str, str]:
        texts = {_LINE + key: words for key, words in self.writing.draft_texts().items()}
        texts |= self.right.draft_texts()
        if not texts:
            return {}
        return {**texts, "activity": self.model.activity_id, "theme": self.board.theme()}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._drafts = texts
        if not self._place[0]:
            self._place = (texts.get("theme", ""), TREE, "")
        self.opened_with(texts.get("activity", ""))

    # What is shown

    @Slot(object)
    def _show(self, board: Board) -> None:
        is_first, self._board = self._board is None, board
        count = ngettext("{count} contribution", "{count} contributions", len(board.items))
        self.set_title(board.title, join_facts(_("Co-creation"), count.format(count=len(board.items))))
        self.writing.set_names(board.names)
        theme, view, item_id = self._place
        self._place = ("", "", "")
        self.board.show_board(board)
        if theme:
            self.board.set_theme(theme)
        if view:
            self.board.set_view(view)
        if item_id:
            self.board.select(item_id)
        self._show_news(board)
        self.right.show_board(board)
        self._shown()
        if self._drafts:
            self._bring_back()
        elif is_first:
            self._take_keyboard()

    def _show_news(self, board: Board) -> None:
        """What became of the solutions, above everything else whenever the group meets again."""
        solutions = solutions_of(board.items)
        went_on = [it for it in solutions if it.status not in (None, PROPOSED)]
        self._has_news = bool(went_on)
        met, facts = board.last_met_on, counts_sentence(counted_by_status(solutions))
        lately = sum((it.status_on or "") >= met for it in went_on) if met else 0
        if met and lately:
            words = ngettext("{count} went on since {day}", "{count} went on since {day}", lately)
            since = words.format(count=lately, day=format_date(met))
            # Where letters are large, one line has to do; the panel says the rest.
            facts = since if theme().zoom >= _LARGE_LETTERS else join_facts(facts, since)
        self.news.set_text(_("What became of your proposals: {facts}").format(facts=facts))

    @Slot()
    def _shown(self) -> None:
        self.right.drawing.show_tree(self.board.tree())
        self._arrange()
        self._current(self.board.current_id())

    def _arrange(self) -> None:
        is_filling_in, is_large = self.right.is_filling_in(), theme().zoom >= _LARGE_LETTERS
        # Where letters are large there is room for one thing at a time.
        self.right.setVisible(is_filling_in or (self.board.view() == TREE and not is_large))
        has_room = not (is_large and is_filling_in)
        self.writing.setVisible(has_room and self._board is not None and self._board.may_write)
        self.news.setVisible(has_room and self._has_news)

    @Slot(str)
    def _current(self, item_id: str) -> None:
        if item_id != self._last_written:
            self._last_written = ""
        self.right.drawing.choose(item_id)
        if not self.writing.words() and not self.writing.element.combo.hasFocus():
            self.writing.element.set_value(self.board.usual_element())
        self._show_target()

    @Slot()
    def _show_target(self) -> None:
        self.writing.set_target(self.board.target_words(self.writing.element.value() or DEMAND))

    def _take_keyboard(self) -> None:
        if self._board is not None and not self.board.tree() and self._board.may_write:
            self.writing.begin()
        else:
            self.board.take_keyboard()

    def _bring_back(self) -> None:
        texts, self._drafts = self._drafts, {}
        items = {it.id: it for it in self._board.items} if self._board is not None else {}
        self.writing.restore_draft(
            {key.removeprefix(_LINE): words for key, words in texts.items() if key.startswith(_LINE)}, items
        )
        self._show_target()
        panel, item_id = self.right.keep_drafts(texts) or ("", "")
        if panel and item_id:
            self.right.open_details(item_id)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and any(changed.touches(it) for it in _SHOWN):
            self.model.reload()

    # Writing

    @Slot(object)
    def _submit(self, typed: Typed) -> None:
        if typed.rewords:
            self.model.change(
                typed.rewords,
                {"words": typed.words},
                names_nobody=typed.names_nobody,
                done=self._reworded,
                failed=lambda error: self.writing.warn(sentence_for(error)),
            )
            return
        # What was just written may not be shown yet, and still be written; the next one goes with it all the same.
        anchor, follows = self._last_written or self.board.anchor(), self.model.is_writing()
        self.model.write(
            Wanted(self.board.theme(), typed.element, typed.words, anchor, follows, typed.names_nobody)
        )
        # A theme has one problem as a rule; what is said next is why.
        step = typed.step or (1 if typed.element == DEMAND else 0)
        self.writing.element.set_value(element_after(typed.element, step) if step else typed.element)
        self._show_target()

    @Slot(str)
    def _written(self, item_id: str) -> None:
        self._last_written = item_id
        self.board.select(item_id)

    @Slot(str)
    def _reword(self, item_id: str) -> None:
        item = self.board.item(item_id)
        if item is not None:
            self.writing.begin_rewording(item)

    def _reworded(self) -> None:
        self.writing.end_rewording()
        self.board.take_keyboard()

    @Slot(object, object)
    def _refused(self, wanted: Wanted, error: ExpectedError) -> None:
        self.writing.come_back(wanted.words, sentence_for(error))

    def _open_print(self) -> None:
        self.right.open_print()

    def _open_proposals(self) -> None:
        self.right.open_proposals()

    def _go_back(self) -> None:
        self._services.navigator.open_screen("activities")
