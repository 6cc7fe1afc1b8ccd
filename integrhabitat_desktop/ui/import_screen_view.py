"""A screen that reads a file in steps: choose it, look at what it means, check, import. Nothing is half-imported."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_number
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.notices import Notices
from integrhabitat_desktop.ui.progress import ProgressReport
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    EmptyState,
    ProgressPanel,
    Screen,
    choose_file,
    choose_new_file,
    clear_layout,
    column,
    link_button,
    primary_button,
    scrolling,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_protocol.errors import ExpectedError


@dataclass(frozen=True, slots=True)
class ImportWords:
    """The title and what stands under it; what to choose, and what happens then; the screen one came from."""

    title: str
    subtitle: str
    choose: str
    promise: str
    back: str


class ImportScreen(Screen):
    """One step after the other, with what went wrong and how far it is above; going back is always possible.

    A screen of this kind says where one came from (`leave`), reads a file (`read`), and puts the panel of each step
    there with `show_step`. `begin` tells that work is under way, until the next step or `failed`.
    """

    def __init__(self, words: ImportWords, cancel: Callable[[], None]) -> None:
        super().__init__(words.title, words.subtitle)
        self._words = words
        self.back_button = link_button(words.back, self.leave, icon="arrow-left")
        self.choose_button = primary_button(
            _("Choose a file"), self._choose, icon="file-import", keys="Ctrl+O"
        )
        self.title_row.set_actions(self.back_button, self.choose_button)
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.progress = ProgressPanel(_("Working"), cancel)
        self.progress.hide()
        self.holder = QWidget()
        self._layout = QVBoxLayout(self.holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self.area = scrolling(column(self.problem, self.progress, self.holder, STRETCH, spacing=12))
        self.body.addWidget(self.area, 1)
        name_parts(self)
        self.show_start()

    def leave(self) -> None:
        """Go back to the screen one came from."""
        raise NotImplementedError

    def read(self, path: Path) -> None:
        """Read a file and show what it is taken for."""
        raise NotImplementedError

    def activated(self) -> None:
        self.choose_button.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (KeyEntry("Ctrl+O", _("Choose a file")), KeyEntry("Ctrl+Enter", _("Go on")))

    def show_start(self) -> None:
        """Nothing is chosen yet."""
        self.show_step(EmptyState("file-import", self._words.choose, self._words.promise))

    def show_step(self, panel: QWidget) -> None:
        """The work is done: show the panel of the next step in the place of the one before."""
        self.problem.hide()
        self.progress.hide()
        clear_layout(self._layout)
        self.holder.setEnabled(True)
        self._layout.addWidget(panel)
        # The layout shows it later, and what is not shown takes no focus.
        panel.show()
        self.area.verticalScrollBar().setValue(0)

    def begin(self, words: str) -> None:
        """Work is under way; the step stays in sight and takes nothing."""
        self.problem.hide()
        self.progress.title.set_text(words)
        self.progress.show()
        self.holder.setEnabled(False)

    @Slot(object)
    def show_progress(self, report: ProgressReport) -> None:
        """How many rows are done."""
        words = _("{done} of {total} rows").format(
            done=format_number(report.done), total=format_number(report.total)
        )
        self.progress.set_progress(report.done, report.total, words, report.seconds_left)

    def failed(self, error: ExpectedError) -> None:
        """Say what went wrong; the step is as it was."""
        self.progress.hide()
        self.holder.setEnabled(True)
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def save_problems(
        self, source: Path, save: Callable[[Path, Callable[[], None]], None], notices: Notices
    ) -> None:
        """Ask where to write the rows with problems; `save` writes them and calls back."""
        name = f"{source.stem}-problems.xlsx"
        target = choose_new_file(self, _("Save the problems"), name, "*.xlsx *.csv")
        if target is not None:
            save(target, lambda: notices.show(_("Saved as {name}.").format(name=target.name)))

    def _choose(self) -> None:
        path = choose_file(self, self._words.choose, "*.xlsx *.csv *.txt")
        if path is not None:
            self.read(path)
