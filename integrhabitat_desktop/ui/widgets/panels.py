"""Panels: card, side panel, title row, banner, empty state, progress."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _, format_duration, join_facts
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets.arranging import clear_layout, column, scrolling
from integrhabitat_desktop.ui.widgets.badges import IconView
from integrhabitat_desktop.ui.widgets.buttons import KitButton, icon_button, link_button, secondary_button
from integrhabitat_desktop.ui.widgets.flow import FlowLayout
from integrhabitat_desktop.ui.widgets.text import PlainLabel, heading, muted_label, plain_label, subheading

TONE_ICONS = {
    Tone.NEUTRAL: "info-circle",
    Tone.PRIMARY: "info-circle",
    Tone.POSITIVE: "circle-check",
    Tone.WARNING: "alert-triangle",
    Tone.DANGER: "alert-circle",
}
_LEAST_TITLE = 220


class CardPanel(QFrame):
    """A white panel with a thin edge; `body` is its vertical layout. `inset` is the grey kind inside a card."""

    def __init__(self, *widgets: QWidget, inset: bool = False, padding: int = 20, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("kit", "inset" if inset else "card")
        self.body = QVBoxLayout(self)
        edge = theme().px(padding if not inset else 16)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme().px(spacing))
        for widget in widgets:
            self.body.addWidget(widget)

    def clear(self) -> None:
        """Take out everything, before the panel is filled anew."""
        clear_layout(self.body)


class SidePanel(CardPanel):
    """What is selected in the list beside it: fixed head and foot, scrolling content, `closed` when it is put away."""

    closed = Signal()

    def __init__(self, title: str = "", *, closable: bool = False) -> None:
        super().__init__()
        self.title_label = subheading(title)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title_label, 1)
        if closable:
            self._head.addWidget(icon_button("x", _("Close"), self.closed.emit, keys="Esc"))
        holder = QWidget()
        holder.setLayout(self._head)
        self._head.setContentsMargins(0, 0, 0, 0)
        holder.setVisible(bool(title) or closable)
        self.body.addWidget(holder)
        content = QWidget()
        self.content = QVBoxLayout(content)
        # A little room at the edges, or the focus ring of the first and last control would be cut.
        edge = theme().px(4)
        self.content.setContentsMargins(edge, edge, edge, edge)
        self.content.setSpacing(theme().px(8))
        self.body.addWidget(scrolling(content), 1)
        self._foot = QVBoxLayout()
        self.body.addLayout(self._foot)

    def show_content(self, *widgets: QWidget, foot: QWidget | None = None) -> None:
        """Replace the content; `foot` stays in sight below what scrolls, for the actions of a form."""
        clear_layout(self.content)
        clear_layout(self._foot)
        for widget in widgets:
            self.content.addWidget(widget)
        self.content.addStretch(1)
        if foot is not None:
            # After the fields: the order in which widgets come in is the order of the Tab key.
            self._foot.addWidget(foot)
        for widget in (*widgets, *((foot,) if foot is not None else ())):
            # Qt would show it a moment later, and a key that is pressed before would reach nobody.
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()


class TitleRow(QWidget):
    """The title of a screen with a line of facts under it; actions at the right, the primary one last."""

    def __init__(self, title: str, subtitle: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.title = heading(title)
        self.subtitle = muted_label(subtitle, elided=True)
        self.subtitle.setVisible(bool(subtitle))
        words = column(self.title, self.subtitle, spacing=0)
        self._actions = QWidget()
        self._action_row = FlowLayout(self._actions, theme().px(12))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(16))
        layout.addWidget(words, 1)
        layout.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_actions(*actions)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The actions go below the title before it becomes unreadable."""
        super().resizeEvent(event)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            beside = self.width() >= theme().px(_LEAST_TITLE) + self._actions.sizeHint().width()
            kinds = QBoxLayout.Direction
            wanted = kinds.LeftToRight if beside else kinds.TopToBottom
            if layout.direction() is not wanted:
                layout.setDirection(wanted)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title."""
        self.title.set_text(title)
        self.subtitle.set_text(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def set_actions(self, *actions: QWidget) -> None:
        """Show other actions."""
        clear_layout(self._action_row)
        for action in actions:
            self._action_row.addWidget(action)
        self._actions.setVisible(bool(actions))
        self._actions.setMinimumWidth(self._action_row.sizeHint().width())


class Banner(QFrame):
    """A sentence inside the content, with an icon and at most one action."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        action: str = "",
        clicked: Callable[[], object] | None = None,
        icon: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("kit", "banner")
        self.setProperty("tone", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        layout = QHBoxLayout(self)
        side, height = theme().px(12), theme().px(8)
        layout.setContentsMargins(side, height, side, height)
        layout.setSpacing(theme().px(10))
        self.icon = IconView(icon or TONE_ICONS[tone], tone.value)
        self.label = plain_label(text, wrapped=True)
        layout.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.label, 1)
        self.button: KitButton | None = None
        if action:
            self.button = link_button(action, clicked)
            layout.addWidget(self.button)

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self.label.set_text(text)

    def set_tone(self, tone: Tone) -> None:
        """Show the sentence in another tone, with its icon."""
        if self.property("tone") == tone.value:
            return
        self.setProperty("tone", tone.value)
        self.icon.set_icon(TONE_ICONS[tone], tone.value)
        self.style().unpolish(self)
        self.style().polish(self)


class EmptyState(QWidget):
    """What an empty list says: what it is for and what to do next."""

    def __init__(self, icon: str, title: str, text: str = "", *actions: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme().px(8))
        layout.addStretch(1)
        layout.addWidget(IconView(icon, "muted", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (PlainLabel(title, "subheading", wrapped=True), muted_label(text, wrapped=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setVisible(bool(label.text()))
            layout.addWidget(label)
        for action in actions:
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)


class ProgressPanel(CardPanel):
    """Long work: what is done, how far it is, how long it will still take, and Cancel."""

    def __init__(self, title: str, cancelled: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.title = subheading(title)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.detail = muted_label(wrapped=True)
        self.cancel = secondary_button(_("Cancel"), cancelled, icon="x")
        self.cancel.setVisible(cancelled is not None)
        for widget in (self.title, self.bar, self.detail):
            self.body.addWidget(widget)
        self.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_progress(
        self, done: int, total: int, detail: str = "", seconds_left: float | None = None
    ) -> None:
        """Show how far the work is; a `total` of 0 means that nobody knows."""
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(min(done, total))
        left = (
            _("about {time} left").format(time=format_duration(seconds_left))
            if seconds_left is not None
            else None
        )
        self.detail.set_text(join_facts(detail, left))
