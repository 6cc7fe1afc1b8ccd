"""The calendar: a month or a week of sessions and closed days, with the chosen day beside it."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, format_date
from integrhabitat_desktop.i18n.calendar_words import month_title
from integrhabitat_desktop.ui.form_panel_view import FormPanel
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.activities.session_panel_view import SessionPanel
from integrhabitat_desktop.ui.screens.activities.session_panel_view_model import SessionPanelViewModel
from integrhabitat_desktop.ui.screens.calendar.calendar_grid_view import CalendarGrid
from integrhabitat_desktop.ui.screens.calendar.calendar_table_model import CalendarTableModel
from integrhabitat_desktop.ui.screens.calendar.calendar_view_model import CalendarViewModel, Span
from integrhabitat_desktop.ui.screens.calendar.closed_days_view import ClosedDaysPanel
from integrhabitat_desktop.ui.screens.calendar.closed_days_view_model import ClosedDaysViewModel
from integrhabitat_desktop.ui.screens.calendar.day_panel_view import DayPanel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.theme import theme
from integrhabitat_desktop.ui.widgets import (
    PanelStack,
    Screen,
    SegmentedField,
    icon_button,
    link_button,
    row,
    secondary_button,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.change_series import SessionView
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.view_calendar import CalendarPage

_SHOWN = ("activity", "activity_session", "session_series", "holiday")
_SHARES, _SHARES_OF_LARGE_TEXT = (69, 31), (60, 40)
_LARGE_TEXT = 150  # per cent of zoom: a form beside the days would have no room


class CalendarView(Screen):
    """Arrows go from day to day, Enter to the sessions of the day, Enter again to one of them."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Calendar"))
        self.setObjectName("calendar")
        self._services = services
        self.model = CalendarViewModel(services)
        self.session_model = SessionPanelViewModel(services)
        self._days = CalendarTableModel()
        self.grid = CalendarGrid(self._days)
        self.grid.setObjectName("calendar_grid")
        may_plan = allowed(services.staff.role, Permission.MANAGE_ACTIVITIES)
        self.span = SegmentedField(
            "", [(Span.MONTH.value, _("Month")), (Span.WEEK.value, _("Week"))], value=self.model.span.value
        )
        self.span.setObjectName("calendar_span")
        self.closed_button = secondary_button(_("Closed days"), self._open_closed_days, icon="calendar-x")
        self.closed_button.setObjectName("open_closed_days")
        self.closed_button.setVisible(may_plan)
        self.title_row.set_actions(
            link_button(_("Activities"), self._leave, icon="arrow-left"),
            icon_button("chevron-left", _("Earlier"), lambda: self.model.step(-1)),
            secondary_button(_("Today"), self._go_to_today),
            icon_button("chevron-right", _("Later"), lambda: self.model.step(1)),
            self.span,
            self.closed_button,
        )
        self.day_panel = DayPanel(self._close_this_day if may_plan else None)
        self.right = PanelStack(self.day_panel)
        both = row(self.grid, self.right, spacing=20)
        layout = both.layout()
        assert isinstance(layout, QHBoxLayout)
        self._is_large = theme().zoom >= _LARGE_TEXT
        for place, share in enumerate(_SHARES_OF_LARGE_TEXT if self._is_large else _SHARES):
            layout.setStretch(place, share)
        self.body.addWidget(both, 1)
        self._connect()
        name_parts(self)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.day_changed.connect(self._show_day)
        self.session_model.loaded.connect(self._show_session)
        self.grid.day_wanted.connect(self._go_to)
        self.grid.stepped.connect(self.model.step)
        self.grid.today_wanted.connect(self._go_to_today)
        self.grid.chosen.connect(self._enter_day)
        self.span.changed.connect(self._change_span)
        self.day_panel.sessions.chosen.connect(self._open_session)
        self._services.changes.changed.connect(self._reload)

    # What the window asks

    def activated(self) -> None:
        self.model.load()
        if not self.right.is_filling_in():
            self.grid.setFocus()

    def opened_with(self, argument: str) -> None:
        """Another screen asks for an ISO day."""
        self.model.go_to(date.fromisoformat(argument))

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Left Right Up Down", _("Go from day to day")),
            KeyEntry("PgUp PgDown", _("Earlier or later month or week")),
            KeyEntry("Home", _("Today")),
            KeyEntry("Enter", _("Sessions of the day; then the chosen session")),
        )

    def place(self) -> str:
        return f"{self.model.span.value} {self.model.day.isoformat()}"

    def restore_place(self, place: str) -> None:
        span, _blank, day = place.partition(" ")
        self.model.span, self.model.day = Span(span), date.fromisoformat(day)
        self.span.set_value(span)

    def draft_texts(self) -> dict[str, str]:
        return self.right.draft_texts()

    def restore_draft(self, texts: dict[str, str]) -> None:
        form, subject = self.right.keep_drafts(texts) or ("", "")
        if form == "session_panel":
            self.session_model.load(subject)
        elif form == "closed_days":
            self._open_closed_days()

    # What is shown

    @Slot(object)
    def _show(self, page: CalendarPage) -> None:
        is_month = self.model.span is Span.MONTH
        self.grid.show_tall(not is_month)
        self._days.show_page(page, self._services.today(), self.model.day if is_month else None)
        words = month_title(self.model.day)
        if not is_month:
            first, last = format_date(page.first, "short"), format_date(page.last, "medium")
            words = _("{first} to {last}").format(first=first, last=last)
        self.title_row.set_title(words)
        self._show_day()

    @Slot()
    def _show_day(self) -> None:
        self.grid.select_day(self.model.day)
        if self.model.page is not None:
            self.day_panel.show_day(self.model.day, self.model.page)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if changed.touches(*_SHOWN) and self.isVisible():
            self.model.load()

    # Going about

    @Slot(object)
    def _go_to(self, day: date) -> None:
        self.model.go_to(day)

    @Slot()
    def _go_to_today(self) -> None:
        self.model.go_to(self._services.today())

    @Slot()
    def _change_span(self) -> None:
        self.model.show_span(Span(self.span.value() or Span.MONTH.value))

    @Slot()
    def _enter_day(self) -> None:
        form = self.right.opened(FormPanel)
        if form is not None:
            form.begin()
        elif not self.day_panel.sessions.isHidden():
            self.day_panel.sessions.setFocus()

    def _leave(self) -> None:
        self._services.navigator.open_screen("activities")

    # Forms

    @Slot(str)
    def _open_session(self, session_id: str) -> None:
        if self._may_leave():
            self.session_model.load(session_id)

    @Slot(object)
    def _show_session(self, view: SessionView) -> None:
        if self.right.is_typed_in():
            return
        may_mark = allowed(self._services.staff.role, Permission.MARK_ATTENDANCE)
        self._open(
            SessionPanel(
                self._services,
                self.session_model,
                view,
                self._put_away,
                done=self._put_away,
                mark=self._mark if may_mark else None,
            )
        )

    def _mark(self, session_id: str) -> None:
        self._services.navigator.open_screen("activities", session_id)

    def _close_this_day(self) -> None:
        self._open_closed_days(self.model.day.isoformat())

    def _open_closed_days(self, day: str = "") -> None:
        if self._may_leave():
            model = ClosedDaysViewModel(self._services)
            self._open(ClosedDaysPanel(self._services, model, self._put_away, day))

    def _open(self, form: FormPanel) -> None:
        self.right.open(form)
        self.grid.setVisible(not self._is_large)
        self.right.bring_back()
        form.begin()

    def _may_leave(self) -> bool:
        return self.right.may_be_left(self._services.notices)

    @Slot()
    def _put_away(self) -> None:
        self.right.put_away(self.day_panel)
        self.grid.show()
        self.grid.setFocus()
