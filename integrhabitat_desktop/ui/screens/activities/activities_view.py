"""Activities: what takes place today, everything the centre offers, and the roster of a session."""

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from integrhabitat_desktop.domain.permissions import Permission, allowed
from integrhabitat_desktop.i18n import _, code_label, format_date, join_facts, ngettext
from integrhabitat_desktop.ui.key_sheet import KeyEntry
from integrhabitat_desktop.ui.screens.activities.activities_view_model import ActivitiesViewModel, Overview
from integrhabitat_desktop.ui.screens.activities.activity_form_view import ActivityForm
from integrhabitat_desktop.ui.screens.activities.activity_panel_view import (
    ActivityPanel,
    PanelCommands,
    session_row,
)
from integrhabitat_desktop.ui.screens.activities.roster_view import RosterPage
from integrhabitat_desktop.ui.screens.activities.sessions_form_view import SessionsForm
from integrhabitat_desktop.ui.services import ScreenServices
from integrhabitat_desktop.ui.widgets import (
    STRETCH,
    EmptyState,
    ListRow,
    RowList,
    Screen,
    SidePanel,
    column,
    heading,
    offer_button,
    row,
    section_label,
)
from integrhabitat_desktop.ui.widgets.part_names import name_parts
from integrhabitat_desktop.use_cases.desk import ChangeSet
from integrhabitat_desktop.use_cases.find_people import PersonMatch
from integrhabitat_desktop.use_cases.plan_activity import ActivityRow, NewActivity, SessionRow, SessionTimes

_SHOWN = frozenset(
    [
        "activity",
        "activity_session",
        "enrolment",
        "attendance",
        "person",
        "person_merge",
        "restriction",
        "erasure",
        "staff_account",
    ]
)


