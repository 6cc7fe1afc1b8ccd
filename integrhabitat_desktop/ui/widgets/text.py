"""Labels and tooltips that show text as it is, never as rich text, links or pictures."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def set_tooltip(widget: QWidget, text: str) -> None:
    """Show `text` literally when the mouse rests on the widget."""
    widget.setToolTip(tooltip_text(text))


def tooltip_text(text: str) -> str:
    """The text as Qt's tooltips show it literally; also for the ToolTipRole of table models."""
    if not text:
        return ""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"


def button_text(text: str) -> str:
    """The text as buttons, menus and tabs show it literally: an ampersand would mark a shortcut."""
    return text.replace("&", "&&")


class PlainLabel(QLabel):
    """A label whose text is only ever text. `elided` cuts one long line with an ellipsis, in full as tooltip."""

    def __init__(
        self,
        text: str = "",
        kit: str = "",
        *,
        elided: bool = False,
        wrapped: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elided = elided
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kit", kit)
        self.setWordWrap(wrapped)
        if wrapped:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self._tell_full_text()

    def is_elided(self) -> bool:
        """Whether a text that is too long ends with an ellipsis, and stands in the tooltip in full."""
        return self._elided

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self._elided:
            return hint
        shortest = QFontMetrics(self.font()).horizontalAdvance("MMM…")
        return QSize(min(shortest, super().sizeHint().width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_full_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        area = self.contentsRect()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()) | Qt.TextFlag.TextSingleLine, cut)

    def _is_cut(self) -> bool:
        return (
            self._elided and self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        )

    def _tell_full_text(self) -> None:
        if self._elided:
            set_tooltip(self, self.text() if self._is_cut() else "")


def plain_label(
    text: str = "", *, elided: bool = False, wrapped: bool = False, selectable: bool = False
) -> PlainLabel:
    """Body text."""
    return PlainLabel(text, elided=elided, wrapped=wrapped, selectable=selectable)


def heading(text: str = "", *, elided: bool = True, wrapped: bool = False) -> PlainLabel:
    """The title of a screen or of a person (20)."""
    return PlainLabel(text, "heading", elided=elided and not wrapped, wrapped=wrapped)


def subheading(text: str = "", *, elided: bool = True, wrapped: bool = False) -> PlainLabel:
    """The title of a card or a name in a row (16)."""
    return PlainLabel(text, "subheading", elided=elided and not wrapped, wrapped=wrapped)


def section_label(text: str = "") -> PlainLabel:
    """The small grey title of a part of a panel: "También del hogar"."""
    return PlainLabel(text, "section")


def strong_label(text: str = "", *, elided: bool = True) -> PlainLabel:
    """Body text, semi-bold."""
    return PlainLabel(text, "strong", elided=elided)


def muted_label(text: str = "", *, elided: bool = False, wrapped: bool = False) -> PlainLabel:
    """Body text of lesser weight: facts beside a name, explanations."""
    return PlainLabel(text, "muted", elided=elided, wrapped=wrapped)


def caption(text: str = "", *, elided: bool = False, wrapped: bool = False) -> PlainLabel:
    """Small grey text under a field or beside a figure."""
    return PlainLabel(text, "caption", elided=elided, wrapped=wrapped)


def value_label(text: str = "", *, selectable: bool = False) -> PlainLabel:
    """A figure or value that is to be read first (20)."""
    return PlainLabel(text, "value", wrapped=True, selectable=selectable)


def display_label(text: str = "") -> PlainLabel:
    """The largest text (28): lock screen, first run, one-time codes."""
    return PlainLabel(text, "display", wrapped=True)


def error_label(text: str = "") -> PlainLabel:
    """The sentence under a field that says what is wrong with it."""
    return PlainLabel(text, "error", wrapped=True)


def rule() -> QFrame:
    """A thin horizontal line between the parts of a panel."""
    line = QFrame()
    line.setProperty("kit", "rule")
    line.setFixedHeight(1)
    return line
