"""Block a person's record: what they asked for, and what that means."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import (
    CodeField,
    NoteField,
    check_required,
    plain_label,
    primary_button,
)
from integrhabitat_desktop.use_cases.restrict_records import REASONS


class RestrictForm(FormPanel):
    """`save` is given the request and the note; `back` puts the form away."""

    def __init__(
        self,
        person_id: str,
        name: str,
        save: Callable[[str, str | None], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__("restrict_form", back, subject=person_id)
        self._save = save
        self.reason = CodeField(
            _("What the person asked for"), "data_request_type", only=REASONS, empty="", required=True
        )
        self.note = NoteField(_("How they asked"), placeholder=_("In person, by letter, by whom"))
        self.show_form(
            _("Block the record of {name}").format(name=name),
            plain_label(
                _(
                    "Nobody finds or opens it any more, on no computer, and its card leads nowhere. Counts of "
                    "visits and services stay. A coordinator can lift this again."
                ),
                wrapped=True,
            ),
            self.reason,
            self.note,
            save=primary_button(_("Block the record"), self._submit, icon="lock", keys="Ctrl+Enter"),
            first=self.reason,
        )

    def _submit(self) -> None:
        self.problem.hide()
        if check_required([self.reason]):
            self._save(self.reason.value() or "", self.note.value())
