"""The status line: the last notice with its Undo at the left, the state of sending at the right."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import UNDO
from integrhabitat_desktop.ui.notices import Notice, NoticeKind, Notices
from integrhabitat_desktop.ui.sync_line import SyncLine
from integrhabitat_desktop.ui.theme import Tone, theme
from integrhabitat_desktop.ui.widgets.badges import IconView
from integrhabitat_desktop.ui.widgets.buttons import KitButton, icon_button, link_button
from integrhabitat_desktop.ui.widgets.text import PlainLabel, plain_label, set_tooltip

_SHOWN_FOR_MS = 30_000  # a problem stays until it is put away
_TONES = {
    NoticeKind.DONE: (Tone.POSITIVE, "circle-check"),
    NoticeKind.INFO: (Tone.PRIMARY, "info-circle"),
    NoticeKind.WARNING: (Tone.WARNING, "alert-triangle"),
    NoticeKind.PROBLEM: (Tone.DANGER, "alert-circle"),
}


class StatusLine(QWidget):
    """Emits `sync_chosen` when the sync state is pressed."""

    sync_chosen = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self.setProperty("kit", "status_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.icon = IconView("circle-check", "positive")
        self.text: PlainLabel = plain_label(elided=True)
        self.undo: KitButton = link_button(_("Undo"), notices.undo, keys=UNDO, hint_only=True)
        self.dismiss = icon_button("x", _("Put this away"), notices.clear)
        self.sync = KitButton("", "status", icon="cloud")
        self.sync.clicked.connect(self.sync_chosen)
        self.sync.allow_cutting()
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme().px(20), theme().px(1), theme().px(14), theme().px(1))
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.icon)
        layout.addWidget(self.text)
        layout.addWidget(self.undo)
        layout.addWidget(self.dismiss)
        layout.addStretch(1)
        layout.addWidget(self.sync)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR_MS)
        self._timer.timeout.connect(notices.clear)
        notices.changed.connect(self._show)
        self._show(notices.current())
        self.set_sync(SyncLine("", ""))

    @Slot(object)
    def _show(self, notice: Notice | None) -> None:
        self._timer.stop()
        for part in (self.icon, self.text):
            part.setVisible(notice is not None)
        self.undo.setVisible(notice is not None and notice.undo is not None)
        self.dismiss.setVisible(
            notice is not None and notice.kind in (NoticeKind.PROBLEM, NoticeKind.WARNING)
        )
        if notice is None:
            return
        tone, icon = _TONES[notice.kind]
        self.icon.set_icon(icon, tone.value)
        self.text.set_text(notice.text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))
        if notice.kind is not NoticeKind.PROBLEM:
            self._timer.start()

    def set_sync(self, line: SyncLine) -> None:
        """Say how far sending and receiving are."""
        self.sync.setVisible(bool(line.text))
        self.sync.set_icon_name(line.icon)
        self.sync.set_icon_token(line.tone.value if line.tone is not Tone.NEUTRAL else "muted")
        self.sync.set_label(line.text)
        set_tooltip(self.sync, line.text)
