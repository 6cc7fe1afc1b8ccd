"""The fields that say when an activity takes place, once or by a rule, and the form that adds sessions to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.recurrence import Recurrence, Repeat
from integrhabitat_desktop.i18n import _
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.recurrence_words import ONCE, way_of, way_words, ways_to_repeat
from integrhabitat_desktop.ui.screens.activities.days_preview_view import DaysPreview
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    FormGrid,
    NumberField,
    TextField,
    TimeField,
    primary_button,
)
from integrhabitat_desktop.ui.widgets.weekdays_field import WeekdaysField
from integrhabitat_desktop.use_cases.plan_series import SessionTimes

_AFTER, _UNTIL = "AFTER", "UNTIL"
_USUAL_COUNT = 8


class SessionFields(QWidget):
    """When sessions take place. What does not matter for the chosen way is out of sight.

    With `series` the fields show one that stands: its first day stays, and it goes on by some rule.
    """

    changed = Signal()

    def __init__(
        self, services: ScreenServices, series: SessionTimes | None = None, *, asks_place: bool = False
    ) -> None:
        super().__init__()
        self._series, self._asks_place = series, asks_place or series is not None
        self._followed: tuple[int, ...] = ()
        first_day = series.first_day if series else services.today().isoformat()
        self.first_day = DateField(_("First day"), services.today, value=first_day)
        self.repeats = ChoiceField(_("Repeats"), [], empty="", value=None)
        self.starts_at = TimeField(_("From"))
        self.ends_at = TimeField(_("To"))
        self.place = TextField(_("Place, if it is another one"), max_length=120)
        self.weekdays = WeekdaysField(_("On these days"))
        self.ends = ChoiceField(
            _("Ends"), [(_AFTER, _("By number of sessions")), (_UNTIL, _("On a day"))], empty=""
        )
        self.count = NumberField(_("Number of sessions"), value=_USUAL_COUNT)
        self.until = DateField(_("Last day"), services.today)
        self.skips_holidays = CheckField(_("Not on holidays and closed days"), value=True)
        self.preview = DaysPreview(services, self.value)
        self._arrange()
        self._offer_ways()
        if series is None:
            self.repeats.set_value(ONCE)
            self.ends.set_value(_AFTER)
        else:
            self._show_series(series)
        for field in self.fields().values():
            field.changed.connect(self._follow)
        self.fit()

    def _arrange(self) -> None:
        for name, field in self.fields().items():
            field.setObjectName(name)
        grid = FormGrid(self.first_day, self.repeats, self.starts_at, self.ends_at)
        grid.add(self.place, wide=True)
        grid.add(self.weekdays, wide=True)
        for field in (self.ends, self.count, self.until):
            grid.add(field)
        grid.add(self.skips_holidays, wide=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(12))
        layout.addWidget(grid)
        layout.addWidget(self.preview)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def fields(self) -> dict[str, Field]:
        """Every field by its name, in tab order."""
        return {
            "first_day": self.first_day,
            "repeats": self.repeats,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "session_place": self.place,
            "weekdays": self.weekdays,
            "ends": self.ends,
            "session_count": self.count,
            "until": self.until,
            "skips_holidays": self.skips_holidays,
        }

    def fit(self) -> None:
        """Show what the values ask for, also after they were put in from elsewhere."""
        self._offer_ways()
        repeats = self._is_repeating()
        self.place.setVisible(self._asks_place)
        self.first_day.setVisible(self._series is None)
        self.weekdays.setVisible(repeats and self._is_weekly())
        self.ends.setVisible(repeats)
        self.count.setVisible(repeats and self.ends.value() == _AFTER)
        self.until.setVisible(repeats and self.ends.value() == _UNTIL)
        self.skips_holidays.setVisible(repeats)
        self.preview.follow()

    def begin_on(self, day: str) -> bool:
        """Count from another first day; whether it is another one."""
        if self.first_day.value() == day:
            return False
        self.first_day.set_value(day)
        return True

    def value(self) -> SessionTimes | None:
        """When, or None where something is missing."""
        day = self.first_day.value()
        if day is None:
            return None
        times = SessionTimes(day, self.starts_at.value(), self.ends_at.value(), place=self.place.value())
        if not self._is_repeating():
            return times
        rule = self._rule(date.fromisoformat(day))
        return replace(times, rule=rule, skips_holidays=self.skips_holidays.is_checked()) if rule else None

    def are_readable(self) -> bool:
        """Whether everything can be understood and nothing is missing; the first that is not gets the keyboard."""
        for field in (self.first_day, self.until, self.starts_at, self.ends_at):
            if not field.is_readable():
                field.setFocus()
                return False
        missing = self._missing()
        if missing is not None:
            missing.set_error(_("Please fill this in."))
            missing.setFocus()
        return missing is None

    def _missing(self) -> Field | None:
        if self.first_day.value() is None or not self._is_repeating():
            return None
        if self._is_weekly() and not self.weekdays.days():
            return self.weekdays
        if self.ends.value() == _UNTIL:
            return self.until if self.until.value() is None else None
        return self.count if not int(self.count.value() or 0) else None

    def _is_repeating(self) -> bool:
        return self.repeats.value() != ONCE

    def _is_weekly(self) -> bool:
        return (self.repeats.value() or "").startswith(Repeat.WEEKLY.value)

    def _rule(self, first_day: date) -> Recurrence | None:
        ways = ways_to_repeat(first_day)
        if self._series is not None and self._series.rule is not None:
            own = way_of(self._series.rule)
            ways[own.code] = own
        way = ways.get(self.repeats.value() or "")
        if way is None or self._missing() is not None:
            return None
        weekdays: tuple[int, ...] = ()
        if way.repeat is Repeat.WEEKLY:
            weekdays = self.weekdays.days()
        elif way.repeat is Repeat.MONTH_WEEKDAY:
            weekdays = (first_day.weekday(),)
        until, count = self.until.value(), int(self.count.value() or 0)
        is_until = self.ends.value() == _UNTIL
        return Recurrence(
            way.repeat,
            weekdays,
            way.month_day,
            way.nth,
            way.interval,
            until=date.fromisoformat(until) if is_until and until else None,
            count=None if is_until else count,
        )

    def _offer_ways(self) -> None:
        day = self.first_day.value()
        if day is None:
            return
        first_day = date.fromisoformat(day)
        ways = list(ways_to_repeat(first_day).values())
        own = way_of(self._series.rule) if self._series is not None and self._series.rule else None
        if own is not None and own not in ways:
            ways.append(own)
        once = [(ONCE, _("Once"))] if self._series is None else []
        kept = self.repeats.value()
        choices = [*once, *((way.code, way_words(way, first_day)) for way in ways)]
        codes = [code for code, _words in choices]
        if kept is not None and kept not in codes:
            # The first day moved: "on day 3" becomes "on day 4", "on the first Monday" the second.
            kind = kept.split(".")[0]
            self.repeats.set_value(next((it for it in codes if it.startswith(kind)), codes[0]))
        self.repeats.set_choices(choices)
        if self.weekdays.days() in ((), self._followed):
            # Until somebody chooses other days, it is the weekday of the first one.
            self._followed = (first_day.weekday(),)
            self.weekdays.set_value(str(first_day.weekday()))

    def _show_series(self, series: SessionTimes) -> None:
        self.starts_at.set_value(series.starts_at)
        self.ends_at.set_value(series.ends_at)
        self.place.set_value(series.place)
        self.skips_holidays.set_value("1" if series.skips_holidays else "0")
        rule = series.rule
        if rule is None:
            return
        self.repeats.set_value(way_of(rule).code)
        self.weekdays.set_value(" ".join(map(str, rule.weekdays)))
        self.ends.set_value(_UNTIL if rule.until else _AFTER)
        self.until.set_value(rule.until.isoformat() if rule.until else None)
        self.count.set_value(str(rule.count) if rule.count else None)

    @Slot()
    def _follow(self) -> None:
        self.fit()
        self.changed.emit()


class SessionsForm(FormPanel):
    """`save` is given when the new sessions take place; `subject` is the id of their activity."""

    def __init__(
        self,
        services: ScreenServices,
        save: Callable[[SessionTimes], None],
        cancel: Callable[[], None],
        *,
        subject: str = "",
    ) -> None:
        super().__init__("sessions_form", cancel, back_words=_("Cancel"), subject=subject)
        self._save = save
        self.times = SessionFields(services, asks_place=True)
        self.show_form(
            _("Add sessions"),
            self.times,
            save=primary_button(_("Add"), self._submit, icon="check", keys="Ctrl+Enter"),
            first=self.times.first_day,
        )

    def restore_draft(self, texts: dict[str, str]) -> None:
        super().restore_draft(texts)
        self.times.fit()

    def _submit(self) -> None:
        if not self.times.are_readable():
            return
        times = self.times.value()
        if times is None:
            self.times.first_day.setFocus()
            return
        self.problem.hide()
        self.save_button.setEnabled(False)
        self._save(times)
