"""Dialogs, for what cannot be undone: plain text, buttons with verbs, Escape leaves everything as it is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets.buttons import (
    KitButton,
    danger_button,
    primary_button,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.text import heading, plain_label


class KitDialog(QDialog):
    """A dialog with a title, `body` (a vertical layout) and buttons at the lower right."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(theme().px(width))
        edge = theme().px(24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, theme().px(20), edge, theme().px(20))
        layout.setSpacing(theme().px(12))
        layout.addWidget(heading(title, elided=False))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme().px(12))
        layout.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme().px(12))
        self._buttons.addStretch(1)
        layout.addLayout(self._buttons)

    def add_text(self, text: str) -> None:
        """Add a paragraph of plain text."""
        label = plain_label(text, wrapped=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.body.addWidget(label)

    def add_button(self, button: KitButton, *, default: bool = False) -> KitButton:
        """Add a button; the default one answers Enter."""
        self._buttons.addWidget(button)
        button.setAutoDefault(default)
        button.setDefault(default)
        return button

    def add_cancel(self, text: str = "") -> KitButton:
        """Add the button that leaves everything as it is."""
        return self.add_button(secondary_button(text or _("Cancel"), self.reject))


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    accept: str,
    decline: str = "",
    answered: Callable[[], object],
    danger: bool = False,
) -> KitDialog:
    """Ask before something that cannot be undone; `answered` is called where the person agrees.

    Returns at once: the dialog belongs to the window of `parent` and is gone after the answer.
    """
    dialog = KitDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_text(text)
    dialog.add_cancel(decline)
    make = danger_button if danger else primary_button
    dialog.add_button(make(accept, dialog.accept), default=not danger)
    dialog.accepted.connect(lambda: answered())
    dialog.open()
    return dialog


def tell(parent: QWidget | None, title: str, text: str) -> KitDialog:
    """Say something that must be read before going on."""
    dialog = KitDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_text(text)
    dialog.add_button(primary_button(_("Understood"), dialog.accept), default=True)
    dialog.open()
    return dialog


def choose_file(parent: QWidget | None, title: str, patterns: str) -> Path | None:
    """Ask for an existing file; `patterns` such as "*.csv *.xlsx"."""
    name, _chosen = QFileDialog.getOpenFileName(parent, title, "", f"{title} ({patterns})")
    return Path(name) if name else None


def choose_new_file(parent: QWidget | None, title: str, suggestion: str, patterns: str) -> Path | None:
    """Ask where to save a file; `suggestion` never holds personal data."""
    name, _chosen = QFileDialog.getSaveFileName(parent, title, suggestion, f"{title} ({patterns})")
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None
