"""The person agrees to a referral that was only a draft so far."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.screens.referrals.consent_fields_view import ConsentFields
from integrhabitat_desktop.ui.widgets import (
    primary_button,
)


class AgreementForm(FormPanel):
    """`save` is given the ticked fields and how the person agreed; `cancel` puts the form away."""

    def __init__(
        self,
        referral_id: str,
        name: str,
        save: Callable[[tuple[str, ...], str | None], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__("agreement_form", cancel, subject=referral_id)
        self._save = save
        self.fields = ConsentFields()
        self.show_form(
            _("Consent of {name}").format(name=name),
            self.fields.widget,
            save=primary_button(_("The person agrees"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.fields.shared,
        )

    def _submit(self) -> None:
        self.problem.hide()
        self._save(self.fields.shared_fields(), self.fields.method.value())
