"""What the screen of a group's contributions does, without a widget: read, write in order, vote, move, print."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from integrhabitat_desktop.domain.cocreation_rules import Contribution, parent_for
from integrhabitat_desktop.domain.problem_tree import Placing
from integrhabitat_desktop.i18n import _, ngettext
from integrhabitat_desktop.ui.background_runner import Failed
from integrhabitat_desktop.ui.saved_file import write_asked_file
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.undoable import run_undoable
from integrhabitat_desktop.use_cases import keep_cocreation
from integrhabitat_desktop.use_cases.desk import Desk
from integrhabitat_desktop.use_cases.keep_cocreation import Board, NewContribution, RecordChange
from integrhabitat_desktop.use_cases.print_cocreation import (
    CocreationPaper,
    FileForm,
    MatrixWords,
    PageSize,
    export_matrix,
    print_cocreation,
)
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_type import Value


@dataclass(frozen=True, slots=True)
class Wanted:
    """A contribution that waits to be written; with `follows` it goes where the one before it was written."""

    theme: str
    element: str
    words: str
    anchor: str | None
    follows: bool = False
    names_nobody: bool = False


class CocreationViewModel(QObject):
    """Signals carry what the use cases give. Contributions are written in the order they were typed, each at once."""

    loaded = Signal(object)  # a Board
    written = Signal(str)  # the id of a new contribution
    refused = Signal(object, object)  # a Wanted that was not written, an ExpectedError
    history_read = Signal(str, object)  # an id, a tuple of StatusVersion

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services, self._runner = services, services.runner
        self.activity_id = ""
        self._items: dict[str, Contribution] = {}
        self._waiting: deque[Wanted] = deque()
        self._is_writing = False
        self._last = ""
        self._voted: tuple[str, tuple[RecordChange, ...]] = ("", ())
        self._votes_on_their_way = 0

    def open(self, activity_id: str) -> None:
        """Show the contributions of an activity."""
        self.activity_id = activity_id
        self._voted = ("", ())
        self.reload()

    def reload(self) -> None:
        """Read them again."""
        activity_id = self.activity_id
        if activity_id:
            self._runner.run(
                lambda desk: keep_cocreation.open_board(desk, activity_id), self._loaded, key="board"
            )

    def _loaded(self, board: Board) -> None:
        # A board read before a vote was saved would count it away; saving it announces a newer one.
        if board.activity_id == self.activity_id and not self._votes_on_their_way:
            self._items = {it.id: it for it in board.items}
            self.loaded.emit(board)

    # Writing

    def write(self, wanted: Wanted) -> None:
        """Write a contribution, after those that still wait."""
        self._waiting.append(wanted)
        self._write_next()

    def is_writing(self) -> bool:
        """Whether something that was typed is not written yet."""
        return self._is_writing

    def _write_next(self) -> None:
        if self._is_writing or not self._waiting:
            return
        self._is_writing = True
        wanted = self._waiting.popleft()
        anchor = self._last if wanted.follows and self._last else wanted.anchor
        # Themes are trees of their own.
        items = {it.id: it for it in self._items.values() if it.theme == wanted.theme}
        new = NewContribution(
            wanted.theme, wanted.element, wanted.words, parent_for(wanted.element, anchor, items)
        )
        activity_id = self.activity_id

        def done(changes: tuple[RecordChange, ...]) -> None:
            self._is_writing = False
            made = changes[0].record_id
            self._last = made
            self._items[made] = Contribution(made, new.theme, new.element, new.words, new.parent)
            self.written.emit(made)
            self._write_next()

        def failed(error: ExpectedError) -> None:
            self._is_writing = False
            self.refused.emit(wanted, error)
            self._write_next()

        run_undoable(
            self._services,
            lambda desk: keep_cocreation.write_contribution(
                desk, activity_id, new, names_nobody=wanted.names_nobody
            ),
            _("Written down."),
            keep_cocreation.take_back_changes,
            then=done,
            failed=failed,
        )

    def change(
        self,
        item_id: str,
        values: Mapping[str, Value],
        *,
        names_nobody: bool,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Change a contribution."""
        run_undoable(
            self._services,
            lambda desk: keep_cocreation.change_contribution(
                desk, item_id, values, names_nobody=names_nobody
            ),
            _("Changed."),
            keep_cocreation.take_back_changes,
            then=lambda _changes: done(),
            failed=failed,
        )

    def vote(self, item_id: str, votes: int) -> None:
        """Set the votes. Counting up key by key is taken back as one."""

        self._votes_on_their_way += 1

        def done(changes: tuple[RecordChange, ...]) -> None:
            self._votes_on_their_way -= 1
            before = self._voted[1] if self._voted[0] == item_id else ()
            self._voted = (item_id, (*before, *changes))
            words = ngettext("{count} vote.", "{count} votes.", votes).format(count=votes)
            self._services.notices.show(words, undo=self._take_votes_back)

        def failed(error: ExpectedError) -> None:
            self._votes_on_their_way -= 1
            self._told(error)

        self._runner.run(
            lambda desk: keep_cocreation.change_contribution(desk, item_id, {"votes": votes}),
            done,
            failed,
        )

    def end_voting(self, chosen: str) -> None:
        """Another contribution was chosen: the next vote begins a counting of its own."""
        if self._voted[0] != chosen:
            self._voted = ("", ())

    def _take_votes_back(self) -> None:
        changes, self._voted = self._voted[1], ("", ())
        self._runner.run(
            lambda desk: keep_cocreation.take_back_changes(desk, changes),
            lambda _nothing: self._services.notices.show(_("Taken back.")),
        )

    def place(self, item_id: str, placing: Placing) -> None:
        """Put a contribution elsewhere."""
        run_undoable(
            self._services,
            lambda desk: keep_cocreation.place_contribution(desk, item_id, placing),
            _("Moved."),
            keep_cocreation.take_back_changes,
            failed=self._told,
        )

    def delete(self, item_id: str, count: int) -> None:
        """Delete a contribution; `count` with all that belongs to it."""
        words = ngettext("{count} contribution deleted.", "{count} contributions deleted.", count)
        run_undoable(
            self._services,
            lambda desk: keep_cocreation.delete_contribution(desk, item_id),
            words.format(count=count),
            keep_cocreation.take_back_changes,
            failed=self._told,
        )

    def read_history(self, item_id: str) -> None:
        """Read how a solution went on."""
        self._runner.run(
            lambda desk: keep_cocreation.view_status_history(desk, item_id),
            lambda versions: self.history_read.emit(item_id, versions),
            key="status-history",
        )

    def _told(self, error: ExpectedError) -> None:
        self._services.notices.show_error(error)
        self.reload()

    # Paper

    def save_paper(self, target: Path, theme: str, paper: CocreationPaper, page_size: PageSize) -> None:
        """Write a PDF to a file."""
        activity_id = self.activity_id

        def work(desk: Desk) -> None:
            write_asked_file(target, print_cocreation(desk, activity_id, theme, paper, page_size=page_size))

        self._runner.run(work, lambda _nothing: self._saved(target))

    def save_matrix(self, target: Path, words: MatrixWords) -> None:
        """Write the matrices of all themes as a spreadsheet."""
        activity_id = self.activity_id

        def work(desk: Desk) -> None:
            write_asked_file(target, export_matrix(desk, activity_id, FileForm.of_name(target), words))

        self._runner.run(work, lambda _nothing: self._saved(target))

    def _saved(self, target: Path) -> None:
        self._services.notices.show(_("Saved as {name}.").format(name=target.name))
