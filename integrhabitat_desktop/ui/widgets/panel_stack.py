"""The right side of a screen: panels that stand there, and at most one that was opened for a while."""

from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

P = TypeVar("P", bound=QWidget)


class PanelStack(QStackedWidget):
    """The `standing` panels are shown by `setCurrentWidget`; a form or the like is opened and put away."""

    def __init__(self, *standing: QWidget) -> None:
        super().__init__()
        self._opened: QWidget | None = None
        for panel in standing:
            self.addWidget(panel)

    def is_filling_in(self) -> bool:
        """Whether a panel is open that must not be taken away from whoever works in it."""
        return self._opened is not None

    def opened(self, kind: type[P]) -> P | None:
        """The open panel where it is of this kind."""
        return self._opened if isinstance(self._opened, kind) else None

    def open(self, panel: QWidget) -> None:
        """Show a panel for a while, in the place of the one that was open."""
        self._drop()
        self._opened = panel
        self.addWidget(panel)
        self.setCurrentWidget(panel)

    def put_away(self, then: QWidget) -> None:
        """End the open panel and show `then` in its place; nothing where none is open."""
        if self._opened is not None:
            self._drop()
            self.setCurrentWidget(then)

    def _drop(self) -> None:
        panel, self._opened = self._opened, None
        if panel is not None:
            self.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
