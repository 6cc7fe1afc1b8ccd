"""One entry of the directory, to be corrected or confirmed."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.ui.error_messages import sentence_for
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    SidePanel,
    check_required,
    column,
    heading,
    link_button,
    primary_button,
    row,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.keep_institutions import ACTIVE
from integrhabitat_protocol.errors import ExpectedError
from integrhabitat_protocol.record_type import Values

_FIELDS = (
    "name",
    "kind",
    "level",
    "focal_point",
    "phone",
    "email",
    "address",
    "hours",
    "services",
    "sectors",
    "state",
)


class InstitutionForm(SidePanel):
    """One entry; `save` is given what was changed, of a new one everything."""

    def __init__(
        self,
        services: ScreenServices,
        institution_id: str,
        values: Values,
        save: Callable[[Values], None],
        cancel: Callable[[], None],
        confirm: Callable[[], None] | None,
    ) -> None:
        super().__init__()
        self.setObjectName("institution_form")
        self.institution_id, self._save = institution_id, save
        self.form = RecordForm(services, "institution", _FIELDS, values or {"state": ACTIVE})
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.save_button = primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter")
        self.cancel_button = link_button(_("Cancel"), cancel, icon="x", keys="Esc")
        head = str(values.get("name") or "") or _("New institution")
        checked = values.get("checked_on")
        words = (
            _("Last checked {day}").format(day=format_date(str(checked)))
            if checked
            else _("Never checked yet")
        )
        note = Banner(words, Tone.NEUTRAL, action=_("I checked it today"), clicked=confirm, icon="history")
        note.setVisible(confirm is not None)
        self.show_content(
            heading(head),
            note,
            self.form,
            foot=column(self.problem, row(self.cancel_button, STRETCH, self.save_button, spacing=12)),
        )
        name_parts(self)

    def begin(self) -> None:
        """Put the keyboard into the first field; once the form is in sight."""
        self.form.fields["name"].setFocus()

    def show_problem(self, error: ExpectedError) -> None:
        """Say why it was not saved; everything typed stays."""
        self.problem.set_text(sentence_for(error))
        self.problem.show()

    def _submit(self) -> None:
        self.problem.hide()
        if check_required(self.form.fields.values()):
            self._save(self.form.changes() if self.institution_id else self.form.values())