class ActivitiesView(Screen):
    """A list with the chosen activity beside it; a session opens as a page of its own."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self.setObjectName("activities")
        self._services = services
        self._role = services.staff.role
        self._activities: dict[str, ActivityRow] = {}
        self._wanted = ""
        self._form: ActivityForm | SessionsForm | None = None
        self.model = ActivitiesViewModel(services)
        self.today_title = section_label(_("Today"))
        self.today = RowList(_("Sessions of today"), cards=False)
        self.list = RowList(_("Activities"))
        self.new_button = offer_button(_("New activity"), self._new, icon="plus", keys="Ctrl+N")
        self.panel = ActivityPanel(
            services,
            PanelCommands(
                open_session=self.open_session if self._may(Permission.MARK_ATTENDANCE) else None,
                add_sessions=self._add_sessions if self._may(Permission.MANAGE_ACTIVITIES) else None,
                search=self.model.search if self._may(Permission.ENROL) else None,
                enrol=self._enrol,
            ),
        )
        self.empty = SidePanel()
        self.empty.show_content(
            EmptyState(
                "calendar-event",
                _("No activity yet"),
                _("Create the first one and add those who take part."),
            )
        )
        self.right = QStackedWidget()
        for panel in (self.empty, self.panel):
            self.right.addWidget(panel)
        self.roster = RosterPage(services)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._list_page())
        self.pages.addWidget(self.roster)
        self.body.addWidget(self.pages, 1)
        self._connect()
        name_parts(self)

    def _list_page(self) -> QWidget:
        for words in (self.today_title,):
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        title = heading(_("Activities"))
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        left = column(title, self.today_title, self.today, self.new_button, self.list, STRETCH)
        layout = cast(QVBoxLayout, left.layout())
        layout.setStretch(4, 4)
        layout.setStretch(5, 1)
        self.today.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.new_button.setVisible(self._may(Permission.MANAGE_ACTIVITIES))
        self.new_button.setObjectName("new_activity")
        self.list.setObjectName("activity_list")
        self.today.setObjectName("sessions_today")
        both = row(left, self.right, spacing=28)
        split = cast(QHBoxLayout, both.layout())
        split.setStretch(0, 45)
        split.setStretch(1, 55)
        return both

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.sessions_loaded.connect(self._show_sessions)
        self.model.created.connect(self._created)
        self.model.found.connect(self._show_matches)
        self.list.current_changed.connect(self._select)
        self.today.chosen.connect(self._open_chosen)
        self.roster.left.connect(self._back)
        self._services.changes.changed.connect(self._reload)

    def _may(self, permission: Permission) -> bool:
        return allowed(self._role, permission)

    # What the window asks

    def title(self) -> str:
        return _("Activities")

    def activated(self) -> None:
        self.model.load()
        if self._on_roster():
            self.roster.model.reload()
            self.roster.table.setFocus()
        else:
            self.list.setFocus()

    def opened_with(self, argument: str) -> None:
        self.open_session(argument)

    def keys(self) -> tuple[KeyEntry, ...]:
        if self._on_roster():
            return self.roster.keys()
        return (KeyEntry("Ctrl+N", _("New activity")), KeyEntry("Enter", _("Open the chosen session")))

    def place(self) -> str:
        return self.roster.model.session_id if self._on_roster() else ""

    def restore_place(self, place: str) -> None:
        self.open_session(place)

    def draft_texts(self) -> dict[str, str]:
        return self._form.draft_texts() if isinstance(self._form, ActivityForm) else {}

    def restore_draft(self, texts: dict[str, str]) -> None:
        self._new()
        if isinstance(self._form, ActivityForm):
            self._form.restore_draft(texts)

    def _on_roster(self) -> bool:
        return self.pages.currentWidget() is self.roster

    # The list

    @Slot(object)
    def _show(self, overview: Overview) -> None:
        self._activities = {it.activity_id: it for it in overview.activities}
        self.today.set_rows([session_row(session, with_title=True) for session in overview.today])
        self.today.setVisible(bool(overview.today))
        self.today_title.set_text(
            ngettext("{count} session today", "{count} sessions today", len(overview.today)).format(
                count=len(overview.today)
            )
        )
        self.list.set_rows([self._row(it) for it in overview.activities], select_first=True)
        if self._wanted:
            self.list.select(self._wanted)
            self._wanted = ""
        if not overview.activities:
            self._show_right(self.empty)
        self._select(self.list.current_id())

    def _row(self, activity: ActivityRow) -> ListRow:
        when = activity.next_day or activity.last_day
        return ListRow(
            activity.activity_id,
            activity.title,
            join_facts(
                code_label("activity_kind", activity.kind),
                ngettext("{count} session", "{count} sessions", activity.sessions).format(
                    count=activity.sessions
                ),
            ),
            icon="calendar-event",
            trailing=format_date(when, "short") if when else "",
        )

    @Slot(str)
    def _select(self, activity_id: str) -> None:
        activity = self._activities.get(activity_id)
        if activity is not None:
            self.panel.show_activity(activity)
            self.model.load_sessions(activity_id)
            if self._form is None:
                self._show_right(self.panel)

    @Slot(str, object)
    def _show_sessions(self, activity_id: str, sessions: list[SessionRow]) -> None:
        if activity_id == self.list.current_id():
            self.panel.show_sessions(sessions, self._services.today())

    @Slot(str, object)
    def _show_matches(self, query: str, matches: list[PersonMatch]) -> None:
        self.panel.show_matches(query, matches)

    def _enrol(self, person_id: str, name: str) -> None:
        self.model.enrol(self.list.current_id(), person_id, name)

    @Slot(object)
    def _reload(self, changed: ChangeSet) -> None:
        if not changed.touches(*_SHOWN) or not self.isVisible():
            return
        if self._on_roster():
            # The list is read again on the way back to it.
            self.roster.model.reload()
        else:
            self.model.load()

    # Forms

    @Slot()
    def _new(self) -> None:
        self._show_form(ActivityForm(self._services, self._create, self._put_away))

    @Slot()
    def _add_sessions(self) -> None:
        self._show_form(SessionsForm(self._services, self._save_sessions, self._put_away))

    def _show_form(self, form: ActivityForm | SessionsForm) -> None:
        self._put_away()
        self._form = form
        self.right.addWidget(form)
        self._show_right(form)
        (form.activity_title if isinstance(form, ActivityForm) else form.times.first_day).setFocus()

    def _create(self, new: NewActivity, times: SessionTimes | None) -> None:
        if self._form is not None:
            self.model.create(new, times, self._form.show_problem)

    def _save_sessions(self, times: SessionTimes) -> None:
        if self._form is not None:
            self.model.add_sessions(self.list.current_id(), times, self._put_away, self._form.show_problem)

    @Slot(str)
    def _created(self, activity_id: str) -> None:
        self._wanted = activity_id
        self._put_away()
        self.model.load()

    @Slot()
    def _put_away(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self.right.removeWidget(form)
            form.hide()
            form.deleteLater()
            self._show_right(self.panel if self._activities else self.empty)

    def _show_right(self, panel: SidePanel) -> None:
        self.right.setCurrentWidget(panel)

    # The roster

    @Slot(str)
    def _open_chosen(self, session_id: str) -> None:
        if self._may(Permission.MARK_ATTENDANCE):
            self.open_session(session_id)

    def open_session(self, session_id: str) -> None:
        """Show the roster of a session."""
        self.pages.setCurrentWidget(self.roster)
        self.roster.open(session_id)

    @Slot()
    def _back(self) -> None:
        self.pages.setCurrentIndex(0)
        self.model.load()
        self.list.setFocus()
