"""The person agrees to a referral that was only a draft so far."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.screens.referrals.consent_fields_view import ConsentFields
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    SidePanel,
    column,
    heading,
    link_button,
    primary_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_protocol.errors import ExpectedError


class AgreementForm(SidePanel):
    """`save` is given the ticked fields and how the person agreed; `cancel` puts the form away."""

    def __init__(
        self,
        name: str,
        save: Callable[[tuple[str, ...], str | None], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("agreement_form")
        self._save = save
        self.fields = ConsentFields()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(
            _("The person agrees"), self._submit, icon="check", keys="Ctrl+Enter"
        )
        self.show_content(
            heading(_("Consent of {name}").format(name=name)),
            self.fields.widget,
            foot=column(
                self.problem,
                row(link_button(_("Back"), cancel, icon="arrow-left", keys="Esc"), STRETCH, self.save_button),
            ),
        )
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard into the first field; once the form is in sight."""
        self.fields.shared.setFocus()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not noted; what was ticked stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def _submit(self) -> None:
        self.problem.hide()
        self._save(self.fields.shared_fields(), self.fields.method.value())
