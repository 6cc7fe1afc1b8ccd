"""The key sheet (F1): what the keys do, everywhere and on the screen that is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.key_sheet import KeyEntry, keys_everywhere
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.arranging import column, scrolling
from integrhabitat_desktop.ui.widgets.badges import KeyHint
from integrhabitat_desktop.ui.widgets.buttons import primary_button
from integrhabitat_desktop.ui.widgets.dialogs import KitDialog
from integrhabitat_desktop.ui.widgets.text import plain_label, section_label


def _table(entries: tuple[KeyEntry, ...]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme().px(16))
    grid.setVerticalSpacing(theme().px(8))
    grid.setColumnStretch(1, 1)
    for line, entry in enumerate(entries):
        grid.addWidget(
            KeyHint(entry.keys), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        grid.addWidget(plain_label(entry.text, wrapped=True), line, 1)
    return holder


def show_key_sheet(parent: QWidget, screen_title: str, screen_keys: tuple[KeyEntry, ...]) -> KitDialog:
    """Open the key sheet over the window."""
    dialog = KitDialog(parent, _("Keys"), width=520)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    parts: list[QWidget] = []
    if screen_keys:
        parts += [section_label(screen_title), _table(screen_keys)]
    parts += [section_label(_("Everywhere")), _table(keys_everywhere())]
    content = column(*parts, None, spacing=12)
    area = scrolling(content)
    area.setMinimumHeight(min(content.sizeHint().height() + theme().px(32), theme().px(540)))
    dialog.body.addWidget(area)
    dialog.add_button(primary_button(_("Close"), dialog.accept), default=True)
    dialog.open()
    return dialog
