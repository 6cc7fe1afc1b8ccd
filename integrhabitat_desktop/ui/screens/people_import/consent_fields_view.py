"""Asks once for the whole register on which basis its people were registered."""

from collections.abc import Callable
from datetime import date

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.widgets import CodeField, DateField, FormGrid, TextField
from integrhabitat_desktop.use_cases.import_people import ImportConsent

_LONGEST_VERSION = 40


class ConsentFields(FormGrid):
    """Legal basis, notice and date; without a basis everybody counts as not asked."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(columns=3)
        self.basis = CodeField(
            _("Basis on which they were registered"),
            "legal_basis",
            empty=_("Not asked yet"),
            help_text=_("For everybody of this file. Without it they count as not asked."),
        )
        self.basis.setObjectName("consent_basis")
        self.notice = TextField(_("Notice version"), max_length=_LONGEST_VERSION)
        self.answered_on = DateField(_("Date"), today)
        for field in (self.basis, self.notice, self.answered_on):
            self.add(field)
        self.basis.changed.connect(self._show_details)
        self._show_details()

    def consent(self) -> ImportConsent | None:
        """What was answered."""
        basis = self.basis.value()
        return ImportConsent(basis, self.notice.value(), self.answered_on.value()) if basis else None

    def check(self) -> bool:
        """Whether what stands there can be kept."""
        return self.answered_on.is_readable()

    def _show_details(self) -> None:
        for field in (self.notice, self.answered_on):
            field.setVisible(bool(self.basis.value()))
