"""What became of a referral: its new status, what stood in the way, a note."""

from collections.abc import Callable

from integrhabitat_desktop.domain.referral_rules import REROUTED
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import (
    CodeField,
    NoteField,
    check_required,
    primary_button,
)
from integrhabitat_desktop.use_cases.view_referrals import ReferralView


class StepForm(FormPanel):
    """`save` is given status, barrier and note; `cancel` puts the form away."""

    def __init__(
        self,
        view: ReferralView,
        save: Callable[[str, str | None, str | None], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__("step_form", cancel, subject=view.referral.id)
        self._save = save
        can_become = [code for code in view.can_become if code != REROUTED]
        self.status = CodeField(
            _("What happened"), "referral_status", only=can_become, empty="", required=True
        )
        self.status.set_value(None)
        self.barrier = CodeField(_("What stood in the way"), "referral_barrier")
        self.note = NoteField(_("Note"), placeholder=_("Who said what, and what comes next"))
        self.show_form(
            _("Referral of {name}").format(name=view.person_name),
            self.status,
            self.barrier,
            self.note,
            save=primary_button(_("Note it"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.status,
        )

    def _submit(self) -> None:
        self.problem.hide()
        if check_required([self.status]):
            self._save(self.status.value() or "", self.barrier.value(), self.note.value())
