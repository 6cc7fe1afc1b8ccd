"""One entry of the directory, to be corrected or confirmed."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.record_form import RecordForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    check_required,
    primary_button,
)
from integrhabitat_desktop.use_cases.keep_institutions import ACTIVE
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


class InstitutionForm(FormPanel):
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
        super().__init__("institution_form", cancel, subject=institution_id)
        self.institution_id, self._save = institution_id, save
        self.form = RecordForm(services, "institution", _FIELDS, values or {"state": ACTIVE})
        head = str(values.get("name") or "") or _("New institution")
        checked = values.get("checked_on")
        words = (
            _("Last checked {day}").format(day=format_date(str(checked)))
            if checked
            else _("Never checked yet")
        )
        note = Banner(words, Tone.NEUTRAL, action=_("I checked it today"), clicked=confirm, icon="history")
        note.setVisible(confirm is not None)
        self.show_form(
            head,
            note,
            self.form,
            save=primary_button(_("Save"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.form.fields["name"],
        )

    def _submit(self) -> None:
        self.problem.hide()
        if check_required(self.form.fields.values()):
            self._save(self.form.changes() if self.institution_id else self.form.values())
