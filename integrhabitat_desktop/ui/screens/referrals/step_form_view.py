"""What became of a referral: its new status, what stood in the way, a note."""

from collections.abc import Callable

from integrhabitat_desktop.domain.referral_rules import REROUTED
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    CodeField,
    NoteField,
    SidePanel,
    check_required,
    column,
    heading,
    link_button,
    primary_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.view_referrals import ReferralView
from integrhabitat_protocol.errors import ExpectedError


class StepForm(SidePanel):
    """`save` is given status, barrier and note; `cancel` puts the form away."""

    def __init__(
        self,
        view: ReferralView,
        save: Callable[[str, str | None, str | None], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("step_form")
        self._save = save
        can_become = [code for code in view.can_become if code != REROUTED]
        self.status = CodeField(
            _("What happened"), "referral_status", only=can_become, empty="", required=True
        )
        self.status.set_value(None)
        self.barrier = CodeField(_("What stood in the way"), "referral_barrier")
        self.note = NoteField(_("Note"), placeholder=_("Who said what, and what comes next"))
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(_("Note it"), self._submit, icon="check", keys="Ctrl+Enter")
        self.show_content(
            heading(_("Referral of {name}").format(name=view.person_name)),
            self.status,
            self.barrier,
            self.note,
            foot=column(
                self.problem,
                row(link_button(_("Back"), cancel, icon="arrow-left", keys="Esc"), STRETCH, self.save_button),
            ),
        )
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard into the first field; once the form is in sight."""
        self.status.setFocus()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not noted; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def _submit(self) -> None:
        self.problem.hide()
        if check_required([self.status]):
            self._save(self.status.value() or "", self.barrier.value(), self.note.value())
