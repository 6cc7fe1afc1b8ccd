"""What stands beside the tree: its drawing, or one contribution in full, what became of the proposals, printing."""

from PySide6.QtCore import Signal, Slot

from integrhabitat_desktop.domain.cocreation_rules import Contribution, counted_by_status, solutions_of
from integrhabitat_desktop.domain.name_folding import fold
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.screens.cocreation.board_view import BoardView
from integrhabitat_desktop.ui.screens.cocreation.cocreation_view_model import CocreationViewModel
from integrhabitat_desktop.ui.screens.cocreation.contribution_form_view import ContributionForm
from integrhabitat_desktop.ui.screens.cocreation.print_panel_view import PrintPanel, matrix_words
from integrhabitat_desktop.ui.screens.cocreation.proposals_panel_view import ProposalsPanel
from integrhabitat_desktop.ui.screens.cocreation.tree_drawing_view import TreeDrawing
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import PanelStack, choose_new_file
from integrhabitat_desktop.use_cases.keep_cocreation import Board, StatusVersion
from integrhabitat_desktop.use_cases.print_cocreation import CocreationPaper, PageSize
from integrhabitat_protocol.record_type import Values

_LONGEST_NAME = 40


class BesideBoard(PanelStack):
    """The drawing stands here; the others are opened for a while. `changed` tells that one came or went."""

    changed = Signal()

    def __init__(self, services: ScreenServices, model: CocreationViewModel, board: BoardView) -> None:
        self.drawing = TreeDrawing()
        super().__init__(self.drawing)
        self.setObjectName("beside_board")
        self._services, self._model, self._view = services, model, board
        self._board: Board | None = None
        model.history_read.connect(self._show_history)
        board.details_wanted.connect(self.open_details)
        self.drawing.chosen.connect(board.select)

    def show_board(self, board: Board) -> None:
        """What another computer changed meanwhile follows in the open form, but for what is typed in it."""
        self._board = board
        form, panel = self.opened(ContributionForm), self.opened(ProposalsPanel)
        if panel is not None:
            self._fill(panel)
        if form is None:
            return
        item = self._item(form.item_id)
        if item is not None:
            form.take_meanwhile(item)
        elif not form.is_typed_in():
            self._put_away()

    def _item(self, item_id: str) -> Contribution | None:
        items = self._board.items if self._board is not None else ()
        return next((it for it in items if it.id == item_id), None)

    def _may_open(self) -> bool:
        return self._board is not None and self.may_be_left(self._services.notices)

    def open_current(self) -> None:
        """Show the chosen contribution in full."""
        self.open_details(self._view.current_id())

    @Slot(str)
    def open_details(self, item_id: str) -> None:
        """Show a contribution in full, to be changed."""
        board, item = self._board, self._item(item_id)
        if board is None or item is None or not board.may_write or not self._may_open():
            return
        self._view.set_theme(item.theme)
        form = ContributionForm(
            self._services, item, self._view.possible_parents(item), board.names, self._save, self._put_away
        )
        self.open(form)
        self.bring_back()
        self.changed.emit()
        form.begin()
        self._model.read_history(item_id)

    def _save(self, values: Values, names_nobody: bool) -> None:
        form = self.opened(ContributionForm)
        if form is None or not values:
            self._put_away()
            return
        self._model.change(
            form.item_id, values, names_nobody=names_nobody, done=self._put_away, failed=form.show_problem
        )

    @Slot(str, object)
    def _show_history(self, item_id: str, versions: tuple[StatusVersion, ...]) -> None:
        form = self.opened(ContributionForm)
        if form is not None and form.item_id == item_id:
            form.show_history(versions)

    @Slot()
    def _put_away(self) -> None:
        self.put_away(self.drawing)
        self.changed.emit()
        self._view.take_keyboard()

    def open_proposals(self) -> None:
        """Show what became of the proposals."""
        if not self._may_open():
            return
        panel = ProposalsPanel(
            self._put_away, lambda: self.open_print(CocreationPaper.PROPOSALS), self._go_to
        )
        self._fill(panel)
        self.open(panel)
        self.changed.emit()
        panel.list.setFocus()

    def _fill(self, panel: ProposalsPanel) -> None:
        solutions = solutions_of(self._board.items if self._board is not None else ())
        panel.show_solutions(solutions, counted_by_status(solutions))

    def _go_to(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is not None:
            self._view.set_theme(item.theme)
            self._view.select(item_id)
            self._view.take_keyboard()

    def open_print(self, paper: CocreationPaper | None = None) -> None:
        """Offer what can be printed."""
        if not self._may_open():
            return
        panel = PrintPanel(self._save_paper, self._put_away, self._services.settings.appearance.country)
        self.open(panel)
        self.changed.emit()
        panel.begin(paper)

    def _save_paper(self, paper: CocreationPaper | None, page_size: PageSize) -> None:
        if self._board is None:
            return
        ending, patterns = ("pdf", "*.pdf") if paper is not None else ("xlsx", "*.xlsx *.csv")
        title = fold(self._board.title).replace(" ", "-")[:_LONGEST_NAME]
        name = f"{title}-{self._services.today().isoformat()}.{ending}"
        target = choose_new_file(self, _("Save the file"), name, patterns)
        if target is None:
            return
        if paper is None:
            self._model.save_matrix(target, matrix_words())
        else:
            self._model.save_paper(target, self._view.theme(), paper, page_size)
