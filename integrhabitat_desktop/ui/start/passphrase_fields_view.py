"""A new passphrase: words are offered, one's own may be typed, and it is typed once more to be sure."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.start.start_view_model import StartViewModel
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    CardPanel,
    PassphraseField,
    link_button,
    muted_label,
    row,
    value_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts


class PassphraseFields(QWidget):
    """`value()` is the passphrase once both fields agree, else None with a sentence at the field."""

    def __init__(self, model: StartViewModel) -> None:
        super().__init__()
        self._model = model
        self.offered = value_label(selectable=True)
        self.offered.setAccessibleName(_("Suggested passphrase"))
        self.offered.setMinimumHeight(theme().px(28))  # room for the words, which come a moment later
        self.other_button = link_button(_("Other words"), self.offer, icon="refresh")
        self.use_button = link_button(_("Use these words"), self._use, icon="check")
        card = CardPanel(
            muted_label(_("Suggestion: four words are easy to remember and hard to guess.")),
            muted_label(_("Write them down until you know them.")),
            self.offered,
            row(self.use_button, self.other_button, STRETCH),
            inset=True,
        )
        self.first = PassphraseField(
            _("New passphrase"), help_text=_("At least 12 characters."), required=True
        )
        self.second = PassphraseField(_("The same passphrase again"), required=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(14))
        for part in (card, self.first, self.second):
            layout.addWidget(part)
        name_parts(self)

    def offer(self) -> None:
        """Show other words."""
        self._model.offer_passphrase(self.offered.set_text)

    def value(self) -> str | None:
        """The passphrase; None where it is missing or the two differ."""
        first, second = self.first.value(), self.second.value()
        if first is None:
            self.first.set_error(_("Please fill this in."))
            self.first.setFocus()
            return None
        if first != second:
            self.second.set_error(_("The two passphrases differ. Type the second one again."))
            self.second.setFocus()
            return None
        return first

    def _use(self) -> None:
        """The first field takes the words; the second is typed, so that the fingers learn them."""
        self.first.set_value(self.offered.text())
        self.first.set_error(None)
        self.second.setFocus()
