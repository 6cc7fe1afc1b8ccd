"""The chosen day beside the calendar: why it is closed, and its sessions."""

from collections.abc import Callable
from datetime import date

from integrhabitat_desktop.domain.session_states import PLANNED
from integrhabitat_desktop.i18n import _, join_facts
from integrhabitat_desktop.i18n.calendar_words import day_title
from integrhabitat_desktop.ui.day_words import times_words
from integrhabitat_desktop.ui.session_badge import session_badge
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    Banner,
    ListRow,
    PlainLabel,
    RowList,
    SidePanel,
    link_button,
    muted_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.keep_closed_days import ClosedDay
from integrhabitat_desktop.use_cases.view_calendar import CalendarPage, CalendarSession


class DayPanel(SidePanel):
    """`sessions.chosen` opens a session; `close_day` is None for whoever may not say that the centre is closed."""

    def __init__(self, close_day: Callable[[], None] | None) -> None:
        super().__init__()
        self.setObjectName("day_panel")
        self.day = PlainLabel("", "subheading", wrapped=True)
        self.closed_banner = Banner("", Tone.WARNING)
        self.sessions = RowList(_("Sessions of the day"), cards=False)
        self.sessions.setObjectName("sessions_of_day")
        self.nothing = muted_label(_("Nothing is planned on this day."), wrapped=True)
        self.close_button = link_button(_("The centre is closed on this day"), close_day, icon="calendar-x")
        self.close_button.setObjectName("close_this_day")
        self.close_button.allow_cutting()
        self._may_close = close_day is not None
        self.show_content(self.day, self.closed_banner, self.nothing, self.sessions, self.close_button)
        name_parts(self)

    def show_day(self, day: date, page: CalendarPage) -> None:
        """Show what stands on a day."""
        sessions, closed = page.sessions.get(day, ()), page.closed.get(day)
        self.day.set_text(day_title(day))
        self.closed_banner.setVisible(closed is not None)
        if closed is not None:
            self.closed_banner.set_text(_closed_words(closed))
        self.nothing.setVisible(not sessions)
        self.sessions.setVisible(bool(sessions))
        kept = self.sessions.current_id()
        self.sessions.set_rows([_row(it) for it in sessions], select_first=True)
        if kept in {it.session_id for it in sessions}:
            self.sessions.select(kept)
        self.close_button.setVisible(self._may_close and (closed is None or not closed.is_own))


def _closed_words(closed: ClosedDay) -> str:
    if not closed.title:
        return _("The centre is closed.")
    words = _("The centre is closed: {title}") if closed.is_own else _("Holiday: {title}")
    return words.format(title=closed.title)


def _row(session: CalendarSession) -> ListRow:
    return ListRow(
        session.session_id,
        session.title,
        join_facts(times_words(session.starts_at, session.ends_at), session.place),
        icon="refresh" if session.is_of_series else "calendar-event",
        badges=(session_badge(session.state),) if session.state != PLANNED else (),
    )
