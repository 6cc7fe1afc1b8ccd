"""The notice in large plain words, to be read aloud in the language of the person."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.domain.consent_rules import NOTICE_VERSION
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.i18n.notices import NOTICE_LANGUAGES, read_notice
from integrhabitat_desktop.ui.screens.consent.consent_view_model import NoticeViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    KitDialog,
    PlainLabel,
    SegmentedField,
    clear_layout,
    column,
    heading,
    muted_label,
    plain_label,
    primary_button,
    scrolling,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts

_WIDTH = 720
_SHARE_OF_WINDOW = 0.5


class NoticeDialog(KitDialog):
    """Opened over a form and gone without a trace: it holds nobody's data. `language` is a code of the notice's."""

    def __init__(self, services: ScreenServices, parent: QWidget, language: str) -> None:
        super().__init__(parent, _("Read the notice aloud"), width=_WIDTH)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._centre = ""
        self.language = SegmentedField(_("Language"), list(NOTICE_LANGUAGES.items()), value=language)
        self.words = column(spacing=10)
        self.words.setContentsMargins(*[theme().px(8)] * 4)
        self.area = scrolling(self.words)
        # Arrows scroll what is too long for the window.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("The notice"))
        self.area.setMinimumHeight(min(theme().px(440), int(parent.window().height() * _SHARE_OF_WINDOW)))
        self.body.addWidget(self.language)
        self.body.addWidget(self.area, 1)
        self.close_button = self.add_button(primary_button(_("Close"), self.accept), default=True)
        self.language.changed.connect(self._show)
        name_parts(self)
        self._show()
        self.model = NoticeViewModel(services)
        self.model.centre_named.connect(self._take_centre)
        self.model.load()

    def begin(self) -> None:
        """Show it with the keyboard where arrows scroll."""
        self.open()
        self.area.setFocus()

    @Slot(str)
    def _take_centre(self, name: str) -> None:
        self._centre = name
        self._show()

    @Slot()
    def _show(self) -> None:
        notice = read_notice(NOTICE_VERSION, self.language.value() or "es", self._centre)
        layout = self.words.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        clear_layout(layout)
        parts = [heading(notice.title, wrapped=True)]
        for section in notice.sections:
            parts += [
                PlainLabel(section.heading, "strong", wrapped=True),
                plain_label(section.text, wrapped=True),
            ]
        parts.append(PlainLabel(notice.closing, "strong", wrapped=True))
        about = _("Version {version}").format(version=notice.version)
        if notice.needs_native_check:
            about = _(
                "Version {version}. Somebody whose language this is still has to confirm these words."
            ).format(version=notice.version)
        parts.append(muted_label(about, wrapped=True))
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        self.area.verticalScrollBar().setValue(0)
