"""Why an activity takes place no more; the sessions still to come are cancelled with it."""

from collections.abc import Callable

from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.widgets import CodeField, check_required, muted_label, primary_button


class CancelForm(FormPanel):
    """`save` is given the reason."""

    def __init__(
        self, activity_id: str, title: str, save: Callable[[str], None], back: Callable[[], None]
    ) -> None:
        super().__init__("cancel_activity_form", back, subject=activity_id)
        self._save = save
        self.reason = CodeField(_("Reason"), "session_state_reason", required=True)
        self.reason.setObjectName("cancel_reason")
        words = _("It is closed, and every session still to come is cancelled. What was recorded stays.")
        self.show_form(
            _("Cancel “{title}”").format(title=title),
            muted_label(words, wrapped=True),
            self.reason,
            save=primary_button(_("Cancel the activity"), self._submit, icon="calendar-x", keys="Ctrl+Enter"),
            first=self.reason,
        )

    def _submit(self) -> None:
        self.problem.hide()
        reason = self.reason.value()
        if check_required([self.reason]) and reason is not None:
            self._save(reason)
