"""What may be shared in a referral, ticked one by one, and how the person agreed."""

from integrhabitat_desktop.i18n import _, code_choices
from integrhabitat_desktop.ui.widgets import CodeField, CodesField, column, muted_label


class ConsentFields:
    """The fields; nothing is ticked before the person was asked."""

    def __init__(self) -> None:
        self.shared = CodesField(_("What may be shared"), "referral_field")
        self.method = CodeField(_("How the person agreed"), "consent_method")
        self.widget = column(
            muted_label(
                _("Ask about each one. What is not ticked is not in the letter."),
                wrapped=True,
            ),
            self.shared,
            self.method,
        )

    def shared_fields(self) -> tuple[str, ...]:
        """The codes that were ticked, in the order of the list."""
        ticked = (self.shared.value() or "").split()
        return tuple(code for code, _label in code_choices("referral_field") if code in ticked)
