"""What became of a referral: its new status, what stood in the way, a note; and where it goes on, if it does."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.referral_rules import REROUTED
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.screens.referrals.institution_choices import institution_choices
from integrhabitat_desktop.ui.screens.referrals.referrals_view_model import Step
from integrhabitat_desktop.ui.widgets import ChoiceField, CodeField, NoteField, check_required, primary_button
from integrhabitat_desktop.use_cases.view_referrals import ReferralView


class StepForm(FormPanel):
    """`save` is given a Step; `cancel` puts the form away."""

    def __init__(self, view: ReferralView, save: Callable[[Step], None], cancel: Callable[[], None]) -> None:
        super().__init__("step_form", cancel, subject=view.referral.id)
        self._save = save
        can_become = [code for code in view.can_become if code != REROUTED or view.could_go_to]
        self.status = CodeField(
            _("What happened"), "referral_status", only=can_become, empty="", required=True
        )
        self.status.set_value(None)
        self.institution = ChoiceField(
            _("Passed on to"), institution_choices(view.could_go_to), empty="", required=True, searchable=True
        )
        self.institution.set_help(
            _("A new referral begins there. It waits until the person agrees to that institution too.")
        )
        self.barrier = CodeField(_("What stood in the way"), "referral_barrier")
        self.note = NoteField(_("Note"), placeholder=_("Who said what, and what comes next"))
        self.show_form(
            _("Referral of {name}").format(name=view.person_name),
            self.status,
            self.institution,
            self.barrier,
            self.note,
            save=primary_button(_("Note it"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.status,
        )
        self.status.changed.connect(self._ask_where)
        self._ask_where()

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self._ask_where()

    @Slot()
    def _ask_where(self) -> None:
        self.institution.setVisible(self.status.value() == REROUTED)

    def _submit(self) -> None:
        self.problem.hide()
        status = self.status.value() or ""
        if not check_required([self.status, *([self.institution] if status == REROUTED else [])]):
            return
        self.save_button.setEnabled(False)
        institution = (self.institution.value() or "") if status == REROUTED else ""
        self._save(Step(status, self.barrier.value(), self.note.value(), institution))
