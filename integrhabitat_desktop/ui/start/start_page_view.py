"""The frame of every start page: a calm card in the middle, with title, fields, one primary action."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CardPanel,
    heading,
    muted_label,
    row,
    scrolling,
)
from integrhabitat_protocol.errors import ExpectedError

_WIDTH = 560


class StartPage(QWidget):
    """A page with `content` between its title and its buttons; an error shows as a sentence above the buttons."""

    def __init__(self, title: str, text: str = "", *, width: int = _WIDTH) -> None:
        super().__init__()
        self.setProperty("kit", "canvas")
        self.setAccessibleName(title)
        self.card = CardPanel(padding=32, spacing=14)
        self.card.setFixedWidth(theme().px(width))
        self.card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.card.body.addWidget(heading(title, elided=False))
        if text:
            self.card.body.addWidget(muted_label(text, wrapped=True))
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.content = QVBoxLayout()
        self.content.setSpacing(theme().px(14))
        self.card.body.addLayout(self.content)
        self.card.body.addWidget(self.problem)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(theme().px(24), theme().px(24), theme().px(24), theme().px(24))
        layout.addStretch(1)
        # Not an alignment: an aligned widget gets its size hint, which knows nothing of wrapped lines.
        layout.addWidget(row(STRETCH, self.card, STRETCH))
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(middle))

    def add(self, *widgets: QWidget) -> None:
        """Put parts under the title, in tab order."""
        for widget in widgets:
            self.content.addWidget(widget)

    def add_buttons(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """The last row of the page: quiet actions left, the primary one at the right end."""
        self.card.body.addSpacing(theme().px(6))
        self.card.body.addWidget(row(*left, STRETCH, *right, spacing=12))

    def show_problem(self, error: ExpectedError) -> None:
        """Say what went wrong; what was typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def clear_problem(self) -> None:
        """Forget the last problem."""
        self.problem.hide()

    def shown(self) -> None:
        """The page is on screen now: put the focus where work begins."""
