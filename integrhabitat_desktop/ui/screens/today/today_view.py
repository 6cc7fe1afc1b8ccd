"""Today: the sessions of the day a key away, who is expected, what is to be done, and how sending stands."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.domain.session_states import PLANNED
from integrhabitat_desktop.i18n import _, format_date, format_time, join_facts
from integrhabitat_desktop.ui.day_words import counted_words, times_words
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.person_texts import age_of, last_visit
from integrhabitat_desktop.ui.screens.today.absent_card_view import AbsentCard
from integrhabitat_desktop.ui.screens.today.tasks_card_view import TasksCard
from integrhabitat_desktop.ui.screens.today.today_view_model import TodayViewModel
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.session_badge import session_badge
from integrhabitat_desktop.ui.sync_words import sync_line
from integrhabitat_desktop.ui.theme import Tone
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    Banner,
    ListRow,
    RowList,
    Screen,
    beside,
    column,
    muted_label,
    primary_button,
    scrolling,
    secondary_button,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.keep_follow_ups import FollowUpRow
from integrhabitat_desktop.use_cases.plan_activity import SessionRow
from integrhabitat_desktop.use_cases.view_today import SessionToday, Today

_SHOWN = (
    "activity",
    "activity_session",
    "attendance",
    "enrolment",
    "check_in",
    "follow_up",
    "person",
    "restriction",
    "erasure",
)


class TodayView(Screen):
    """Left the sessions and who is expected, right what is to be done."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(_("Today"))
        self.setObjectName("today")
        self._services = services
        self.model = TodayViewModel(services)
        self.close_button = primary_button(_("Close the day"), self._close_day, icon="checks", keys="Ctrl+D")
        self.close_button.setObjectName("close_day")
        self.title_row.set_actions(self.close_button)
        self.sending = Banner("", action=_("Sync"), clicked=self._open_sync)
        self.sending.setObjectName("sending")
        self.sessions = RowList(_("Sessions of today"))
        self.sessions.setObjectName("today_sessions")
        self.no_session = muted_label(_("No session is planned for today."))
        self.activities_button = secondary_button(
            _("Activities"), self._open_activities, icon="calendar-event"
        )
        self.earlier_title = section_label(_("Neither marked nor noted as not held"))
        self.earlier = RowList(_("Sessions of earlier days"), cards=False)
        self.earlier.setObjectName("earlier_sessions")
        self.expected_title = section_label(_("Expected today"))
        self.expected = RowList(_("Expected today"), cards=False)
        self.expected.setObjectName("expected")
        self.birthdays_title = section_label(_("Birthdays today"))
        self.birthdays = RowList(_("Birthdays today"), cards=False)
        self.birthdays.setObjectName("birthdays")
        self.tasks_card = TasksCard(services.today, self._open_task, self.model.end_task)
        self.absent_card = AbsentCard(self._open_person, self.model)
        left = column(
            section_label(_("Sessions of today")),
            self.sessions,
            self.no_session,
            self.activities_button,
            self.earlier_title,
            self.earlier,
            self.expected_title,
            self.expected,
            self.birthdays_title,
            self.birthdays,
            STRETCH,
        )
        right = column(self.sending, self.tasks_card, self.absent_card, STRETCH, spacing=12)
        self.body.addWidget(beside(scrolling(left), scrolling(right)), 1)
        self.sessions.chosen.connect(self._open_session)
        self.earlier.chosen.connect(self._open_session)
        self.expected.chosen.connect(self._open_at_reception)
        self.birthdays.chosen.connect(self._open_person)
        self.model.loaded.connect(self._show)
        services.changes.changed.connect(self._reload)
        name_parts(self)

    # What the window asks

    def activated(self) -> None:
        self.model.load()
        self.sessions.setFocus()

    def keys(self) -> tuple[KeyEntry, ...]:
        return (
            KeyEntry("Enter", _("Mark the chosen session")),
            KeyEntry("Ctrl+D", _("Close the day")),
        )

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if self.isVisible() and changed.touches(*_SHOWN):
            self.model.load()

    # What is shown

    @Slot(object)
    def _show(self, today: Today) -> None:
        self.set_title(_("Today"), format_date(self._services.today(), "full"))
        had_focus = self.sessions.hasFocus()
        self.sessions.set_rows([self._session_row(it) for it in today.sessions])
        first = next((it for it in today.sessions if it.session.state == PLANNED), None)
        if first is not None and not self.sessions.current_id():
            self.sessions.select(first.session.session_id)
        self.sessions.setVisible(bool(today.sessions))
        self.no_session.setVisible(not today.sessions)
        self.activities_button.setVisible(not today.sessions)
        self._fill(self.earlier_title, self.earlier, [_earlier_row(it) for it in today.earlier])
        expected = [self._appointment_row(it) for it in today.appointments]
        expected += [
            ListRow(it.person.id, it.person.name, last_visit(it.person, self._services.today()), icon="user")
            for it in today.often
            if it.person.id not in {row.id for row in expected}
        ]
        self._fill(self.expected_title, self.expected, expected)
        day = self._services.today()
        self._fill(
            self.birthdays_title,
            self.birthdays,
            [ListRow(it.id, it.name, age_of(it, day), icon="user") for it in today.birthdays],
        )
        self.tasks_card.show_tasks(today.tasks)
        self.absent_card.show_absent(today.absent, today.proposed_after)
        line = sync_line(today.status, self._services.clock.now(), self._services.time_zone)
        self.sending.set_text(line.text)
        self.sending.set_tone(line.tone)
        if had_focus and not today.sessions:
            self.close_button.setFocus()

    @staticmethod
    def _fill(title: QWidget, rows: RowList, found: list[ListRow]) -> None:
        rows.set_rows(found)
        for part in (title, rows):
            part.setVisible(bool(found))

    def _session_row(self, it: SessionToday) -> ListRow:
        session = it.session
        return ListRow(
            session.session_id,
            session.title,
            join_facts(times_words(session.starts_at, session.ends_at), counted_words(it), session.place),
            icon="calendar-event",
            badges=(session_badge(session.state),),
        )

    def _appointment_row(self, it: FollowUpRow) -> ListRow:
        at = format_time(it.starts_at) if it.starts_at else ""
        name = it.person_name or _("Not received yet")
        return ListRow(
            it.person, name, join_facts(_("Appointment"), at), icon="clock", icon_tone=Tone.WARNING
        )

    # Where it leads

    def _close_day(self) -> None:
        self._services.navigator.open_screen("close_of_day")

    def _open_sync(self) -> None:
        self._services.navigator.open_screen("sync")

    def _open_activities(self) -> None:
        self._services.navigator.open_screen("activities")

    @Slot(str)
    def _open_session(self, session_id: str) -> None:
        if allowed(self._services.staff.role, Permission.MARK_ATTENDANCE):
            self._services.navigator.open_screen("activities", session_id)
        else:
            self._open_activities()

    @Slot(str)
    def _open_at_reception(self, person_id: str) -> None:
        self._services.navigator.open_screen("reception", person_id)

    @Slot(str)
    def _open_person(self, person_id: str) -> None:
        self._services.navigator.open_person(person_id)

    def _open_task(self, task: FollowUpRow) -> None:
        if allowed(self._services.staff.role, Permission.REFER) and task.referral:
            self._services.navigator.open_screen("referrals", task.referral)
        else:
            self._open_person(task.person)


def _earlier_row(session: SessionRow) -> ListRow:
    return ListRow(
        session.session_id,
        session.title,
        icon="calendar-x",
        icon_tone=Tone.WARNING,
        trailing=format_date(session.day, "weekday"),
    )
