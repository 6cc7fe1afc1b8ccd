"""A form beside a list: a problem is told where the button is, and what was typed stays."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    KitButton,
    column,
    heading,
    link_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.ui.widgets.writing_panel import WritingPanel
from integrhabitat_protocol.errors import ExpectedError


class FormPanel(WritingPanel):
    """`back` puts the form away, with Escape too. A subclass calls `show_form` once its fields are made.

    `subject` is the id of whom or what the form is about: what is typed in it is kept for that alone.
    """

    def __init__(
        self, name: str, back: Callable[[], None], *, back_words: str = "", subject: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._subject = subject
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.back_button = link_button(back_words or _("Back"), back, icon="arrow-left", keys="Esc")

    def show_form(
        self, title: str, *parts: QWidget, save: KitButton, first: QWidget, note: QWidget | None = None
    ) -> None:
        """Show the fields under the title, and `save` in sight below with a `note` above it; work begins in `first`."""
        self.save_button, self._first = save, first
        told = [self.problem] if note is None else [note, self.problem]
        self.show_content(
            heading(title),
            *parts,
            foot=column(*told, row(self.back_button, STRETCH, save, spacing=12)),
        )
        name_parts(self)
        self.watch_typing(title, self._subject)

    def begin(self) -> None:
        """Put the keyboard into the first field; once the form is in sight."""
        self._first.setFocus()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()
        self.save_button.setEnabled(True)
