"""Something to do for a person on a day: a call, an appointment, a question to the institution."""

from collections.abc import Callable
from datetime import date

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import (
    CodeField,
    DateField,
    FormGrid,
    NoteField,
    TimeField,
    check_required,
    primary_button,
)
from integrhabitat_desktop.use_cases.keep_follow_ups import NewFollowUp


class TaskForm(FormPanel):
    """`save` is given a NewFollowUp, of the referral where there is one; `cancel` puts the form away."""

    def __init__(
        self,
        subject: str,
        name: str,
        referral_id: str | None,
        today: Callable[[], date],
        save: Callable[[NewFollowUp], None],
        cancel: Callable[[], None],
    ) -> None:
        super().__init__("task_form", cancel, subject=subject)
        self._referral, self._save = referral_id, save
        self.kind = CodeField(
            _("What is to be done"), "follow_up_kind", empty="", required=True, value="CALL"
        )
        self.day = DateField(_("Day"), today, required=True)
        self.starts_at = TimeField(_("Time"))
        self.note = NoteField(_("Note"))
        grid = FormGrid()
        grid.add(self.kind, wide=True)
        grid.add(self.day)
        grid.add(self.starts_at)
        grid.add(self.note, wide=True)
        self.show_form(
            _("Task for {name}").format(name=name),
            grid,
            save=primary_button(_("Save the task"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.kind,
        )

    def _submit(self) -> None:
        self.problem.hide()
        for field in (self.day, self.starts_at):
            if not field.is_readable():
                field.setFocus()
                return
        if check_required([self.kind, self.day]):
            self._save(
                NewFollowUp(
                    kind=self.kind.value() or "",
                    day=self.day.value() or "",
                    starts_at=self.starts_at.value(),
                    note=self.note.value(),
                    referral=self._referral,
                )
            )
