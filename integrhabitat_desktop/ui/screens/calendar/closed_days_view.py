"""The days on which the centre is closed, beside the holidays of its country."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.screens.activities.days_preview_view import closed_day_words
from integrhabitat_desktop.ui.screens.calendar.closed_days_view_model import (
    ClosedDaysShown,
    ClosedDaysViewModel,
)
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    CheckField,
    DateField,
    FormGrid,
    ListRow,
    RowList,
    TextField,
    check_required,
    link_button,
    muted_label,
    primary_button,
    section_label,
)
from integrhabitat_desktop.use_cases.keep_closed_days import KeptClosedDay

_SHOWN_HOLIDAYS = 12


class ClosedDaysPanel(FormPanel):
    """A short form on top; `day` is filled in where the panel was opened for it."""

    def __init__(
        self, services: ScreenServices, model: ClosedDaysViewModel, back: Callable[[], None], day: str = ""
    ) -> None:
        super().__init__("closed_days", back)
        self._model = model
        self._own: dict[str, KeptClosedDay] = {}
        self.day = DateField(_("Day"), services.today, required=True, value=day or None)
        self.occasion = TextField(_("Occasion"), max_length=120)
        self.every_year = CheckField(_("Every year"))
        for name, field in (("day", self.day), ("occasion", self.occasion), ("every_year", self.every_year)):
            field.setObjectName(f"closed_{name}")
        self.own = RowList(_("Closed days of the centre"), cards=False)
        self.own.setObjectName("own_closed_days")
        self.none = muted_label(_("No day of its own yet."), wrapped=True)
        self.remove_button = link_button(_("Open again on the chosen day"), self._end, icon="calendar-plus")
        self.remove_button.setObjectName("end_closed_day")
        self.holidays = muted_label("", wrapped=True)
        self.show_form(
            _("Closed days"),
            FormGrid(self.day, self.occasion, self.every_year),
            section_label(_("Days of the centre")),
            self.none,
            self.own,
            self.remove_button,
            section_label(_("Holidays of the country")),
            self.holidays,
            save=primary_button(_("Add"), self._submit, icon="plus", keys="Ctrl+Enter"),
            first=self.occasion if day else self.day,
        )
        model.loaded.connect(self._show)
        model.load()

    @Slot(object)
    def _show(self, shown: ClosedDaysShown) -> None:
        self._own = {it.holiday_id: it for it in shown.own}
        self.own.set_rows([_row(it) for it in shown.own], select_first=True)
        self.own.setVisible(bool(shown.own))
        self.remove_button.setVisible(bool(shown.own))
        self.none.setVisible(not shown.own)
        words = [closed_day_words(it) for it in shown.holidays[:_SHOWN_HOLIDAYS]]
        self.holidays.set_text("\n".join(words) or _("No holidays are known for the country of the centre."))

    def _submit(self) -> None:
        self.problem.hide()
        day = self.day.value()
        if not self.day.is_readable() or not check_required([self.day]) or day is None:
            self.day.setFocus()
            return
        title, every_year = self.occasion.value() or "", self.every_year.is_checked()
        self._model.add(day, title, every_year=every_year, done=self._added, failed=self.show_problem)

    def _added(self) -> None:
        for field in (self.day, self.occasion, self.every_year):
            field.set_value(None)
        self.day.setFocus()
        self._model.load()

    def _end(self) -> None:
        kept = self._own.get(self.own.current_id())
        if kept is not None:
            self._model.end(kept)


def _row(kept: KeptClosedDay) -> ListRow:
    day = format_date(kept.day, "short" if kept.every_year else "medium")
    return ListRow(
        kept.holiday_id,
        kept.title or _("closed day"),
        icon="calendar-x",
        trailing=_("{day}, every year").format(day=day) if kept.every_year else day,
    )
