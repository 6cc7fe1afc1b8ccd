"""The place for the screens: as large as the window leaves room, never as high as a list would like to be."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QWidget):
    """Holds the stack of screens without a layout: a layout would ask for the height of all wrapped text, and the
    whole screen would scroll although each screen scrolls what is long by itself."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:
        page = self._stack.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())
