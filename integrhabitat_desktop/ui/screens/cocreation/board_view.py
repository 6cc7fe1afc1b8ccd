"""The contributions to one theme as a tree and as a matrix, and what can be done with the chosen one."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget

from integrhabitat_desktop.domain.cocreation_rules import (
    CAUSE,
    DEMAND,
    Contribution,
    may_stand_under,
    parent_for,
    ranks,
    solutions_of,
)
from integrhabitat_desktop.domain.problem_tree import (
    Branch,
    Placing,
    indented,
    listed,
    matrix_rows,
    moved,
    problem_tree,
    under,
)
from integrhabitat_desktop.i18n import _, code_choices, code_label
from integrhabitat_desktop.ui.screens.cocreation.board_keys import BoardCommands, BoardKeys
from integrhabitat_desktop.ui.screens.cocreation.board_tools_view import BoardTools
from integrhabitat_desktop.ui.screens.cocreation.cocreation_view_model import CocreationViewModel
from integrhabitat_desktop.ui.screens.cocreation.matrix_view import MatrixTable
from integrhabitat_desktop.ui.screens.cocreation.outline_view import Outline
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import STRETCH, ChoiceField, SegmentedField, row
from integrhabitat_desktop.use_cases.keep_cocreation import Board

TREE: Final = "TREE"
MATRIX: Final = "MATRIX"


class BoardView(QStackedWidget):
    """Tree or matrix. `head` stands above it: theme, view and tools. `current_changed` tells an id, "" for none."""

    current_changed = Signal(str)
    shown_changed = Signal()  # another theme or view
    reword_wanted = Signal(str)
    write_wanted = Signal(str)
    details_wanted = Signal(str)

    def __init__(self, model: CocreationViewModel) -> None:
        super().__init__()
        self._model = model
        self._board: Board | None = None
        self._items: dict[str, Contribution] = {}
        self._tree: tuple[Branch, ...] = ()
        self._show_next = ""
        self.keys = BoardKeys(
            BoardCommands(
                reword=self.reword_wanted.emit,
                write=self.write_wanted.emit,
                votes=self._votes,
                set_votes=self._set_votes,
                move=partial(self._place, moved),
                indent=partial(self._place, indented),
                delete=self._delete,
            )
        )
        self.outline = Outline(self.keys)
        self.matrix = MatrixTable(self.keys)
        self.addWidget(self.outline)
        self.addWidget(self.matrix)
        self.theme_field = ChoiceField("", code_choices("cocreation_theme"), empty="", value="HOUSING")
        self.theme_field.setObjectName("theme")
        self.theme_field.combo.setAccessibleName(_("Theme"))
        self.theme_field.setMinimumWidth(theme().px(220))
        self.theme_field.setMaximumWidth(theme().px(440))
        self.view_field = SegmentedField("", [(TREE, _("Tree")), (MATRIX, _("Matrix"))], value=TREE)
        self.view_field.setObjectName("view")
        self.tools = BoardTools(self._do)
        self.head = row(self.theme_field, self.view_field, STRETCH, self.tools, spacing=12)
        layout = self.head.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 4)
            layout.setStretch(2, 1)
        self.view_field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.outline.current_changed.connect(self._current)
        self.matrix.cell_changed.connect(self._current)
        self.theme_field.changed.connect(self._another)
        self.view_field.changed.connect(self._another)

    # What is shown

    def show_board(self, board: Board) -> None:
        """Show a board; theme and chosen contribution stay."""
        is_another = self._board is None or self._board.activity_id != board.activity_id
        self._board = board
        self.keys.may_write = board.may_write
        self.tools.setVisible(board.may_write)
        counts = {it.theme: len(board.of_theme(it.theme)) for it in board.items}
        self.theme_field.set_choices(
            [
                (code, f"{label} ({counts[code]})" if code in counts else label)
                for code, label in _themes(counts)
            ]
        )
        if is_another and counts and self.theme() not in counts:
            self.theme_field.set_value(next(code for code, _label in _themes(counts) if code in counts))
        self._show()

    def _show(self) -> None:
        if self._board is None:
            return
        items = self._board.of_theme(self.theme())
        self._items = {it.id: it for it in items}
        self._tree = problem_tree(items)
        self.outline.show_tree(self._tree)
        self.matrix.show_rows(matrix_rows(self._tree), ranks(solutions_of(items)))
        if self._show_next in self._items:
            self.select(self._show_next)
            self._show_next = ""
        elif not self.outline.current_id() and self._tree:
            self.outline.select(self._tree[0].item.id)

    def tree(self) -> tuple[Branch, ...]:
        """The tree of the theme that is shown."""
        return self._tree

    def theme(self) -> str:
        """The code of the theme that is shown."""
        return self.theme_field.value() or "HOUSING"

    def set_theme(self, code: str) -> None:
        """Show another theme."""
        if code != self.theme():
            self.theme_field.set_value(code)
            self._another()

    def view(self) -> str:
        """TREE or MATRIX."""
        return self.view_field.value() or TREE

    def set_view(self, view: str) -> None:
        """Show the tree or the matrix."""
        if view != self.view():
            self.view_field.set_value(view)
            self._another()

    def item(self, item_id: str) -> Contribution | None:
        """A contribution to the theme that is shown."""
        return self._items.get(item_id)

    def current_id(self) -> str:
        """The chosen contribution, "" for none."""
        return self.matrix.current_id() if self.view() == MATRIX else self.outline.current_id()

    def select(self, item_id: str) -> None:
        """Choose a contribution; one that is not there yet as soon as it is."""
        if item_id not in self._items:
            self._show_next = item_id
            return
        self.outline.select(item_id)
        self.matrix.select(item_id)

    def take_keyboard(self) -> None:
        """Put the keyboard into tree or matrix."""
        (self.matrix if self.view() == MATRIX else self.outline).setFocus()

    # Where a new one would go

    def anchor(self) -> str | None:
        """The contribution that a new one is put beside or under."""
        if self.view() == MATRIX:
            cause = self.matrix.matrix.cause_at(self.matrix.currentIndex())
            return self.matrix.current_id() or (cause.id if cause is not None else None)
        return self.outline.current_id() or None

    def usual_element(self) -> str:
        """The element that somebody is most likely to write here."""
        if not self._items:
            return DEMAND
        if self.view() == MATRIX:
            return self.matrix.matrix.element_of(self.matrix.currentIndex())
        chosen = self._items.get(self.outline.current_id())
        return CAUSE if chosen is None or chosen.element == DEMAND else chosen.element

    def target_words(self, element: str) -> str:
        """Where a new contribution of this element would go."""
        label = code_label("cocreation_element", element)
        parent = self._items.get(parent_for(element, self.anchor(), self._items) or "")
        if parent is None:
            return label
        return _("{element} · belongs to “{words}”").format(element=label, words=parent.words)

    def possible_parents(self, item: Contribution) -> list[tuple[str, str]]:
        """What a contribution could belong to: ids and words."""
        own = {it.id for it in under(self._tree, item.id)}
        return [
            (it.id, it.words)
            for it, _depth in listed(self._tree)
            if it.id not in own and may_stand_under(item.element, it.element)
        ]

    # What is done with the chosen one

    def _do(self, tool: str) -> None:
        item_id = self.current_id()
        if not item_id:
            return
        votes = self._votes(item_id)
        commands: dict[str, Callable[[], object]] = {
            "more_votes": lambda: self._set_votes(item_id, votes + 1),
            "fewer_votes": lambda: self._set_votes(item_id, max(0, votes - 1)),
            "up": lambda: self._place(moved, item_id, -1),
            "down": lambda: self._place(moved, item_id, 1),
            "out": lambda: self._place(indented, item_id, -1),
            "under": lambda: self._place(indented, item_id, 1),
            "reword": lambda: self.reword_wanted.emit(item_id),
            "details": lambda: self.details_wanted.emit(item_id),
            "delete": lambda: self._delete(item_id),
        }
        commands[tool]()

    def _votes(self, item_id: str) -> int:
        shown = self.outline.tree_model.item(item_id)
        return (shown.votes or 0) if shown is not None else 0

    def _set_votes(self, item_id: str, votes: int) -> None:
        # Shown at once: the next key already counts on it.
        self.outline.tree_model.set_votes(item_id, votes)
        self.matrix.matrix.set_votes(item_id, votes)
        self._model.vote(item_id, votes)

    def _place(
        self, rule: Callable[[tuple[Branch, ...], str, int], Placing | None], item_id: str, step: int
    ) -> None:
        placing = rule(self._tree, item_id, step)
        if placing is not None:
            self._show_next = item_id
            self._model.place(item_id, placing)

    def _delete(self, item_id: str) -> None:
        order = [it.id for it, _depth in listed(self._tree)]
        gone = {it.id for it in under(self._tree, item_id)}
        if item_id in order:
            stays = [it for it in order[order.index(item_id) :] if it not in gone]
            before = order[: order.index(item_id)]
            self.select(stays[0] if stays else before[-1] if before else "")
            self._model.delete(item_id, len(gone))

    @Slot()
    def _another(self) -> None:
        kept = self.outline.current_id()
        is_matrix = self.view() == MATRIX
        self.setCurrentWidget(self.matrix if is_matrix else self.outline)
        self._show()
        if is_matrix and kept:
            self.matrix.select(kept)
        self.shown_changed.emit()

    @Slot(str)
    def _current(self, item_id: str) -> None:
        if self.sender() is self.currentWidget():
            self._model.end_voting(item_id)
            self.current_changed.emit(item_id)


def _themes(counts: dict[str, int]) -> list[tuple[str, str]]:
    known = code_choices("cocreation_theme")
    return [*known, *((code, code) for code in sorted(counts.keys() - {code for code, _label in known}))]
