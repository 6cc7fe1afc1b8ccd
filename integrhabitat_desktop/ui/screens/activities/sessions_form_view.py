"""The fields that say when an activity takes place, and the form that adds sessions to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from integrhabitat_desktop.domain.recurrence import weekly
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    DateField,
    Field,
    FormGrid,
    NumberField,
    TimeField,
    muted_label,
    primary_button,
)
from integrhabitat_desktop.use_cases.plan_activity import SessionTimes


class SessionFields:
    """The fields that say when sessions take place."""

    def __init__(self, services: ScreenServices) -> None:
        self.first_day = DateField(_("First day"), services.today, value=services.today().isoformat())
        self.starts_at = TimeField(_("From"))
        self.ends_at = TimeField(_("To"))
        self.weeks = NumberField(_("Sessions, one a week"), value=1)

    def all(self) -> tuple[Field, ...]:
        """In tab order."""
        return (self.first_day, self.weeks, self.starts_at, self.ends_at)

    def value(self) -> SessionTimes | None:
        """When, or None where no day is given."""
        day = self.first_day.value()
        if day is None:
            return None
        times, count = (
            SessionTimes(day, self.starts_at.value(), self.ends_at.value()),
            int(self.weeks.value() or 1),
        )
        return replace(times, rule=weekly(date.fromisoformat(day), count)) if count > 1 else times

    def are_readable(self) -> bool:
        """Whether every date and time can be understood; the first that cannot gets the keyboard."""
        if not self.first_day.is_readable():
            self.first_day.setFocus()
            return False
        return True


class SessionsForm(FormPanel):
    """`save` is given when the new sessions take place."""

    def __init__(
        self, services: ScreenServices, save: Callable[[SessionTimes], None], cancel: Callable[[], None]
    ) -> None:
        super().__init__("sessions_form", cancel, back_words=_("Cancel"))
        self._save = save
        self.times = SessionFields(services)
        for name, time_field in zip(
            ("first_day", "weeks", "starts_at", "ends_at"), self.times.all(), strict=True
        ):
            time_field.setObjectName(name)
        self.show_form(
            _("Add sessions"),
            muted_label(_("One session, or one every week from the first day on."), wrapped=True),
            FormGrid(*self.times.all()),
            save=primary_button(_("Add"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.times.first_day,
        )

    def _submit(self) -> None:
        times = self.times.value() if self.times.are_readable() else None
        if times is None:
            self.times.first_day.setFocus()
            return
        self.problem.hide()
        self._save(times)
