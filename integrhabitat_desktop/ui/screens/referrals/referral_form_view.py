"""A new referral: what is asked for, of whom, how soon, and what the person agrees to share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot

from integrhabitat_desktop.domain.consent_rules import GIVEN
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.screens.referrals.consent_fields_view import ConsentFields
from integrhabitat_desktop.ui.screens.referrals.institution_choices import institution_choices
from integrhabitat_desktop.ui.screens.referrals.referrals_view_model import Beginning
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    ChoiceField,
    CodeField,
    FormGrid,
    NoteField,
    SegmentedField,
    check_required,
    link_button,
    primary_button,
    row,
    section_label,
)
from integrhabitat_desktop.use_cases.keep_institutions import ACTIVE, InstitutionRow
from integrhabitat_desktop.use_cases.refer_person import NewReferral


class ReferralForm(FormPanel):
    """`save` is given a NewReferral, `cancel` puts the form away, `directory` opens the institutions."""

    def __init__(
        self,
        beginning: Beginning,
        save: Callable[[NewReferral], None],
        cancel: Callable[[], None],
        directory: Callable[[], None],
    ) -> None:
        super().__init__("referral_form", cancel, back_words=_("Cancel"), subject=beginning.person_id)
        self.person_id, self.name = beginning.person_id, beginning.name
        self._save = save
        self._institutions: Sequence[InstitutionRow] = ()
        self.sector = CodeField(_("What is asked for"), "referral_sector", required=True)
        self.institution = ChoiceField(_("Institution"), [], empty="", required=True, searchable=True)
        self.priority = CodeField(_("Priority"), "priority", empty="", required=True, value="NORMAL")
        self.procedure = CodeField(_("Procedure"), "procedure")
        self.reason = NoteField(_("Reason"), placeholder=_("Only what the institution needs to know"))
        self.consent = SegmentedField(
            _("Does the person agree to be referred?"),
            [(GIVEN, _("Yes")), ("REFUSED", _("No")), ("NOT_ASKED", _("Not asked yet"))],
            value="NOT_ASKED",
        )
        self.fields = ConsentFields()
        self.directory_button = link_button(_("Institutions"), directory, icon="building-community")
        grid = FormGrid(self.sector, self.priority)
        grid.add(self.institution, wide=True)
        grid.add(self.procedure, wide=True)
        grid.add(self.reason, wide=True)
        self.show_form(
            _("Referral of {name}").format(name=self.name),
            grid,
            row(self.directory_button, STRETCH),
            section_label(_("Consent")),
            self.consent,
            self.fields.widget,
            save=primary_button(_("Save the referral"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.sector,
        )
        self.sector.changed.connect(self._offer_institutions)
        self.consent.changed.connect(self._show_consent)
        self.take_directory(beginning.institutions)
        self._show_consent()

    def take_directory(self, institutions: Sequence[InstitutionRow]) -> None:
        """The directory as it is now; a choice that was made stays."""
        self._institutions = [it for it in institutions if it.state == ACTIVE]
        self._offer_institutions()
        none = _("The directory is empty. Open “Institutions” and add the first one; this form stays.")
        self.institution.set_help("" if self._institutions else none)

    def draft_texts(self) -> dict[str, str]:
        """What was filled in, by field; a referral that was only begun is kept too."""
        return {**super().draft_texts(), "begun": "1"}

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self._offer_institutions()
        self._show_consent()

    @Slot()
    def _offer_institutions(self) -> None:
        """Those that offer what is asked for stand first."""
        sector = self.sector.value()
        fitting = [it for it in self._institutions if sector in it.sectors]
        others = [it for it in self._institutions if it not in fitting]
        self.institution.set_choices(institution_choices([*fitting, *others]))

    @Slot()
    def _show_consent(self) -> None:
        self.fields.widget.setVisible(self.consent.value() == GIVEN)

    @Slot()
    def _submit(self) -> None:
        if not check_required([self.sector, self.priority, self.institution]):
            return
        self.problem.hide()
        self.save_button.setEnabled(False)
        agreed = self.consent.value() == GIVEN
        self._save(
            NewReferral(
                sector=self.sector.value() or "",
                institution=self.institution.value() or "",
                priority=self.priority.value() or "",
                procedure=self.procedure.value(),
                reason=self.reason.value(),
                shared_fields=self.fields.shared_fields() if agreed else (),
                consent_state=self.consent.value() or "NOT_ASKED",
                consent_method=self.fields.method.value() if agreed else None,
            )
        )
